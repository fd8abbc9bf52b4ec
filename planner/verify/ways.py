"""How a worker could take a case beside what is fixed, with whoever must help, at least cost."""

from collections.abc import Collection

import numpy as np

from planner.domain import Plan
from planner.problem.arrays import Bools
from planner.verify.engine import Ending, choose_arcs
from planner.verify.finding import Undecided
from planner.verify.rows import rows_of
from planner.verify.side import Side


def nothing_new(side: Side, case: str) -> Bools:
    """Return the arcs in which open cases stay and nothing else is given, a case aside."""
    others: Bools = side.program.stays & (side.program.item != side.item(case))
    return others


def way(  # noqa: PLR0913, PLR0917  (beside what, who, and who is not there)
    side: Side,
    fixed: Bools,
    case: str,
    worker: str,
    seconds: float,
    away: Collection[int] = (),
) -> Bools | None:
    """Return the cheapest arcs in which a worker takes a case beside fixed ones, None where none can be.

    `away`: the places of those who cannot help.
    No helper makes anything cheaper, so where none is needed none is looked for.
    """
    program, item = side.program, side.item(case)
    arc = program.lead_arc.get((item, side.place(worker)))
    if arc is None or program.stays[arc]:
        return None
    alone = fixed.copy()
    alone[arc] = True
    if not program.broken(alone):
        return alone
    helps = (program.item < 0) & np.isin(program.case, program.items[item])
    helps &= ~np.isin(program.worker, list(away))
    if not helps.any():
        return None
    able = np.flatnonzero(alone | helps)
    few = program.only(alone | helps)
    must = {
        each
        for arc in np.flatnonzero(alone & (program.item >= 0)).tolist()
        for each in program.items[program.item[arc]]
    }
    rows = rows_of(few, must)
    keep = np.flatnonzero(alone[able] & (few.item < 0))
    if len(keep):  # helpers of what is fixed stay
        rows = rows.with_all(keep)
    found = choose_arcs(few, rows, seconds, cheapest=True)
    if found.ending is Ending.OPEN or (found.ending is Ending.FOUND and not found.cheapest):
        raise Undecided(f"The time was over before it was known whether {worker} can take {case}.")
    if found.chosen is None:
        return None
    chosen = np.zeros(program.arcs, dtype=bool)
    chosen[able[found.chosen]] = True
    return chosen


def staying(side: Side, fixed: Bools, case: str) -> Bools | None:
    """Return fixed arcs and the one on which an open case stays, None where it may not."""
    stays = side.program.stays & (side.program.item == side.item(case))
    chosen: Bools = fixed | stays
    return chosen if stays.any() and not side.program.broken(chosen) else None


def cost_of(side: Side, chosen: Bools) -> tuple[Plan, int]:
    """Return arcs as a plan, and its whole cost; cases one worker leads together get their saving."""
    plan = side.program.plan(side.problem, chosen)
    again = side.program.chosen(side.problem, plan)
    return plan, side.program.total(chosen if again is None else again)
