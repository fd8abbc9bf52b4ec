"""Which arcs a neighbourhood opens: those of some workers, or those of some items, drawn by chance."""

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.relaxation import Floats

_FEWEST, _MOST = 1.3, 4.0  # arcs of an item that count as near, by chance between these


class DrawnWorkers:
    """Workers drawn by how cheaply they could exchange what they lead."""

    def __init__(self, program: Program, reduced: Floats) -> None:
        """Note how near each lead arc is."""
        self._program = program
        leads = np.flatnonzero(program.item >= 0)
        scale = max(1.0, float(np.median(reduced[leads]))) if len(leads) else 1.0
        self._leads, self._worth = leads, np.exp(-np.maximum(0, reduced[leads]) / scale)

    def workers(self, chosen: Bools, size: int, chance: np.random.Generator) -> Ints:
        """Return so many workers: one by chance, each next with those that are there already."""
        program = self._program
        lead = np.full(len(program.items), -1)
        taken = np.flatnonzero(chosen & (program.item >= 0))
        lead[program.item[taken]] = program.worker[taken]
        giver = lead[program.item[self._leads]]
        affinity = np.zeros((program.workers, program.workers))
        there = giver >= 0
        np.add.at(affinity, (giver[there], program.worker[self._leads][there]), self._worth[there])
        affinity += affinity.T
        drawn = [int(chance.integers(program.workers))]
        while len(drawn) < size:
            wish = affinity[drawn].sum(axis=0) + 1e-9
            wish[drawn] = 0
            drawn.append(int(chance.choice(program.workers, p=wish / wish.sum())))
        return np.array(sorted(drawn))


def nearest(program: Program, reduced: Floats, most: int) -> Bools:
    """Return each item's lead arcs of least reduced cost, and every helper's arc."""
    order = np.lexsort((reduced, program.item))
    item = program.item[order]
    near = np.zeros(program.arcs, dtype=bool)
    near[order] = np.arange(len(order)) - np.searchsorted(item, item) < most
    return near | (program.item < 0)


def open_arcs(program: Program, chosen: Bools, workers: Ints, near: Bools) -> Ints:
    """Return the arcs of some workers that are open: what they have, and what is near and not
    somebody else's.
    """
    mine = np.isin(program.worker, workers)
    others = program.item[chosen & ~mine & (program.item >= 0)]
    elsewhere = (program.item >= 0) & np.isin(program.item, others)
    return np.flatnonzero(mine & (chosen | (near & ~elsewhere)))


class DrawnItems:
    """Items drawn by chance, whoever leads them: many with few arcs each, or few with many."""

    def __init__(self, program: Program, reduced: Floats, near: Bools) -> None:
        """Note the reduced costs of lead arcs in order."""
        leads = np.flatnonzero(program.item >= 0)
        self._program, self._reduced, self._near = program, reduced, near
        self._order = np.sort(reduced[leads])

    def arcs(self, chosen: Bools, most: int, chance: np.random.Generator) -> Ints:
        """Return about so many arcs that are open: those of items that are taken, or are near."""
        program = self._program
        each = chance.uniform(_FEWEST, _MOST)
        count = min(len(program.items), max(1, round(most / each)))
        items = chance.choice(len(program.items), size=count, replace=False)
        place = min(len(self._order), round(each * len(program.items))) - 1
        near = self._near & (self._reduced <= self._order[place])
        return np.flatnonzero(arcs_of(program, items) & (chosen | near | (program.item < 0)))


def arcs_of(program: Program, items: Ints) -> Bools:
    """Return the arcs of items and of all that share a case with them, and their helpers'."""
    cases = {case for item in items.tolist() for case in program.items[item]}
    sharing = np.array([not cases.isdisjoint(members) for members in program.items], dtype=bool)
    helpers = np.isin(program.case, list(cases))
    return np.where(program.item >= 0, sharing[program.item], helpers)
