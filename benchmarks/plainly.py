"""Is a counterfactual true? By the plain rules and costs of every alternative plan, one by one.

Nothing of how counterfactuals are found is used here: no program, no search. A worker's records are
changed, the agency is measured again, and every plan that gives the case to somebody, with every choice
of helpers, is checked and costed by `planner.check` alone.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

from planner.check import breaches, cost
from planner.claims import Change, Counterfactual
from planner.domain import COVERED_WEEKS, Agency, Cover, Plan, Proposed
from planner.problem import Problem, measure
from planner.rule import Breach, Goal
from planner.rules import RULES

_LISTS = {
    "skill": "skills",
    "training": "trainings",
    "licence": "licences",
    "language": "languages",
    "office": "offices",
}
_HELP = {"one-lead", "presence", "first-year-support"}
_SLOW = {"hours", "dose-budget", "budget-margin", "dose-windows"}  # asked last


class Plainly:
    """Who would be suggested for a case of a plan, told from every alternative plan."""

    def __init__(self, agency: Agency, goals: Sequence[Goal], plan: Plan, case: str) -> None:
        self._agency, self._plan, self._case = agency, plan, case
        self._goals = goals
        self._before = set(self._rest_breaches(measure(agency)))
        self._known: dict[tuple[Change, ...], dict[str, list[tuple[int, frozenset[str]]]]] = {}

    def suggested(self, worker: str, changes: Iterable[Change]) -> bool:
        """Return whether with some changes nobody's way to take the case costs less than a worker's."""
        facts = tuple(change for change in changes if change.lever != "away")
        gone = {change.worker for change in changes if change.lever == "away"}
        if facts not in self._known:
            self._known[facts] = self._ways(made(self._agency, facts))
        least = {
            lead: min((cost for cost, names in ways if not names & gone), default=None)
            for lead, ways in self._known[facts].items()
        }
        costs = {lead: cost for lead, cost in least.items() if cost is not None}
        return worker in costs and costs[worker] == min(costs.values())

    def true(self, claim: Counterfactual) -> bool:
        """Return whether the worker would be suggested with all changes, and with nothing less."""
        if not self.suggested(claim.worker, claim.changes):
            return False
        return not any(self.suggested(claim.worker, some) for some in one_less(claim.changes))

    def _mine(self, problem: Problem) -> list[str]:
        """Return the case and those that must go with it."""
        place = problem.case_at[self._case]
        family = next((f for f in problem.families.values() if place in f), (place,))
        return [problem.cases[member].id for member in family]

    def _rest(self, problem: Problem) -> tuple[Proposed, ...]:
        mine = self._mine(problem)
        return tuple(p for p in self._plan.assignments if p.case not in mine)

    def _rest_breaches(self, problem: Problem) -> list[Breach]:
        return breaches(problem, Plan(assignments=self._rest(problem)), RULES)

    def _ways(self, agency: Agency) -> dict[str, list[tuple[int, frozenset[str]]]]:
        """Return for everybody the cost of each way to take the case, and who is asked for it."""
        problem = measure(agency)
        rest, mine = self._rest(problem), self._mine(problem)
        if not set(self._rest_breaches(problem)) <= self._before:
            return {}
        found: dict[str, list[tuple[int, frozenset[str]]]] = {}
        holder = problem.holder_of(self._case)
        if holder is not None and problem.may_stay[problem.case_at[self._case]]:
            found[holder] = [(self._cost(problem, rest), frozenset())]
        for worker in problem.workers:
            for given in self._given(problem, rest, mine, worker.id):
                names = frozenset(name for p in given for _, name in p.roles())
                here = found.setdefault(worker.id, [])
                here.append((self._cost(problem, (*rest, *given)), names))
        return found

    def _cost(self, problem: Problem, assignments: Iterable[Proposed]) -> int:
        return cost(problem, Plan(assignments=tuple(assignments)), self._goals, 0)

    def _given(
        self, problem: Problem, rest: Sequence[Proposed], mine: Sequence[str], lead: str
    ) -> Iterator[tuple[Proposed, ...]]:
        """Yield every way to give the case to a lead that breaks nothing the rest did not break."""
        alone = tuple(Proposed(case=case, worker=lead) for case in mine)
        found = next(self._new(problem, rest, alone, but=_HELP), None)
        if found is None and next(self._new(problem, rest, alone), None) is None:
            yield alone
        elif found is None:
            choices = [self._helped(problem, case, lead) for case in mine]
            for given in product(*choices):
                if next(self._new(problem, rest, given), None) is None:
                    yield given

    @staticmethod
    def _helped(problem: Problem, case: str, lead: str) -> list[Proposed]:
        """Return a case with every choice of helpers, some of whom may not be needed or allowed."""
        place, who = problem.case_at[case], problem.worker_at[lead]
        others = [worker.id for worker in problem.workers if worker.id != lead]
        support = [None, *others] if problem.may_have_support(place) else [None]
        weeks = [
            week
            for week in range(COVERED_WEEKS)
            if problem.absent[who, week] and week < problem.cases[place].weeks
        ]
        return [
            Proposed(
                case=case,
                worker=lead,
                support=second,
                cover=tuple(Cover(week=w + 1, worker=c) for w, c in zip(weeks, covers, strict=True)),
            )
            for second in support
            for covers in product(others, repeat=len(weeks))
        ]

    def _new(
        self,
        problem: Problem,
        rest: Sequence[Proposed],
        given: Sequence[Proposed],
        but: Collection[str] = (),
    ) -> Iterator[Breach]:
        """Yield what the plan breaks and the rest did not, but for some rules."""
        plan = Plan(assignments=(*rest, *given))
        for rule in sorted(RULES, key=lambda rule: rule.name in _SLOW):
            found = breaches(problem, plan, [rule]) if rule.name not in but else []
            yield from (breach for breach in found if breach not in self._before)


def made(agency: Agency, changes: Iterable[Change]) -> Agency:
    """Return the agency with some changes of records and numbers made."""
    workers = {worker.id: worker.model_dump() for worker in agency.workers}
    for change in changes:
        mine = workers[change.worker]
        if change.lever == "number":
            if mine[change.what] != change.before:
                raise ValueError(f"{change.what} of {change.worker} is {mine[change.what]}")
            mine[change.what] = change.after
        else:
            mine[_LISTS[change.lever]] = (*mine[_LISTS[change.lever]], change.what)
    kind = type(agency.workers[0])
    return agency.changed(workers=tuple(kind.model_validate(one) for one in workers.values()))


def one_less(changes: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    """Yield some changes without one of them, and with one step less of one of them."""
    for change in changes:
        others = tuple(other for other in changes if other is not change)
        yield others
        sign = 1 if change.after > change.before else -1
        less = change.after - sign * change.step
        if change.lever == "number" and less != change.before:
            yield (*others, change.model_copy(update={"after": less}))
