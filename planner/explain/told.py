"""The claims behind what a manager is told of others for one case: public facts and the plan alone."""

from collections.abc import Sequence

from planner.claims import Claim, CostStepClaim, Seen, Unit
from planner.explain.ground import Ground
from planner.explain.standing import CostStep, Standing, beside, item_of, ways
from planner.explain.whynot import can, cannot, kept_out

_STEPS = tuple(CostStep)


def told(on: Ground, case: str, standings: Sequence[Standing]) -> list[Claim]:
    """Return what is claimed of each standing, in their order; the ground is the public one.

    Whoever is ruled out: by which rule. Others: what giving them the case would cost the plan in three
    steps, where that is proven, and whether there is room beside all else that is proposed.
    """
    state = beside(on.problem, on.program, on.plan, item_of(on.problem, on.program, case))
    room = {} if state is None else ways(on.problem, state, case)
    claims: list[Claim] = []
    for standing in standings:
        worker = standing.worker
        if standing.breach is not None:
            claims.append(cannot(on.about, case, worker, standing.breach, beside_the_rest=False))
            continue
        if standing.step is not None and standing.sure:
            claims.append(
                CostStepClaim(
                    **on.about.hashes,
                    seen=Seen.MANAGER,
                    value=_STEPS.index(standing.step),
                    unit=Unit.STEP,
                    case=case,
                    worker=worker,
                )
            )
        if worker in room:
            claims.append(can(on, case, worker, room[worker].arcs))
        else:
            claims += kept_out(on, case, worker, beside_the_rest=True)
    return claims
