"""Which hires, trainings or hours would help a plan most: each planned again, with its bound.

price = cost of the best plan as it is - cost of the best plan once the fact is changed

in cost points, one weight left at the step of the agency as it is. Where one of the two is not proven
to be the best, the price is at least

    bound of the best plan as it is - cost of the plan found once the fact is changed
"""

from dataclasses import dataclass

from planner.claims import Bottleneck, Change, Move, Seen, Unit
from planner.claims.hashes import plan_hash
from planner.domain import Plan
from planner.pipeline import Side
from planner.plan_explained.levers import changed, number
from planner.plan_explained.screening import candidates, with_waiting
from planner.plan_explained.solved import Solved, solved
from planner.program.certificate import fingerprint
from planner.solve.clock import Clock


@dataclass(frozen=True)
class Priced:
    """A change, planned again: what it is worth at least, and whether it is worth no more.

    `gained`: waiting cases that somebody leads then; `lost`: cases that wait then and did not before.
    """

    claim: Bottleneck
    at_least: int
    proven: bool
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    after: Solved

    @property
    def change(self) -> Change:
        """What is changed."""
        return self.claim.change


@dataclass(frozen=True)
class Bottlenecks:
    """The changes that help most of those planned again; how many were looked at and planned again."""

    best: tuple[Priced, ...]
    looked_at: int
    tried: int


def bottlenecks(base: Solved, seen: Seen, clock: Clock) -> Bottlenecks:
    """Return the changes that help most beside the best plan known of one side of an agency."""
    plan = base.plan
    changes, looked_at = candidates(base.side, plan)
    priced = []
    for place, change in enumerate(changes):
        one = _priced(base, plan, change, seen, clock.part(1 / (len(changes) - place)))
        if one is not None and one.at_least > 0:
            priced.append(one)
    priced.sort(key=lambda each: (-each.at_least, each.change.model_dump_json()))
    return Bottlenecks(tuple(priced[: number("told")]), looked_at, len(changes))


def _priced(base: Solved, plan: Plan, change: Change, seen: Seen, clock: Clock) -> Priced | None:
    side = Side(changed(base.side.agency, change))
    program, step = side.program, base.program.step
    start = program.chosen(side.problem, plan)
    if start is not None and not program.broken(start):
        start = with_waiting(program, start)
    after = solved(side, program, clock, start)
    if after is None:
        return None
    new = after.plan
    claim = Bottleneck(
        instance=fingerprint(base.program),
        plan=plan_hash(plan),
        seen=seen,
        tolerance=after.cost(step) - after.bound(step),
        value=base.cost(step) - after.cost(step),
        unit=Unit.COST_POINTS,
        change=change,
        moves=_moves(plan, new),
    )
    waited, waits = ({case.id for case in side.problem.left(each)} for each in (plan, new))
    return Priced(
        claim,
        at_least=base.bound(step) - after.cost(step),
        proven=base.proven and after.proven,
        gained=tuple(sorted(waited - waits)),
        lost=tuple(sorted(waits - waited)),
        after=after,
    )


def _moves(plan: Plan, new: Plan) -> tuple[Move, ...]:
    before = {proposed.case: proposed for proposed in plan.assignments}
    after = {proposed.case: proposed for proposed in new.assignments}
    return tuple(
        Move(case=case, before=before.get(case), after=after.get(case))
        for case in sorted(before.keys() | after.keys())
        if before.get(case) != after.get(case)
    )
