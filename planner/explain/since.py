"""What changed since another plan, case by case, and the fact that changed where it can be named.

All from public facts: the problem and the program are the public ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from planner.domain import Plan, Proposed
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
    old = {proposed.case: proposed.worker for proposed in before.plan.assignments}
    new = {proposed.case: proposed.worker for proposed in plan.assignments}
    named = {case.id for case in problem.left(plan)} | set(new)
    told = []
    for case in sorted({*old, *named}):
        one = (
            None
            if old.get(case) == new.get(case) and case in old
            else _told(problem, program, rules, plan, before, case)
        )
        if one is not None:
            told.append(one)
    return told


def _told(  # noqa: PLR0913  (the walk so far, and of what)
    problem: Problem,
    program: Program,
    rules: Sequence[Rule],
    plan: Plan,
    before: Before,
    case: str,
) -> Since | None:
    worker = next((p.worker for p in before.plan.assignments if p.case == case), None)
    now = next((p.worker for p in plan.assignments if p.case == case), None)
    if worker is None:
        if now is None:
            return None if case in before.left else Since(case, None, None, Fact.NEW)
        if problem.holder_of(case) is not None and case not in before.left:
            return Since(case, problem.holder_of(case), now, Fact.KEPT)
        return Since(case, None, now, Fact.WAITED if case in before.left else Fact.NEW)
    if case not in problem.agency.case_of:
        return Since(case, worker, None, Fact.CLOSED)
    holder = next((held.worker for held in problem.agency.assignments if held.case == case), None)
    if holder == worker:
        return Since(case, worker, now or worker, Fact.DONE)
    if case not in problem.case_at:
        return Since(case, worker, holder, Fact.OTHERWISE)
    if worker not in problem.worker_at:
        return Since(case, worker, now or _stays(problem, case), Fact.GONE)
    found = in_the_way(problem, program, rules, case, worker)
    item = item_of(problem, program, case)
    if worker not in ways(problem, beginning(program, item), case):
        return Since(case, worker, now or _stays(problem, case), Fact.RULE, found[0] if found else None)
    return _of_room_or_cost(problem, program, rules, plan, Proposed(case=case, worker=worker))


def _of_room_or_cost(
    problem: Problem, program: Program, rules: Sequence[Rule], plan: Plan, old: Proposed
) -> Since:
    """Return what changed for a worker who could still take a case by itself."""
    case, worker = old.case, old.worker
    now = next((p.worker for p in plan.assignments if p.case == case), None) or _stays(problem, case)
    item = item_of(problem, program, case)
    state = beside(problem, program, plan, item)
    way = None if state is None else ways(problem, state, case).get(worker)
    if state is None or way is None:
        found = in_the_way(problem, program, rules, case, worker, beside=plan.assignments)
        return Since(case, worker, now, Fact.ROOM, found[0] if found else None)
    chosen = program.chosen(problem, plan)
    if now is None or chosen is None:
        return Since(case, worker, now, Fact.PUBLIC)
    with_old = state.chosen.copy()
    with_old[way.arcs] = True
    more = program.rest(with_old) - program.rest(chosen)
    if program.left(with_old) != program.left(chosen) or not np.any(with_old != chosen):
        return Since(case, worker, now, Fact.PUBLIC)
    fact = Fact.COST if more > 0 else Fact.TIE
    step = step_of(more, problem.agency.policy) if more > 0 else None
    return Since(case, worker, now, fact, step=step)


def _stays(problem: Problem, case: str) -> str | None:
    """Return who keeps an open case that may stay, None for any other."""
    place = problem.case_at[case]
    return problem.holder_of(case) if problem.may_stay[place] else None
