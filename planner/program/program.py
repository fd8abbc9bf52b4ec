"""Rows and costs: the mathematical program every solver, explanation and bound reads.

An arc gives an item (a case, or cases that go together) to a lead worker, or a case to a helping
worker in some role. Arcs that some rule excludes by itself, or that alone would exceed a worker's
room, are left out from the start. Beside the items that every case is in once there are bundles:
cases that may also go to one worker at a saving. An open case that may move has an arc on which it
stays with its lead; it uses no room, because only what is added is judged. In words:

    minimise  step x (weight of items without a lead) + sum of arc costs + sum of worker curves
    where     every local and every link holds, arcs are 0 or 1, step outranks all the rest
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.domain import COVERS, Cover, Plan, Proposed, Role
from planner.problem import Problem
from planner.problem.arrays import Bools, Ints
from planner.program.parts import ArcCurve, ArcLocal


@dataclass(frozen=True)
class Program:
    """Arrays over arcs, and four kinds of contribution: items, locals, links and curves."""

    items: tuple[tuple[int, ...], ...]  # the cases of each item, bundles last
    bundles: int  # how many of the items are bundles
    item: Ints  # (arcs,) the item of a lead arc, -1 for a helper's arc
    case: Ints  # (arcs,) the case of a helper's arc, the first case of a lead arc's item
    role: Ints  # (arcs,) see `planner.domain.Role`
    worker: Ints  # (arcs,)
    stays: Bools  # (arcs,) whether an open case stays with its lead
    cost: Ints  # (arcs,)
    left_weight: Ints  # (items,)
    local: ArcLocal  # all locals side by side
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

    @cached_property
    def weight(self) -> int:
        """The weight of all items, each case once."""
        return int(self.left_weight[: len(self.items) - self.bundles].sum())

    def left(self, chosen: Bools) -> int:
        """Return the weight of the items without a lead."""
        return self.weight - int(self.covers[chosen].sum())

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
        local = self.local
        carried = np.zeros_like(local.room)
        np.add.at(carried, self.worker[chosen], local.use[local.row[chosen]])
        names = {local.rules[column] for column in np.flatnonzero((carried > local.room).any(axis=0))}
        activity = self.links @ chosen.astype(np.int64)
        for link in np.flatnonzero((activity < self.lower) | (activity > self.upper)):
            names.add(self.link_rules[link])
        return names

    def with_helpers(self, chosen: Bools, lead: int) -> list[int]:
        """Return a chosen lead arc with the chosen helpers' arcs of its item's cases."""
        helps = chosen & (self.item < 0) & np.isin(self.case, self.items[self.item[lead]])
        return [lead, *np.flatnonzero(helps).tolist()]

    def forced(self, arc: int) -> "Program":
        """Return the program in which the item of a lead arc must go to its worker."""
        must = sparse.csr_array(self.giving(arc).astype(np.int64)[None, :])
        with_link = replace(
            self,
            link_rules=(*self.link_rules, "forced"),
            links=sparse.vstack([self.links, must]).tocsr(),
            lower=np.append(self.lower, 1),
            upper=np.append(self.upper, 1),
        )
        return with_link.only(self.kept_when_forced(arc))

    def kept_when_forced(self, arc: int) -> Bools:
        """Return the arcs left once the item of a lead arc goes to its worker."""
        return ~self.rivals(arc)

    def giving(self, arc: int) -> Bools:
        """Return the lead arcs that give an arc's item to its worker: itself, or with a bundle."""
        wanted = set(self.items[self.item[arc]])
        whole = np.array([wanted.issubset(cases) for cases in self.items], dtype=bool)
        same = (self.item >= 0) & (self.worker == self.worker[arc]) & (self.stays == self.stays[arc])
        giving: Bools = same & whole[self.item]
        return giving

    def rivals(self, arc: int) -> Bools:
        """Return the lead arcs that give a case of an arc's item otherwise."""
        wanted = set(self.items[self.item[arc]])
        sharing = np.array([not wanted.isdisjoint(cases) for cases in self.items], dtype=bool)
        rivals: Bools = (self.item >= 0) & sharing[self.item] & ~self.giving(arc)
        return rivals

    def among(self, items: Iterable[int]) -> "Program":
        """Return the program in which only some items can be taken and all others are left."""
        cases = {case for item in items for case in self.items[item]}
        whole = np.array([cases.issuperset(members) for members in self.items], dtype=bool)
        kept = self.only(np.where(self.item >= 0, whole[self.item], np.isin(self.case, list(cases))))
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
            role=self.role[keep],
            worker=self.worker[keep],
            stays=self.stays[keep],
            cost=self.cost[keep],
            local=replace(self.local, row=self.local.row[keep]),
            links=self.links[:, np.flatnonzero(keep)],
            curves=tuple(replace(curve, load=curve.load[keep]) for curve in self.curves),
        )

    def plan(self, problem: Problem, chosen: Bools) -> Plan:
        """Return the chosen arcs as a plan, sorted by case; what stays is not named."""
        helpers: dict[int, dict[Role, str]] = {}
        for arc in np.flatnonzero(chosen & (self.item < 0)):
            by_role = helpers.setdefault(int(self.case[arc]), {})
            by_role[Role(self.role[arc])] = problem.workers[self.worker[arc]].id
        proposed = [
            _proposed(problem, case, problem.workers[self.worker[arc]].id, helpers.get(case, {}))
            for arc in np.flatnonzero(chosen & (self.item >= 0) & ~self.stays)
            for case in self.items[self.item[arc]]
        ]
        return Plan(assignments=tuple(sorted(proposed, key=lambda p: p.case)))

    def chosen(self, problem: Problem, plan: Plan) -> Bools | None:
        """Return the arcs of a plan, or None where one is not there or goes only in part.

        Cases of a bundle that one worker leads are the bundle's arc.
        """
        leads = {problem.case_at[p.case]: problem.worker_at[p.worker] for p in plan.assignments}
        if len(leads) < len(plan.assignments):
            return None
        chosen = np.zeros(self.arcs, dtype=bool)
        for item in sorted(range(len(self.items)), key=lambda item: -len(self.items[item])):
            cases = self.items[item]
            workers = {leads.get(case) for case in cases}
            arc = self.lead_arc.get((item, workers.pop() or 0)) if len(workers) == 1 else None
            if arc is not None and all(case in leads for case in cases) and not self.stays[arc]:
                chosen[arc] = True
                for case in cases:
                    del leads[case]
        if leads:
            return None
        for proposed in plan.assignments:
            for role, worker in list(proposed.roles())[1:]:
                key = (int(role), problem.case_at[proposed.case], problem.worker_at[worker])
                if key not in self.helper_arc:
                    return None
                chosen[self.helper_arc[key]] = True
        stay = {self.items[self.item[arc]]: arc for arc in np.flatnonzero(self.stays).tolist()}
        for case in problem.staying(plan):
            if (case,) not in stay:
                return None
            chosen[stay[case,]] = True
        return chosen

    @cached_property
    def lead_arc(self) -> dict[tuple[int, int], int]:
        """The place of each lead arc by (item, worker)."""
        leads = np.flatnonzero(self.item >= 0)
        keys = zip(self.item[leads].tolist(), self.worker[leads].tolist(), strict=True)
        return dict(zip(keys, leads.tolist(), strict=True))

    @cached_property
    def helper_arc(self) -> dict[tuple[int, int, int], int]:
        """The place of each helper's arc by (role, case, worker)."""
        arcs = np.flatnonzero(self.item < 0)
        columns = (self.role[arcs].tolist(), self.case[arcs].tolist(), self.worker[arcs].tolist())
        return dict(zip(zip(*columns, strict=True), arcs.tolist(), strict=True))


def _proposed(problem: Problem, case: int, worker: str, helpers: dict[Role, str]) -> Proposed:
    covers = [Cover(week=week, worker=helpers[r]) for week, r in enumerate(COVERS, 1) if r in helpers]
    return Proposed(
        case=problem.cases[case].id,
        worker=worker,
        support=helpers.get(Role.SUPPORT),
        cover=tuple(covers),
    )
