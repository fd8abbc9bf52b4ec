"""Rows and costs: the mathematical program every solver, explanation and bound reads.

An arc gives an item (a new case, or cases that go together) to a lead worker, or a case to a
supporting worker. Arcs that some rule excludes by itself, or that alone would exceed a worker's room,
are left out from the start. In words:

    minimise  step x (weight of items without a lead) + sum of arc costs + sum of worker curves
    where     every local and every link holds, arcs are 0 or 1, step outranks all the rest
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from planner.domain import Plan, Proposed
from planner.problem import Problem
from planner.rule import Bools, Ints

Loads = npt.NDArray[np.float64] | Ints


@dataclass(frozen=True)
class ArcLocal:
    """What one worker can carry, by arc: use[row[arc]] summed over a worker's arcs <= room[worker]."""

    rule: str
    use: Ints  # (rows, columns)
    row: Ints  # (arcs,), -1 for no use
    room: Ints  # (workers, columns)


@dataclass(frozen=True)
class ArcCurve:
    """A convex cost of what a worker carries: see `planner.rule.Curve`; `load` is by arc."""

    goal: str
    load: Ints  # (arcs,)
    start: Ints  # (workers,)
    knots: Ints  # (workers, k)
    slopes: Ints  # (workers, k + 1)

    def cost(self, workers: Ints, added: Loads) -> npt.NDArray[np.float64]:
        """Return what each of some workers' added load costs beyond what they carry."""
        slope, offset = self.tangents(workers, added)
        cost: npt.NDArray[np.float64] = slope * added + offset
        return cost

    def tangents(
        self, workers: Ints, added: Loads
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return slope and offset of the line that touches each worker's curve at an added load."""
        start = self.start[workers]
        width = self.slopes.shape[1]
        cell = workers * width + self._cell(workers, start + added)
        slope = self.slopes.ravel()[cell].astype(np.float64)
        return slope, self._height.ravel()[cell] + slope * start - self._at_start[workers]

    def _cell(self, workers: Ints, load: Loads) -> Ints:
        """Return how many knots lie below each load, by one search over all workers' knots."""
        knots = self.knots.shape[1]
        places = np.searchsorted(self._in_a_row, workers * self._apart + load)
        return np.asarray(places - workers * knots, dtype=np.int64)

    @cached_property
    def _apart(self) -> int:
        """A distance that keeps one worker's loads from another's knots."""
        return int(max(self.knots.max(initial=0), self.start.max(initial=0))) * 4 + 2**40

    @cached_property
    def _in_a_row(self) -> npt.NDArray[np.float64]:
        rows = np.arange(len(self.knots))[:, None] * self._apart + self.knots
        return rows.ravel().astype(np.float64)

    @cached_property
    def _height(self) -> npt.NDArray[np.float64]:
        """What the line of each cell is at load 0, shape (workers, k + 1)."""
        steps = np.diff(self.slopes, axis=1) * self.knots
        first = np.zeros((len(self.slopes), 1))
        return np.concatenate([first, -np.cumsum(steps, axis=1)], axis=1)

    @cached_property
    def _at_start(self) -> npt.NDArray[np.float64]:
        """What each worker's curve is at what they carry already."""
        workers = np.arange(len(self.start))
        cell = self._cell(workers, self.start)
        slope = self.slopes[workers, cell]
        at_start: npt.NDArray[np.float64] = self._height[workers, cell] + slope * self.start
        return at_start


@dataclass(frozen=True)
class Program:
    """Arrays over arcs, and four kinds of contribution: items, locals, links and curves."""

    items: tuple[tuple[int, ...], ...]  # the cases of each item
    item: Ints  # (arcs,) the item of a lead arc, -1 for a support arc
    case: Ints  # (arcs,) the case of a support arc, the first case of a lead arc's item
    worker: Ints  # (arcs,)
    cost: Ints  # (arcs,)
    left_weight: Ints  # (items,)
    locals: tuple[ArcLocal, ...]
    link_rules: tuple[str, ...]  # of each link
    links: sparse.csr_array[np.int64]  # (links, arcs)
    lower: Ints  # (links,)
    upper: Ints  # (links,)
    curves: tuple[ArcCurve, ...]
    workers: int
    step: int  # what one weight left costs: more than any sum of the other goals

    @property
    def arcs(self) -> int:
        """The number of arcs."""
        return len(self.worker)

    @cached_property
    def covers(self) -> Ints:
        """What each arc takes off the weight of what is left, shape (arcs,)."""
        return np.where(self.item >= 0, self.left_weight[self.item], 0)

    def left(self, chosen: Bools) -> int:
        """Return the weight of the items without a lead."""
        return int(self.left_weight.sum() - self.covers[chosen].sum())

    def rest(self, chosen: Bools) -> int:
        """Return the cost of all goals but coverage."""
        cost = int(self.cost[chosen].sum())
        everybody = np.arange(self.workers)
        for curve in self.curves:
            added = np.bincount(self.worker[chosen], weights=curve.load[chosen], minlength=self.workers)
            cost += round(float(curve.cost(everybody, added).sum()))
        return cost

    def total(self, chosen: Bools) -> int:
        """Return the whole cost of the chosen arcs."""
        return self.step * self.left(chosen) + self.rest(chosen)

    def broken(self, chosen: Bools) -> set[str]:
        """Return the names of the rules the chosen arcs break."""
        names = set()
        for local in self.locals:
            carried = np.zeros_like(local.room)
            used = chosen & (local.row >= 0)
            np.add.at(carried, self.worker[used], local.use[local.row[used]])
            if (carried > local.room).any():
                names.add(local.rule)
        activity = self.links @ chosen.astype(np.int64)
        for link in np.flatnonzero((activity < self.lower) | (activity > self.upper)):
            names.add(self.link_rules[link])
        return names

    def with_supports(self, chosen: Bools, lead: int) -> list[int]:
        """Return a chosen lead arc with the chosen support arcs of its item's cases."""
        helps = chosen & (self.item < 0) & np.isin(self.case, self.items[self.item[lead]])
        return [lead, *np.flatnonzero(helps).tolist()]

    def forced(self, arc: int) -> "Program":
        """Return the program in which an item must go to the worker of one of its lead arcs."""
        at_arc = np.arange(self.arcs) == arc
        must = sparse.csr_array(at_arc.astype(np.int64)[None, :])
        with_link = replace(
            self,
            link_rules=(*self.link_rules, "forced"),
            links=sparse.vstack([self.links, must]).tocsr(),
            lower=np.append(self.lower, 1),
            upper=np.append(self.upper, 1),
        )
        return with_link.only(self.kept_when_forced(arc))

    def kept_when_forced(self, arc: int) -> Bools:
        """Return the arcs left once an item goes with one of its lead arcs."""
        kept: Bools = (self.item != self.item[arc]) | (np.arange(self.arcs) == arc)
        return kept

    def among(self, items: Iterable[int]) -> "Program":
        """Return the program in which only some items can be taken and all others are left."""
        cases = [case for item in items for case in self.items[item]]
        kept = self.only(np.isin(self.case, cases))
        touched = np.diff(kept.links.indptr) > 0
        return replace(
            kept,
            link_rules=tuple(np.array(self.link_rules, dtype=object)[touched].tolist()),
            links=kept.links[np.flatnonzero(touched)],
            lower=self.lower[touched],
            upper=self.upper[touched],
        )

    def only(self, keep: Bools) -> "Program":
        """Return the program with some of its arcs."""
        return replace(
            self,
            item=self.item[keep],
            case=self.case[keep],
            worker=self.worker[keep],
            cost=self.cost[keep],
            locals=tuple(replace(local, row=local.row[keep]) for local in self.locals),
            links=self.links[:, np.flatnonzero(keep)],
            curves=tuple(replace(curve, load=curve.load[keep]) for curve in self.curves),
        )

    def plan(self, problem: Problem, chosen: Bools) -> Plan:
        """Return the chosen arcs as a plan, sorted by case."""
        support = {
            int(self.case[arc]): problem.workers[self.worker[arc]].id
            for arc in np.flatnonzero(chosen & (self.item < 0))
        }
        proposed = [
            Proposed(
                case=problem.cases[case].id,
                worker=problem.workers[self.worker[arc]].id,
                support=support.get(case),
            )
            for arc in np.flatnonzero(chosen & (self.item >= 0))
            for case in self.items[self.item[arc]]
        ]
        return Plan(assignments=tuple(sorted(proposed, key=lambda p: p.case)))

    def chosen(self, problem: Problem, plan: Plan) -> Bools | None:
        """Return the arcs of a plan, or None where one is not there or goes only in part."""
        item_of = {case: item for item, cases in enumerate(self.items) for case in cases}
        leads: Counter[tuple[int, int, int]] = Counter()
        supports = set()
        for proposed in plan.assignments:
            case = problem.case_at[proposed.case]
            leads[item_of[case], -1, problem.worker_at[proposed.worker]] += 1
            if proposed.support is not None:
                supports.add((-1, case, problem.worker_at[proposed.support]))
        if any(parts != len(self.items[item]) for (item, _, _), parts in leads.items()):
            return None
        chosen = np.zeros(self.arcs, dtype=bool)
        for key in (*leads, *supports):
            arc = self.arc_at.get(key)
            if arc is None:
                return None
            chosen[arc] = True
        return chosen

    @cached_property
    def arc_at(self) -> dict[tuple[int, int, int], int]:
        """The place of each arc by (item, -1, worker) of a lead and (-1, case, worker) of a support."""
        case = np.where(self.item >= 0, -1, self.case)
        keys = zip(self.item.tolist(), case.tolist(), self.worker.tolist(), strict=True)
        return {key: arc for arc, key in enumerate(keys)}
