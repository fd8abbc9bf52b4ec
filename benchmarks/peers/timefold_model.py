"""A program as Timefold is given it: a place to fill an item or a helper's role, a worker its value.

What it holds: each arc's cost, rooms, curves and links. A lead that lacks its helpers would break a
link that two changes at once mend, and Timefold makes one change, or swaps two. So such a link is not
hard in one direction: the lead counts as half a unit of weight until its helpers are there, and leads
that still lack them are given back at the end. What it cannot hold well: a bundle stands beside its
cases, so that to go from them to it takes three changes, of which the first ones are for the worse.
"""

from typing import Any

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.program.parts import ArcCurve


def timefold_model(program: Program) -> dict[str, Any]:
    """Return what is written to Timefold, as plain lists and numbers."""
    column = _columns(program)
    slots = _slots(program)
    terms = _terms(program, slots)
    use = program.local.use[program.local.row]
    by_slot: dict[int, list[dict[str, Any]]] = {}
    for arc in range(program.arcs):
        worker = int(program.worker[arc])
        by_slot.setdefault(int(slots[arc]), []).append(
            {
                "id": arc,
                "worker": worker,
                "cost": int(program.cost[arc]),
                "use": use[arc, column[worker]].tolist(),
                "loads": [int(curve.load[arc]) for curve in program.curves],
                "terms": terms.get(arc, []),
            }
        )
    return {
        "all_taken": _all_taken(program, slots),
        "workers": [_worker(program, worker, column[worker]) for worker in range(program.workers)],
        "slots": [
            {"weight": 2 * int(program.covers[arcs[0]["id"]]), "arcs": arcs} for arcs in by_slot.values()
        ],
        "links": _links(program),
    }


def _columns(program: Program) -> list[Ints]:
    """Return of each worker the columns of room that their arcs together can exceed."""
    most = np.zeros_like(program.local.room)
    np.add.at(most, program.worker, program.local.use[program.local.row])
    return [np.flatnonzero(above) for above in most > program.local.room]


def _slots(program: Program) -> Ints:
    """Return the place each arc fills: its item, or its case and role; one worker each."""
    items, roles = len(program.items), int(program.role.max(initial=0)) + 1
    slots: Ints = np.where(program.item >= 0, program.item, items + program.case * roles + program.role)
    return slots


def _links_of_one_place(program: Program, slots: Ints) -> list[tuple[int, int]]:
    """Return (link, place) of the links of exactly one place's arcs, each counted once."""
    links, found = program.links, []
    for link in range(links.shape[0]):
        row = slice(links.indptr[link], links.indptr[link + 1])
        places = np.unique(slots[links.indices[row]])
        if len(places) == 1 and (links.data[row] == 1).all():
            found.append((link, int(places[0])))
    return found


def _all_taken(program: Program, slots: Ints) -> bool:
    """Whether every place must be filled: then Timefold's variables may not be left empty."""
    sizes = dict(zip(*(found.tolist() for found in np.unique(slots, return_counts=True)), strict=True))
    entries = np.diff(program.links.indptr)
    must = {
        place
        for link, place in _links_of_one_place(program, slots)
        if program.lower[link] == 1 and entries[link] == sizes[place]
    }
    return must == set(sizes)


def _terms(program: Program, slots: Ints) -> dict[int, list[list[int]]]:
    """Return [link, coefficient] of each arc, but for links that one worker a place keeps by itself."""
    trivial: Bools = np.zeros(program.links.shape[0], dtype=bool)
    all_taken = _all_taken(program, slots)
    for link, _ in _links_of_one_place(program, slots):
        needs = program.lower[link] > 0 and not all_taken
        trivial[link] = program.upper[link] >= 1 and not needs
    entries = program.links.tocoo()
    found: dict[int, list[list[int]]] = {}
    columns = (entries.row.tolist(), entries.col.tolist(), entries.data.tolist())
    for link, arc, coefficient in zip(*columns, strict=True):
        if not trivial[link]:
            found.setdefault(arc, []).append([link, coefficient])
    return found


def _links(program: Program) -> list[dict[str, int]]:
    """Return each link's sides, and what a lack in it costs: all of the lead's weight but a half."""
    rows = program.links
    found = []
    for link in range(rows.shape[0]):
        row = slice(rows.indptr[link], rows.indptr[link + 1])
        arcs, data = rows.indices[row], rows.data[row]
        leads = arcs[(data < 0) & (program.item[arcs] >= 0)]
        weight = int(program.covers[leads].max(initial=0))
        lack = 2 * weight - 1 if weight and program.lower[link] <= 0 else 0
        found.append({"least": int(program.lower[link]), "most": int(program.upper[link]), "lack": lack})
    return found


def _worker(program: Program, worker: int, columns: Ints) -> dict[str, Any]:
    mine = program.worker == worker
    curves = ((curve, int(curve.load[mine].sum())) for curve in program.curves)
    return {
        "room": program.local.room[worker, columns].tolist(),
        "curves": [_curve(curve, worker, most) for curve, most in curves],
    }


def _curve(curve: ArcCurve, worker: int, most: int) -> dict[str, list[int]]:
    """Return a worker's curve over added load: where pieces end, their slopes, their heights at 0."""
    knots = curve.knots[worker] - curve.start[worker]
    ends = np.unique(knots[(knots > 0) & (knots < most)])
    one = np.full(len(ends) + 1, worker)
    slopes, offsets = curve.tangents(one, np.append(0, ends) + 1)
    return {
        "ends": ends.tolist(),
        "slopes": np.rint(slopes).astype(np.int64).tolist(),
        "offsets": np.rint(offsets).astype(np.int64).tolist(),
    }
