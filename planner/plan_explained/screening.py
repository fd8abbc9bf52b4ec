"""Which changes look best, cheaply: by what stands in the way of waiting cases, and by insertion.

Nothing is proven here; what looks best is planned again afterwards.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from planner.claims import Change
from planner.domain import Plan
from planner.explain.standing import in_the_way
from planner.measures import worker_loads
from planner.pipeline import Side
from planner.plan_explained.levers import changed, hires, lever_of, number
from planner.problem.arrays import Bools
from planner.program import Program
from planner.rules import RULES
from planner.solve.insertion import Insertion

_HELPED = {
    ("one-lead", "one-of-two-workers"),
    ("presence", "without-cover"),
    ("first-year-support", ""),
}  # what a helper would mend: none is given when a case is tried out
_OF_A_KIND = 2  # workers for whom the same is tried


def candidates(side: Side, plan: Plan) -> tuple[list[Change], int]:
    """Return the changes to plan again, those that look best first, and how many were looked at.

    A change looks as good as the weight of the waiting cases that nothing else keeps from its worker;
    a hire, as that of those which could be given to them alone. Of hires that look the same, the team
    that carries most comes first.
    """
    worth: dict[Change, int] = defaultdict(int)
    for change, weight in _freed(side, plan):
        worth[change] += weight
    hired = _hires(side, plan)
    burden = _burden_of_teams(side, plan)

    def order(change: Change) -> tuple[float, ...]:
        team = change.what if change.lever == "hire" else ""
        return -(worth | hired)[change], -burden.get(team, 0.0)

    looked_at = sorted(
        {**worth, **hired}, key=lambda each: (order(each), each.lever, each.what, each.worker)
    )
    return _varied(looked_at, number("tried")), len(looked_at)


def _varied(changes: Iterable[Change], most: int) -> list[Change]:
    """Return the first few changes, the same thing for a few workers only."""
    times: Counter[tuple[str, str]] = Counter()
    found = []
    for change in changes:
        times[change.lever, change.what] += 1
        if times[change.lever, change.what] <= _OF_A_KIND:
            found.append(change)
    return found[:most]


def _freed(side: Side, plan: Plan) -> Iterable[tuple[Change, int]]:
    """Yield the one change that would let a worker take a waiting case, and the weight of its item."""
    problem, program = side.problem, side.program
    share = problem.agency.policy.productive_share
    waiting = {problem.case_at[case.id] for case in problem.left(plan)}
    items = [item for item in _by_weight(program) if waiting.intersection(program.items[item])]
    for item in items[: max(1, number("waiting_looked_at") // max(1, len(problem.workers)))]:
        case = problem.cases[program.items[item][0]].id
        for worker in problem.workers:
            if problem.holder_of(case) == worker.id:
                continue
            found = in_the_way(problem, program, RULES, case, worker.id, beside=plan.assignments)
            stands = [each for each in found if (each.rule, each.what) not in _HELPED]
            levers = {lever_of(worker, each, share) for each in stands}
            one = levers.pop() if len(levers) == 1 else None
            if one is not None:
                yield one, int(program.left_weight[item])


def _hires(side: Side, plan: Plan) -> dict[Change, int]:
    """Return of a hire for each team the weight of the waiting cases that they alone could take."""
    wanted = hires(side.agency)
    if not wanted:
        return {}
    bigger = Side(changed(side.agency, *wanted))
    problem, program = bigger.problem, bigger.program
    new = [worker.id for worker in problem.workers if worker.id not in side.agency.worker_of]
    by_team = {problem.agency.worker_of[each].team: problem.worker_at[each] for each in new}
    chosen = program.chosen(problem, plan)
    if chosen is None:
        return dict.fromkeys(wanted, 0)
    return {
        change: program.left(chosen) - program.left(with_waiting(program, chosen, by_team[change.what]))
        for change in wanted
    }


def with_waiting(program: Program, chosen: Bools, worker: int | None = None) -> Bools:
    """Return a plan with as many waiting items as fit beside it, heaviest first, each where cheapest.

    With a `worker`, only what they can lead.
    """
    insertion = Insertion(program)
    insertion.put(np.flatnonzero(chosen).tolist())
    led = {case for item in program.item[chosen & (program.item >= 0)] for case in program.items[item]}
    for item in _by_weight(program):
        if led.intersection(program.items[item]):
            continue
        options = insertion.options(item, 1 if worker is None else None)
        if worker is not None:
            options = [each for each in options if program.worker[each.lead] == worker]
        if options:
            insertion.put(options[0].arcs)
            led.update(program.items[item])
    return insertion.chosen


def _by_weight(program: Program) -> list[int]:
    base = len(program.items) - program.bundles
    order = np.argsort(-program.left_weight[:base], kind="stable").tolist()
    return [item for item in order if program.left_weight[item] > 0]


def _burden_of_teams(side: Side, plan: Plan) -> dict[str, float]:
    """Return the mean share of the usual budget in each team, before a plan and with it."""
    shares: dict[str, list[float]] = defaultdict(list)
    public = side.public.problem
    for worker, load in zip(public.workers, worker_loads(public, plan), strict=True):
        shares[worker.team].append(load.after)
    return {team: sum(each) / len(each) for team, each in shares.items()}
