"""Who is free to help on a case beside the rest of a plan, whoever leads it? Told by the plain rules."""

from collections.abc import Sequence

from planner.check import breaches
from planner.domain import COVERS, Cover, Plan, Proposed, Role
from planner.explain.standing import NEEDS_HELP
from planner.problem import Problem
from planner.rule import Breach, Rule

Roles = tuple[tuple[str, Role], ...]  # of cases


def helped(found: Sequence[Breach]) -> list[Breach]:
    """Return the breaches without those that a helping worker would mend."""
    return [breach for breach in found if (breach.rule, breach.what) not in NEEDS_HELP]


class FreeHelpers:
    """Those who could help on a case and all that goes with it, beside the rest of a plan."""

    def __init__(
        self, problem: Problem, rules: Sequence[Rule], plan: Plan, together: Sequence[str]
    ) -> None:
        self._problem, self._rules = problem, rules
        self._rest = [p for p in plan.assignments if p.case not in together]
        self._known: dict[tuple[str, Roles], bool] = {}
        self._found: dict[tuple[Proposed, ...], list[Breach]] = {}

    def lacking(self, found: Sequence[Breach], lead: str) -> list[Breach]:
        """Return the breaches without those that helpers who are free would mend."""
        others = helped(found)
        roles = sorted({(b.case or "", _role(b)) for b in found if b not in others})
        return others if self._filled(roles, lead, {}) else list(found)

    def _filled(self, roles: list[tuple[str, Role]], lead: str, given: dict[str, Roles]) -> bool:
        """Return whether every role can be filled at once by workers other than the lead."""
        if not roles:
            return True
        for worker in self._problem.workers:
            mine = (*given.get(worker.id, ()), roles[0])
            free = worker.id != lead and self._free(worker.id, mine)
            if free and self._filled(roles[1:], lead, {**given, worker.id: mine}):
                return True
        return False

    def _free(self, worker: str, roles: Roles) -> bool:
        """Return whether a worker breaks nothing more by helping in some roles, whoever leads."""
        if (worker, roles) not in self._known:
            rest = tuple(p for p in self._rest if p.names(worker))
            lead = next(other.id for other in self._problem.workers if other.id != worker)
            cases = sorted({case for case, _ in roles})
            helped = tuple(_helped(case, lead, worker, roles) for case in cases)
            self._known[worker, roles] = self._of(worker, (*rest, *helped)) <= self._of(worker, rest)
        return self._known[worker, roles]

    def _of(self, worker: str, assignments: tuple[Proposed, ...]) -> set[Breach]:
        if assignments not in self._found:
            plan = Plan(assignments=assignments)
            self._found[assignments] = breaches(self._problem, plan, self._rules)
        return {breach for breach in self._found[assignments] if breach.worker == worker}


def _helped(case: str, lead: str, worker: str, roles: Roles) -> Proposed:
    mine = [role for of, role in roles if of == case]
    return Proposed(
        case=case,
        worker=lead,
        support=worker if Role.SUPPORT in mine else None,
        cover=tuple(Cover(week=COVERS.index(r) + 1, worker=worker) for r in mine if r in COVERS),
    )


def _role(breach: Breach) -> Role:
    return COVERS[breach.week or 0] if breach.rule == "presence" else Role.SUPPORT
