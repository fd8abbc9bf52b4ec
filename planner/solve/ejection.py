"""Ejection chains: an item goes to a worker who gives one up for it, which goes on, until one fits.

Along a chain every worker takes one item and gives one up, but the first, who only gives, and the last,
who only takes; the last may be the first. Many chains grow at once, step by step; those of least
reduced cost go on. Every step keeps the workers' rooms, and only arcs that the links cannot tell apart
are exchanged, so a chain that ends is a plan. Chains that save are taken, and the next ones are sought.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.relaxation import Floats

_CANDIDATES = 6  # arcs an item may go on by
_BEAM = 600  # chains that grow at once
_LEAST_BEAM = 20
_STEPS = 5  # workers after the first
_AT_ONCE = 2_000_000  # numbers looked at together
_ROUNDS = 200
_SAVES = 0.5  # cost points: costs are whole


@dataclass(frozen=True)
class _Chains:
    """Chains as long as each other, one a row, each with an item in the air."""

    arcs: Ints  # (chains, steps) the arcs taken
    workers: Ints  # (chains, steps + 1) who gave and took, the first first
    item: Ints  # (chains,) in the air
    cost: Floats  # (chains,) added so far, less what the item in the air cost
    worth: Floats  # (chains,) the same in reduced costs: those of least go on


def ejected(program: Program, chosen: Bools, reduced: Floats) -> Bools:
    """Return a plan after all ejection chains found that save; the same plan where there is none."""
    for _ in range(_ROUNDS):
        taken = _Plan(program, chosen, reduced).saving()
        if not taken:
            return chosen
        better = chosen.copy()
        for arcs in taken:
            moved = np.isin(program.item, program.item[arcs]) & (program.item >= 0)
            better[moved] = False
            better[arcs] = True
        if program.broken(better) or program.total(better) >= program.total(chosen):
            return chosen
        chosen = better
    return chosen


class _Plan:
    """A plan, and the chains that start from it."""

    def __init__(self, program: Program, chosen: Bools, reduced: Floats) -> None:
        self.program, self.reduced = program, reduced
        self.own = np.full(len(program.items), -1)
        leads = np.flatnonzero(chosen & (program.item >= 0))
        self.own[program.item[leads]] = leads
        self.used = np.zeros_like(program.local.room)
        np.add.at(self.used, program.worker[chosen], self.use(np.flatnonzero(chosen)))
        self.added = []
        for curve in program.curves:
            added = np.zeros(program.workers, dtype=np.int64)
            np.add.at(added, program.worker[chosen], curve.load[chosen])
            self.added.append(added)

    def use(self, arcs: Ints) -> Ints:
        """Return what arcs use, by column, in a further dimension."""
        return np.asarray(self.program.local.use[self.program.local.row[arcs]])

    @cached_property
    def movable(self) -> Ints:
        """The items that may go elsewhere by some candidate."""
        return np.flatnonzero((self.candidates >= 0).any(axis=1))

    @cached_property
    def candidates(self) -> Ints:
        """The arcs each item may go by, nearest first, -1 for none: (items, candidates)."""
        program = self.program
        like = alike(program)
        leads = np.flatnonzero(program.item >= 0)
        own = self.own[program.item[leads]]
        fit = leads[(own >= 0) & (like[own] == like[leads]) & (own != leads)]
        return _rows(program.item[fit], fit, self.reduced[fit], len(program.items), _CANDIDATES)

    @cached_property
    def led(self) -> Ints:
        """The movable items each worker leads, -1 for none: (workers, most)."""
        program, items = self.program, self.movable
        worker = program.worker[self.own[items]]
        most = int(np.bincount(worker, minlength=1).max(initial=1))
        return _rows(worker, items, self.reduced[self.own[items]] * -1, program.workers, most)

    def saving(self) -> list[Ints]:
        """Return the arcs of chains that save and have no worker in common, best first."""
        items = self.movable
        if not len(items):
            return []
        own = self.own[items]
        chains = _Chains(
            arcs=np.zeros((len(items), 0), dtype=np.int64),
            workers=self.program.worker[own][:, None],
            item=items,
            cost=-self.program.cost[own] + self._curves(self.program.worker[own], -1, own),
            worth=-self.reduced[own],
        )
        for _ in range(_STEPS):
            chains = _least(chains, self._beam)
            found, chains = self._step(chains)
            if found:
                return found
            if not len(chains.item):
                break
        return []

    @property
    def _beam(self) -> int:
        columns = max(1, self.program.local.room.shape[1])
        most = int(_AT_ONCE // (_CANDIDATES * self.led.shape[1] * columns))
        return max(_LEAST_BEAM, min(_BEAM, most))

    def _step(self, chains: _Chains) -> tuple[list[Ints], _Chains]:
        """Return the chains that end now and save, and those that go on."""
        program = self.program
        row, place = np.nonzero(self.candidates[chains.item] >= 0)
        arc = self.candidates[chains.item[row], place]
        worker = program.worker[arc]
        seen = chains.workers[row] == worker[:, None]
        first = seen[:, 0]
        again = seen[:, 1:].any(axis=1)
        row, arc, worker, first = row[~again], arc[~again], worker[~again], first[~again]
        gave = np.where(first, self.own[self._first_item(chains)[row]], -1)
        ends = self._fits(worker, arc, gave)
        cost = chains.cost[row] + program.cost[arc]
        total = cost + self._curves(worker, arc, gave) - self._paid_before(worker, gave)
        found = self._apart(chains, row, arc, worker, np.where(ends, total, np.inf))
        go = np.flatnonzero(~first)
        return found, self._go_on(chains, row[go], arc[go], worker[go], cost[go])

    def _first_item(self, chains: _Chains) -> Ints:
        if not chains.arcs.shape[1]:
            return chains.item
        return np.asarray(self.program.item[chains.arcs[:, 0]])

    def _go_on(self, chains: _Chains, row: Ints, arc: Ints, worker: Ints, cost: Floats) -> _Chains:
        """Return the chains in which each worker gives up an item for the one they take."""
        program = self.program
        at, place = np.nonzero(self.led[worker] >= 0)
        item = self.led[worker[at], place]
        gives = self.own[item]
        fits = self._fits(worker[at], arc[at], gives)
        at, item, gives = at[fits], item[fits], gives[fits]
        row, arc, worker = row[at], arc[at], worker[at]
        return _Chains(
            arcs=np.column_stack([chains.arcs[row], arc]),
            workers=np.column_stack([chains.workers[row], worker]),
            item=item,
            cost=cost[at] - program.cost[gives] + self._curves(worker, arc, gives),
            worth=chains.worth[row] + self.reduced[arc] - self.reduced[gives],
        )

    def _fits(self, worker: Ints, takes: Ints, gives: Ints) -> Bools:
        """Return where a worker has room for an arc once another, or none (-1), is given up."""
        carried = self.used[worker] + self.use(takes)
        carried -= np.where((gives >= 0)[:, None], self.use(gives), 0)
        return np.asarray((carried <= self.program.local.room[worker]).all(axis=1))

    def _curves(self, worker: Ints, takes: Ints | int, gives: Ints) -> Floats:
        """Return what a worker's curves change by when arcs are taken and given up; -1 for none."""
        change = np.zeros(len(worker))
        for curve, added in zip(self.program.curves, self.added, strict=True):
            more = np.where(np.asarray(takes) >= 0, curve.load[takes], 0)
            less = np.where(gives >= 0, curve.load[gives], 0)
            before = added[worker]
            change += curve.cost(worker, before + more - less) - curve.cost(worker, before)
        return change

    def _paid_before(self, worker: Ints, gave: Ints) -> Floats:
        """Return what the first worker's curves changed by already, where the chain comes back."""
        return np.where(gave >= 0, self._curves(worker, -1, gave), 0.0)

    def _apart(
        self, chains: _Chains, row: Ints, arc: Ints, worker: Ints, total: npt.NDArray[np.float64]
    ) -> list[Ints]:
        """Return the arcs of the chains that save, best first, none with a worker of another."""
        busy: set[int] = set()
        found = []
        for place in np.argsort(total, kind="stable").tolist():
            if total[place] > -_SAVES:
                break
            workers = {*chains.workers[row[place]].tolist(), int(worker[place])}
            if busy.isdisjoint(workers):
                busy |= workers
                found.append(np.append(chains.arcs[row[place]], arc[place]))
        return found


def alike(program: Program) -> Ints:
    """Return a number of each arc, the same for arcs that every link counts the same."""
    columns = program.links.tocsc()
    known: dict[bytes, int] = {}
    numbers = []
    for begin, end in zip(columns.indptr[:-1].tolist(), columns.indptr[1:].tolist(), strict=True):
        order = np.argsort(columns.indices[begin:end], kind="stable")
        parts = (columns.indices[begin:end][order], columns.data[begin:end][order])
        numbers.append(known.setdefault(parts[0].tobytes() + b"|" + parts[1].tobytes(), len(known)))
    return np.array(numbers, dtype=np.int64)


def _rows(of: Ints, what: Ints, first: Floats, count: int, most: int) -> Ints:
    """Return what belongs to each number, least `first` first, in rows filled up with -1."""
    order = np.lexsort((first, of))
    of, what = of[order], what[order]
    place = np.arange(len(of)) - np.searchsorted(of, of)
    table = np.full((count, most), -1, dtype=np.int64)
    table[of[place < most], place[place < most]] = what[place < most]
    return table


def _least(chains: _Chains, most: int) -> _Chains:
    """Return the chains of least worth in reduced costs."""
    keep = np.argsort(chains.worth, kind="stable")[:most]
    return _Chains(
        chains.arcs[keep],
        chains.workers[keep],
        chains.item[keep],
        chains.cost[keep],
        chains.worth[keep],
    )
