"""The arcs of a program while it is put together, and what rules and goals say of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.domain import HELPERS, Role
from planner.problem import Problem
from planner.problem.arrays import Bools, Ints, Rows
from planner.rule import Curve, Goal, Link, Local

_CASES = 1 << 32  # more than there are


@dataclass(frozen=True)
class Links:
    """The links of a program, those of rules first, as arrays over their terms."""

    of_rules: int
    terms: Ints  # (5, terms): place of the link, role, case, place of the mask, coefficient
    masks: Bools  # (masks, workers)
    lower: Ints  # (links,)
    upper: Ints  # (links,)

    @staticmethod
    def of(by_rules: Sequence[Link], of_stays: Sequence[Link]) -> "Links":
        """Return links as arrays; the second ones hold for what stays too."""
        both = [*by_rules, *of_stays]
        mask_at: dict[int, int] = {}
        masks: list[Bools] = []
        columns: list[tuple[int, int, int, int, int]] = []
        for place, link in enumerate(both):
            for term in link.terms:
                key = id(term.workers)
                if key not in mask_at:
                    mask_at[key] = len(masks)
                    masks.append(term.workers)
                columns.append((place, term.role, term.case, mask_at[key], term.coefficient))
        return Links(
            of_rules=len(by_rules),
            terms=np.array(columns, dtype=np.int64).reshape(-1, 5).T,
            masks=np.array(masks, dtype=bool),
            lower=np.array([link.lower for link in both], dtype=np.int64),
            upper=np.array([link.upper for link in both], dtype=np.int64),
        )


@dataclass(frozen=True)
class Arcs:
    """The arcs while the program is put together: see `Program` for the fields."""

    items: tuple[tuple[int, ...], ...]
    item: Ints
    case: Ints
    role: Ints
    worker: Ints
    stays: Bools

    @property
    def leads(self) -> Bools:
        return self.item >= 0

    @cached_property
    def joined(self) -> Ints:
        """The lead arcs of items of several cases."""
        several = np.array([len(cases) > 1 for cases in self.items], dtype=bool)
        return np.flatnonzero(self.leads & several[self.item])

    def kept(self, keep: Bools) -> "Arcs":
        """Return the arcs of a mask."""
        return Arcs(
            self.items,
            self.item[keep],
            self.case[keep],
            self.role[keep],
            self.worker[keep],
            self.stays[keep],
        )

    def _by_arc(self, of_lead: Ints | Rows, of_helper: Ints) -> Ints:
        """Return a number of each arc, from numbers by (case, worker) and by (helper, case)."""
        as_lead = of_lead[self.case, self.worker]
        return np.where(self.leads, as_lead, of_helper[np.maximum(self.role - 1, 0), self.case])

    def use(self, local: Local) -> tuple[Ints, Ints]:
        """Return the rows of use and the row of each arc; items of several cases get their sums."""
        row = np.where(self.stays, -1, self._by_arc(local.lead_row, local.helper_row))
        joined = self.joined
        if not len(joined):
            return local.use, row
        sums = np.zeros((len(joined), local.use.shape[1]), dtype=np.int64)
        for place, arc in enumerate(joined):
            cases = list(self.items[self.item[arc]])
            rows = local.lead_row[cases, self.worker[arc]]
            sums[place] = local.use[rows[rows >= 0]].sum(axis=0)
        row[joined] = len(local.use) + np.arange(len(joined))
        return np.concatenate([local.use, sums]), row

    def load(self, curve: Curve) -> Ints:
        """Return the load of each arc."""
        load = np.where(self.stays, curve.stay[self.case], self._by_arc(curve.lead, curve.helper))
        for arc in self.joined:
            load[arc] = curve.lead[list(self.items[self.item[arc]]), self.worker[arc]].sum()
        return load

    def costs(self, problem: Problem, goals: Sequence[Goal]) -> Ints:
        """Return the cost of each arc, summed over goals and over the cases of an item."""
        cost = np.zeros(len(self.worker), dtype=np.int64)
        for goal in goals:
            lead = goal.costs(problem, Role.LEAD)
            if lead is not None:
                gives = self.leads & ~self.stays
                cost[gives] += lead[self.case[gives], self.worker[gives]]
                for arc in self.joined:
                    others = list(self.items[self.item[arc]][1:])
                    cost[arc] += lead[others, self.worker[arc]].sum()
            stay = goal.stays(problem)
            if stay is not None:
                cost[self.stays] += stay[self.case[self.stays]]
            for role in HELPERS:
                helper = goal.costs(problem, role)
                if helper is not None:
                    helps = self.role == role
                    cost[helps] += helper[self.case[helps], self.worker[helps]]
        return cost

    def rows(self, links: "Links") -> sparse.csr_array:
        """Return links as a matrix over the arcs.

        What stays is judged by no rule: its arcs count in the links that hold for stays alone.
        """
        place, role, case, mask, coefficient = links.terms
        key, arc = self._by_role_and_case
        first, end = (
            np.searchsorted(key, role * _CASES + case, side=side) for side in ("left", "right")
        )
        of_term = np.repeat(np.arange(len(place)), end - first)
        begin = np.cumsum(end - first) - (end - first)
        arc = arc[np.arange(len(of_term)) - begin[of_term] + first[of_term]]
        counts = ~self.stays[arc] | (place[of_term] >= links.of_rules)
        if len(links.masks):
            counts &= links.masks[mask[of_term], self.worker[arc]]
        of_term, arc = of_term[counts], arc[counts]
        entries = (coefficient[of_term], (place[of_term], arc))
        return sparse.coo_array(entries, shape=(len(links.lower), len(self.worker))).tocsr()

    @property
    def _by_role_and_case(self) -> tuple[Ints, Ints]:
        """The arcs of each role and case, those of items of several cases with each of them."""
        joined = self.joined.tolist()
        alone = np.setdiff1d(np.arange(len(self.case)), self.joined)
        several = [(arc, case) for arc in joined for case in self.items[self.item[arc]]]
        arc, case = np.array(several, dtype=np.int64).reshape(-1, 2).T
        arcs, cases = np.concatenate([alone, arc]), np.concatenate([self.case[alone], case])
        key = self.role[arcs] * _CASES + cases
        order = np.lexsort((arcs, key))
        return key[order], arcs[order]


def ruled_out(rows: sparse.csr_array, lower: Ints, upper: Ints) -> Bools:
    """Return the arcs that links rule out by themselves: a side at 0 and nothing to set against them.

    So nobody covers a week in which whoever could lead a case is there.
    """
    taking, giving = rows > 0, rows < 0
    nothing_gives = (giving.sum(axis=1) == 0) & (upper <= 0)
    nothing_takes = (taking.sum(axis=1) == 0) & (lower >= 0)
    out: Bools = (nothing_gives.astype(np.int64) @ taking + nothing_takes.astype(np.int64) @ giving) > 0
    return out
