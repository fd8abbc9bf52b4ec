"""What is left to decide of a program once some arcs of a plan are kept."""

from dataclasses import replace

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program


def piece(program: Program, kept: Bools, free: Ints) -> Program:
    """Return the program over free arcs beside arcs that are kept.

    Its rooms and sides are what the kept arcs leave of them, its curves start at what these carry. So
    a choice of free arcs keeps its rows where both together keep the program's, and what two choices
    differ by in cost, they differ by in both. Rows without a free arc are left out.
    """
    local, workers = program.local, program.worker[kept]
    room = local.room.copy()
    np.subtract.at(room, workers, local.use[local.row[kept]])
    curves = []
    for curve in program.curves:
        start = curve.start.copy()
        np.add.at(start, workers, curve.load[kept])
        curves.append(replace(curve, start=start))
    activity = program.links @ kept.astype(np.int64)
    columns = program.links[:, free]
    touched = np.flatnonzero(np.diff(columns.indptr))
    return replace(
        program,
        item=program.item[free],
        case=program.case[free],
        role=program.role[free],
        worker=program.worker[free],
        stays=program.stays[free],
        cost=program.cost[free],
        local=replace(local, row=local.row[free], room=room),
        link_rules=tuple(program.link_rules[row] for row in touched.tolist()),
        links=columns[touched],
        lower=(program.lower - activity)[touched],
        upper=(program.upper - activity)[touched],
        curves=tuple(replace(curve, load=curve.load[free]) for curve in curves),
    )


def together(kept: Bools, free: Ints, chosen: Bools) -> Bools:
    """Return the arcs kept and those of a piece's free arcs that are chosen, as one plan."""
    whole = kept.copy()
    whole[free] = chosen
    return whole
