"""Claims of what giving a case to a worker costs the plan, judged by another engine or from prices."""

from planner.certify import MILLIS, Count
from planner.claims import Chain, CostStepClaim, Delta, LowerBound, Tie
from planner.units import COST_POINTS_PER_STS_POINT
from planner.verify.engine import Answer, Ending
from planner.verify.finding import Undecided, Untrue, hold
from planner.verify.moves import given_to
from planner.verify.side import OnSide

_MORE, _MUCH_MORE = 1, 2


def cost_step(claim: CostStepClaim, on: OnSide, seconds: float) -> None:
    """Judge what a manager is told of the cost of giving a case to a worker."""
    hold(0 <= claim.value <= _MUCH_MORE, "There are the steps 0, 1 and 2.")
    engine, program = on.engine(claim.case)
    arc = on.arc(program, claim.case, claim.worker)
    if on.chosen is None or arc is None:
        hold(claim.value == _MUCH_MORE, f"No plan with {claim.worker} on {claim.case} covers the same.")
        return
    policy = on.side.agency.policy
    same, more = (
        on.rest_cost + share * COST_POINTS_PER_STS_POINT // 1000
        for share in (policy.same_cost_below, policy.much_cost_above)
    )
    if claim.value < _MUCH_MORE:
        most = same if claim.value == 0 else more
        found = _decided(engine.forced(arc, most, seconds), claim.case, claim.worker)
        hold(found.ending is Ending.FOUND, "It costs more than that step.")
    if claim.value > 0:
        most = same if claim.value == _MORE else more
        found = _decided(engine.forced(arc, most, seconds), claim.case, claim.worker)
        hold(found.ending is Ending.NONE, "It costs less than that step.")


def delta(claim: Delta, on: OnSide, seconds: float) -> None:
    """Judge an exact cost: the plan at that cost, what of it is whose, and that none is cheaper."""
    on.arcs()
    after = given_to(on, claim.moves, claim.case, claim.worker)
    true = on.side.cost(after) - on.side.cost(on.plan)
    hold(claim.value == true, f"After the moves the plan costs {true:,} more, not {claim.value:,}.")
    parts = {part.goal: part.value for part in claim.parts}
    hold(len(parts) == len(claim.parts), "A goal is named twice.")
    for goal in on.side.goals:
        step = 1 if goal.left_weights(on.side.problem) is None else on.side.program.step
        more = goal.cost(on.side.problem, after) - goal.cost(on.side.problem, on.plan)
        said = parts.pop(goal.name, 0)
        hold(said == more * step, f"Of that {more * step:,} are of {goal.name}, not {said:,}.")
    hold(not parts, f"There is no goal {next(iter(parts), '')}.")
    engine, program = on.engine(claim.case)
    arc = on.arc(program, claim.case, claim.worker)
    chosen = program.chosen(on.side.problem, after)
    if arc is None or chosen is None:
        raise Undecided("The program has no such plan.")
    most = program.rest(chosen) - claim.tolerance - 1
    found = _decided(engine.forced(arc, most, seconds), claim.case, claim.worker)
    if found.chosen is not None:
        less = program.rest(chosen) - program.rest(found.chosen)
        raise Untrue(f"A plan with {claim.worker} on {claim.case} costs {less:,} less.")


def lower_bound(claim: LowerBound, on: OnSide, seconds: float) -> None:
    """Judge what prices prove, counted in whole numbers and without an engine."""
    on.arcs()
    program, weight = on.among(claim.case)
    arc = on.arc(program, claim.case, claim.worker)
    if arc is None:
        raise Untrue(f"{claim.worker} cannot take {claim.case} at all.")
    forced, least = program.forced(arc), claim.duals.least
    count = Count(forced)
    hold(count.fits(claim.duals), "The prices do not fit the rows.")
    found = count.proven(forced.cost, claim.duals, weight, curves=True) // MILLIS
    near = abs(found - least) <= claim.tolerance
    hold(near, f"The prices prove that the rest costs {found:,} at least, not {least:,}.")
    true = found - on.rest_cost
    near = abs(true - claim.value) <= claim.tolerance
    hold(near, f"The prices prove {true:,} more at least, not {claim.value:,}.")


def chain(claim: Chain, on: OnSide, seconds: float) -> None:
    """Judge where other cases go if a worker takes one."""
    on.arcs()
    given_to(on, claim.moves, claim.case, claim.worker)
    others = sum(move.case != claim.case for move in claim.moves)
    hold(claim.value == others, f"{others} other cases move, not {claim.value}.")


def tie(claim: Tie, on: OnSide, seconds: float) -> None:
    """Judge that the cheapest plans with each of some workers cost the same, within the tolerance."""
    count = len(set(claim.workers))
    hold(count == len(claim.workers) > 0, "Nobody is named, or somebody twice.")
    hold(claim.value == count, f"{count} workers are named, not {claim.value}.")
    on.arcs()
    engine, program = on.engine(claim.case)
    costs = {}
    for worker in claim.workers:
        arc = on.arc(program, claim.case, worker)
        found = Answer(Ending.NONE)
        if arc is not None:
            most = on.rest_cost + claim.tolerance + COST_POINTS_PER_STS_POINT
            found = _decided(engine.forced(arc, most, seconds, cheapest=True), claim.case, worker)
        if found.chosen is None:
            raise Untrue(f"No plan with {worker} on {claim.case} costs about the same.")
        if not found.cheapest:
            raise _over(claim.case, worker)
        costs[worker] = program.rest(found.chosen)
    if count == 1:  # a tie with whoever leads the case in the plan
        leads = any(each.case == claim.case for each in on.plan.assignments)
        hold(leads, "A tie is between two workers or more.")
        costs["as proposed"] = on.rest_cost
    apart = max(costs.values()) - min(costs.values())
    hold(apart <= claim.tolerance, f"Their costs are {apart:,} apart.")


def _decided(found: Answer, case: str, worker: str) -> Answer:
    if found.ending is Ending.OPEN:
        raise _over(case, worker)
    return found


def _over(case: str, worker: str) -> Undecided:
    return Undecided(f"The time was over before it was known what {case} with {worker} costs.")
