"""A plan after some moves, and whether it is one that a claim may speak of."""

from collections.abc import Sequence

from planner.claims import Move
from planner.domain import Plan
from planner.verify.finding import hold
from planner.verify.side import OnSide


def moved(plan: Plan, moves: Sequence[Move]) -> Plan:
    """Return a plan after moves; Untrue where they do not begin at the plan, or change nothing."""
    now = {each.case: each for each in plan.assignments}
    hold(len({move.case for move in moves}) == len(moves), "A case is moved twice.")
    for move in moves:
        hold(move.before == now.get(move.case), f"{move.case} is not where its move begins.")
        hold(move.before != move.after, f"The move of {move.case} changes nothing.")
        if move.after is None:
            del now[move.case]
            continue
        hold(move.after.case == move.case, f"The move of {move.case} is one of {move.after.case}.")
        now[move.case] = move.after
    return Plan(assignments=tuple(now[case] for case in sorted(now)))


def given_to(on: OnSide, moves: Sequence[Move], case: str, worker: str) -> Plan:
    """Return the plan after moves that give a case to a worker and cover the same; Untrue otherwise."""
    on.side.item(case)
    on.side.place(worker)
    after = moved(on.plan, moves)
    leads = {each.case: each.worker for each in after.assignments}
    hold(leads.get(case) == worker, f"The moves do not give {case} to {worker}.")
    same = on.side.covered(on.plan) | set(on.side.family(case)) == on.side.covered(after)
    hold(same, "After the moves other cases are covered.")
    found = on.side.breaches(after)
    hold(not found, f"After the moves the rule {found[0].rule} is broken." if found else "")
    return after
