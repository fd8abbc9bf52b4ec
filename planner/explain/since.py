"""What changed since another plan, case by case, and the fact that changed where it can be named.

All from public facts: the problem and the program are the public ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.domain import Plan
from planner.explain.asking import step_of
from planner.explain.standing import CostStep, beside, in_the_way, item_of, ways
from planner.problem import Problem
from planner.program import Program
from planner.rule import Breach, Rule
from planner.solve.insertion import beginning


class Fact(StrEnum):
    """Why a case does not go where it was to go."""

    GONE = "gone"  # the worker is not in the agency any more
    RULE = "rule"  # a rule now keeps the worker from it, whatever else is given out
    ROOM = "room"  # the worker has no room beside what else is proposed
    COST = "cost"  # with all else as proposed, the worker would cost the plan more
    TIE = "tie"  # with all else as proposed, the worker would cost the plan no more
    PUBLIC = "public"  # no public rule is in the way: the worker can be asked
    NEW = "new"  # the case was in no list of the plan before
    WAITED = "waited"  # nobody was proposed before
    KEPT = "kept"  # it was to stay with its lead before
    DONE = "done"  # who was proposed leads it now
    OTHERWISE = "otherwise"  # somebody else leads it now
    CLOSED = "closed"  # it is not among the agency's cases any more


@dataclass(frozen=True)
class Since:
    """A case of two plans: to whom before and now (None: nobody), and what changed.

    `breach`: the rule in the way, `step`: the cost, of the worker proposed before.
    """

    case: str
    before: str | None
    now: str | None
    fact: Fact
    breach: Breach | None = None
    step: CostStep | None = None


@dataclass(frozen=True)
class Before:
    """Another plan: what it proposed, and which cases it said were left. Some may be gone since."""

    plan: Plan
    left: tuple[str, ...] = ()


def since(
    problem: Problem, program: Program, rules: Sequence[Rule], plan: Plan, before: Before
) -> list[Since]:
    """Return every case of which the two plans say something else, in order."""
    between = _Between(problem, program, rules, plan, before)
    cases = sorted({*between.old, *between.new, *(case.id for case in problem.left(plan))})
    told = [between.told(case) for case in cases if between.differs(case)]
    return [one for one in told if one is not None]


class _Between:
    """Two plans of one agency, as it is now."""

    def __init__(
        self, problem: Problem, program: Program, rules: Sequence[Rule], plan: Plan, before: Before
    ) -> None:
        self._problem, self._program, self._rules = problem, program, rules
        self._plan, self._left = plan, before.left
        self.old = {proposed.case: proposed.worker for proposed in before.plan.assignments}
        self.new = {proposed.case: proposed.worker for proposed in plan.assignments}

    def differs(self, case: str) -> bool:
        """Whether a case goes elsewhere, or was not in the plan before."""
        return case not in self.old or self.old[case] != self.new.get(case)

    def told(self, case: str) -> Since | None:
        """Return what changed for a case, None where it waited before and waits now."""
        worker = self.old.get(case)
        if worker is None:
            return self._not_proposed(case)
        return (
            self._elsewhere(case, worker) or self._kept_out(case, worker) or self._dearer(case, worker)
        )

    def _not_proposed(self, case: str) -> Since | None:
        now, waited = self.new.get(case), case in self._left
        if waited:
            return None if now is None else Since(case, None, now, Fact.WAITED)
        holder = None if now is None else self._problem.holder_of(case)
        return Since(case, holder, now, Fact.NEW if holder is None else Fact.KEPT)

    def _elsewhere(self, case: str, worker: str) -> Since | None:
        """Return what became of a case or a worker that there is nothing to decide on any more."""
        agency = self._problem.agency
        holder = next((held.worker for held in agency.assignments if held.case == case), None)
        if case not in agency.case_of:
            fact, now = Fact.CLOSED, None
        elif holder == worker:
            fact, now = Fact.DONE, self.new.get(case, worker)
        elif case not in self._problem.case_at:
            fact, now = Fact.OTHERWISE, holder
        elif worker not in self._problem.worker_at:
            fact, now = Fact.GONE, self._now(case)
        else:
            return None
        return Since(case, worker, now, fact)

    def _kept_out(self, case: str, worker: str) -> Since | None:
        """Return the rule that keeps a worker from a case whatever else is given out."""
        item = item_of(self._problem, self._program, case)
        if worker in ways(self._problem, beginning(self._program, item), case):
            return None
        found = in_the_way(self._problem, self._program, self._rules, case, worker)
        return Since(case, worker, self._now(case), Fact.RULE, found[0] if found else None)

    def _dearer(self, case: str, worker: str) -> Since:
        """Return what changed for a worker who could still take a case by itself."""
        problem, program, plan = self._problem, self._program, self._plan
        now = self._now(case)
        state = beside(problem, program, plan, item_of(problem, program, case))
        way = None if state is None else ways(problem, state, case).get(worker)
        if state is None or way is None:
            found = in_the_way(problem, program, self._rules, case, worker, beside=plan.assignments)
            return Since(case, worker, now, Fact.ROOM, found[0] if found else None)
        chosen = program.chosen(problem, plan)
        instead = state.chosen.copy()
        instead[way.arcs] = True
        if now is None or chosen is None or program.left(instead) != program.left(chosen):
            return Since(case, worker, now, Fact.PUBLIC)
        more = program.rest(instead) - program.rest(chosen)
        if more <= 0:
            return Since(case, worker, now, Fact.TIE)
        return Since(case, worker, now, Fact.COST, step=step_of(more, problem.agency.policy))

    def _now(self, case: str) -> str | None:
        """Return who is to have a case now: proposed, or who keeps an open one that may stay."""
        stays = self._problem.may_stay[self._problem.case_at[case]]
        return self.new.get(case) or (self._problem.holder_of(case) if stays else None)
