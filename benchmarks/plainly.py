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
        self._before = set(_World(measure(agency), goals, plan, case, ()).rest_breaches())
        self._known: dict[tuple[Change, ...], _World | None] = {}

    def suggested(self, worker: str, changes: Iterable[Change]) -> bool:
        """Return whether with some changes nobody's way to take the case costs less than a worker's."""
        facts = tuple(change for change in changes if change.lever != "away")
        gone = {change.worker for change in changes if change.lever == "away"}
        if facts not in self._known:
            self._known[facts] = self._world(made(self._agency, facts))
        world = self._known[facts]
        mine = None if world is None or worker in gone else world.least(worker, gone)
        if world is None or mine is None:
            return False
        others = {each.id for each in world.problem.workers} - gone - {worker}
        return all(world.least(other, gone, below=mine) is None for other in sorted(others))

    def true(self, claim: Counterfactual) -> bool:
        """Return whether the worker would be suggested with all changes, and with nothing less."""
        if not self.suggested(claim.worker, claim.changes):
            return False
        return not any(self.suggested(claim.worker, some) for some in one_less(claim.changes))

    def _world(self, agency: Agency) -> "_World | None":
        """Return a changed agency beside the rest of the plan, None where that breaks something more."""
        world = _World(measure(agency), self._goals, self._plan, self._case, self._before)
        return world if set(world.rest_breaches()) <= self._before else None


class _World:
    """An agency and the rest of a plan in it: every way to take a case, checked one by one."""

    def __init__(
        self,
        problem: Problem,
        goals: Sequence[Goal],
        plan: Plan,
        case: str,
        before: Collection[Breach],
    ) -> None:
        self.problem, self._goals, self._before = problem, goals, before
        place = problem.case_at[case]
        family = next((f for f in problem.families.values() if place in f), (place,))
        self._mine = [problem.cases[member].id for member in family]
        self._rest = tuple(p for p in plan.assignments if p.case not in self._mine)
        self._stays_with = problem.holder_of(case) if problem.may_stay[place] else None
        self._ways: dict[str, list[tuple[int, tuple[Proposed, ...]]]] = {}
        self._fine: dict[tuple[Proposed, ...], bool] = {}

    def rest_breaches(self) -> list[Breach]:
        """Return what the rest of the plan breaks by itself."""
        return breaches(self.problem, Plan(assignments=self._rest), RULES)

    def least(self, lead: str, gone: Collection[str], below: int | None = None) -> int | None:
        """Return the cost of the cheapest way for a lead without those who are gone.

        None where there is none, or none below some cost.
        """
        if lead == self._stays_with:
            cost = self._cost(())
            return cost if below is None or cost < below else None
        alone = tuple(Proposed(case=case, worker=lead) for case in self._mine)
        if below is not None and self._cost(alone) >= below:
            return None  # helpers only add to it
        if lead not in self._ways:
            ways = [(self._cost(given), given) for given in self._given(alone)]
            self._ways[lead] = sorted(ways, key=lambda way: way[0])
        for cost, given in self._ways[lead]:
            if below is not None and cost >= below:
                return None
            names = {name for one in given for _, name in one.roles()}
            if not names & set(gone) and self._is_fine(given):
                return cost
        return None

    def _cost(self, given: Iterable[Proposed]) -> int:
        return cost(self.problem, Plan(assignments=(*self._rest, *given)), self._goals, 0)

    def _is_fine(self, given: tuple[Proposed, ...]) -> bool:
        if given not in self._fine:
            self._fine[given] = next(self._new(given), None) is None
        return self._fine[given]

    def _given(self, alone: tuple[Proposed, ...]) -> list[tuple[Proposed, ...]]:
        """Return the ways for a lead that are worth a look: alone, or with every choice of helpers."""
        if next(self._new(alone, but=_HELP), None) is not None:
            return []
        if self._is_fine(alone):
            return [alone]
        return list(product(*(self._helped(one.case, one.worker) for one in alone)))

    def _helped(self, case: str, lead: str) -> list[Proposed]:
        """Return a case with every choice of helpers who break nothing each by themselves.

        Of the roles that some lead of the case may need somebody in.
        """
        problem = self.problem
        place, who = problem.case_at[case], problem.worker_at[lead]
        others = [worker.id for worker in problem.workers if worker.id != lead]

        def able(**role: object) -> list[str]:
            return [
                worker
                for worker in others
                if not any(
                    breach.worker == worker for breach in self._new((_with(case, lead, worker, role),))
                )
            ]

        second: list[str | None] = [None]
        if problem.may_have_support(place):
            second += able(support=True)
        weeks = [
            week + 1
            for week in range(COVERED_WEEKS)
            if problem.absent[who, week] and week < problem.cases[place].weeks
        ]
        return [
            Proposed(
                case=case,
                worker=lead,
                support=support,
                cover=tuple(Cover(week=w, worker=c) for w, c in zip(weeks, covers, strict=True)),
            )
            for support in second
            for covers in product(*(able(week=week) for week in weeks))
        ]

    def _new(self, given: Sequence[Proposed], but: Collection[str] = ()) -> Iterator[Breach]:
        """Yield what the plan breaks and the rest did not, but for some rules."""
        plan = Plan(assignments=(*self._rest, *given))
        for rule in sorted(RULES, key=lambda rule: rule.name in _SLOW):
            found = breaches(self.problem, plan, [rule]) if rule.name not in but else []
            yield from (breach for breach in found if breach not in self._before)


def _with(case: str, lead: str, helper: str, role: dict[str, object]) -> Proposed:
    week = role.get("week")
    if isinstance(week, int):
        return Proposed(case=case, worker=lead, cover=(Cover(week=week, worker=helper),))
    return Proposed(case=case, worker=lead, support=helper)


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
