"""Why not this worker: claims about everybody else for one case of a plan, exact, as an auditor may see.

For whoever a rule keeps out, that rule; for the others what giving them the case costs the plan, from a
plan that does so; that no such plan costs less than so much, from prices; and what else moves.
"""

from collections.abc import Iterable, Sequence
from math import ceil

import numpy as np

from planner.certify import MILLIS, Count
from planner.claims import Can, Cannot, Chain, Claim, Delta, LowerBound, Move, Part, Seen, Tie, Unit
from planner.domain import Plan
from planner.explain.about import About
from planner.explain.ground import Ground
from planner.explain.standing import NEEDS_HELP, beside, in_the_way, item_of, ways
from planner.rule import Breach
from planner.solve.clock import Clock
from planner.solve.forced import Cheapest
from planner.solve.insertion import beginning

_FORCED_SECONDS = 4.0
TIE = 10_000  # cost points, a thousandth of an STS point: what nobody would choose by (policy)


class WhyNot:
    """Claims about workers a plan did not choose."""

    def __init__(self, ground: Ground) -> None:
        self._on = ground

    def claims(self, case: str, workers: Iterable[str], seconds: float) -> list[Claim]:
        """Return what can be claimed of some workers for a case that the plan places, in their order."""
        on, clock = self._on, Clock(seconds)
        item = item_of(on.problem, on.program, case)
        able = ways(on.problem, beginning(on.program, item), case)
        state = beside(on.problem, on.program, on.plan, item)
        room = {} if state is None else ways(on.problem, state, case)
        claims: list[Claim] = []
        equal = []
        for worker in workers:
            if worker not in able:
                claims += kept_out(on, case, worker, beside_the_rest=False)
                continue
            if worker in room:
                claims.append(can(on, case, worker, room[worker].arcs))
            else:
                claims += kept_out(on, case, worker, beside_the_rest=True)
            costs = self._costs(case, item, worker, clock)
            claims.extend(costs)
            if any(isinstance(claim, Delta) and abs(claim.value) <= TIE for claim in costs):
                equal.append(worker)
        return claims if not equal else [*claims, self._tie(case, equal)]

    def _costs(self, case: str, item: int, worker: str, clock: Clock) -> list[Claim]:
        """Return what giving a case to a worker costs at most and at least, and what else moves."""
        on, forced = self._on, self._on.forced
        if forced is None:
            return []
        program = forced.program
        arc = program.lead_arc[item, on.problem.worker_at[worker]]
        found = forced.cheapest(arc, min(_FORCED_SECONDS, clock.left()))
        if found.chosen is None:
            return []
        claims = self._delta(case, worker, program.plan(on.problem, found.chosen), found)
        if found.proof is not None:
            covered = int(program.covers[forced.chosen].sum())
            with_arc = program.forced(arc)
            proven = Count(with_arc).proven(with_arc.cost, found.proof, covered, curves=True)
            least = proven // MILLIS - program.rest(forced.chosen)
            claims.append(
                LowerBound(
                    **on.about.hashes,
                    seen=Seen.AUDITOR,
                    value=least,
                    unit=Unit.COST_POINTS,
                    tolerance=1,
                    case=case,
                    worker=worker,
                    duals=found.proof.model_copy(update={"least": least + program.rest(forced.chosen)}),
                )
            )
        return claims

    def _delta(self, case: str, worker: str, other: Plan, found: Cheapest) -> list[Claim]:
        on = self._on
        moves = _moves(on.plan, other)
        parts = tuple(
            Part(goal=goal.name, value=more)
            for goal in on.goals
            if (more := goal.cost(on.problem, other) - goal.cost(on.problem, on.plan))
        )
        others = tuple(move for move in moves if move.case != case)
        delta = Delta(
            **on.about.hashes,
            seen=Seen.AUDITOR,
            value=round(found.more),
            unit=Unit.COST_POINTS,
            tolerance=max(0, ceil(found.more - found.least)),
            case=case,
            worker=worker,
            parts=parts,
            moves=moves,
        )
        if not others:
            return [delta]
        chain = Chain(
            **on.about.hashes,
            seen=Seen.AUDITOR,
            value=len(others),
            unit=Unit.CASES,
            case=case,
            worker=worker,
            moves=moves,
        )
        return [delta, chain]

    def _tie(self, case: str, workers: Sequence[str]) -> Tie:
        return Tie(
            **self._on.about.hashes,
            seen=Seen.AUDITOR,
            value=len(workers),
            unit=Unit.WORKERS,
            tolerance=TIE,
            case=case,
            workers=tuple(workers),
        )


def kept_out(on: Ground, case: str, worker: str, *, beside_the_rest: bool) -> list[Cannot]:
    """Return the first rule that keeps a worker from a case as a claim, none where no one rule does.

    Beside the rest of the plan it may be a limit that others' cases use up too, and helpers may be
    lacking: that hangs on all rules together, and is no claim.
    """
    others = on.plan.assignments if beside_the_rest else ()
    found = in_the_way(on.problem, on.program, on.rules, case, worker, beside=others)
    if beside_the_rest:
        found = [breach for breach in found if (breach.rule, breach.what) not in NEEDS_HELP]
    return [
        cannot(on.about, case, worker, breach, beside_the_rest=beside_the_rest) for breach in found[:1]
    ]


def cannot(about: About, case: str, worker: str, breach: Breach, *, beside_the_rest: bool) -> Cannot:
    """Return a breach as a claim that a worker cannot take a case."""
    return Cannot(
        **about.hashes,
        seen=Seen.MANAGER,
        value=breach.needed,
        unit=Unit.OF_RULE,
        case=case,
        worker=worker,
        beside=beside_the_rest,
        rule=breach.rule,
        what=breach.what,
        week=breach.week,
        limit=breach.limit,
    )


def can(on: Ground, case: str, worker: str, arcs: Sequence[int]) -> Can:
    """Return the claim that a worker could take a case beside the rest of the plan, by some arcs."""
    chosen = np.zeros(on.program.arcs, dtype=bool)
    chosen[list(arcs)] = True
    return Can(
        **on.about.hashes,
        seen=Seen.MANAGER,
        value=1,
        unit=Unit.WORKERS,
        case=case,
        worker=worker,
        beside=True,
        given=on.program.plan(on.problem, chosen).assignments,
    )


def _moves(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Return where cases go in another plan, where that is elsewhere, sorted by case."""
    was = {proposed.case: proposed for proposed in before.assignments}
    then = {proposed.case: proposed for proposed in after.assignments}
    return tuple(
        Move(case=case, before=was.get(case), after=then.get(case))
        for case in sorted({*was, *then})
        if was.get(case) != then.get(case)
    )
