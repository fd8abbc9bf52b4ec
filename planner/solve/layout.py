"""Where the arcs of each item and each helping role stand, and what stays the same of them."""

from functools import cached_property
from itertools import pairwise

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program

_ARCS_AT_ONCE = 100_000
Entry = tuple[int, int]  # a link and the coefficient in it


class Layout:
    """What is found once for a program, whoever has been given what; shared and only read."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._by_item, self._item_ends = _sorted_by(program.item, len(program.items))
        bounds = zip(program.lower.tolist(), program.upper.tolist(), strict=True)
        self.bounds: list[tuple[int, int]] = list(bounds)  # of links
        columns = program.links.tocsc()
        self._ends: Ints = columns.indptr.astype(np.int64)
        self._link: Ints = columns.indices.astype(np.int64)
        self._coefficient: Ints = columns.data.astype(np.int64)
        self._judged: Bools = np.zeros(program.arcs, dtype=bool)
        self._alone: Bools = np.zeros(program.arcs, dtype=bool)
        self._helpers: dict[int, list[list[Ints]]] = {}

    def prepare(self) -> None:
        """Find all that is found once."""
        _ = self.item_of, self.stay_of, self.helped, self._helper_cases, self._differs

    @cached_property
    def item_of(self) -> dict[int, int]:
        """The item each case belongs to: not a bundle."""
        items = self.program.items[: len(self.program.items) - self.program.bundles]
        return {case: item for item, cases in enumerate(items) for case in cases}

    @cached_property
    def stay_of(self) -> dict[int, int]:
        """The arc on which each item stays that may stay."""
        stays = np.flatnonzero(self.program.stays)
        return dict(zip(self.program.item[stays].tolist(), stays.tolist(), strict=True))

    def leads(self, item: int) -> Ints:
        """Return the lead arcs of an item."""
        return self._by_item[self._item_ends[item] : self._item_ends[item + 1]]

    def of_worker(self, worker: int) -> Ints:
        """Return all arcs of a worker."""
        arcs, ends = self._by_worker
        return arcs[ends[worker] : ends[worker + 1]]

    def helpers(self, case: int) -> list[list[Ints]]:
        """Return the helpers' arcs of a case, role by role, and those of a role by kind.

        Arcs of a kind have the same coefficients in the same links.
        """
        if case not in self._helpers:
            self._helpers[case] = [self._kinds(*ends) for ends in pairwise(self._role_ends(case))]
        return self._helpers[case]

    def entries(self, arcs: Ints) -> tuple[Ints, Ints, Ints]:
        """Return the entries of some arcs in links: the place of the arc, the link, the coefficient."""
        if len(arcs) == 1:
            one = slice(self._ends[arcs[0]], self._ends[arcs[0] + 1])
            link = self._link[one]
            return np.zeros(len(link), dtype=np.int64), link, self._coefficient[one]
        begin = self._ends[arcs]
        count = self._ends[arcs + 1] - begin
        of_arc = np.repeat(np.arange(len(arcs)), count)
        entry = np.arange(len(of_arc)) + (begin - np.cumsum(count) + count)[of_arc]
        return of_arc, self._link[entry], self._coefficient[entry]

    def entries_of(self, arc: int) -> list[Entry]:
        """Return the entries of one arc in links."""
        begin, end = self._ends[arc], self._ends[arc + 1]
        return list(
            zip(self._link[begin:end].tolist(), self._coefficient[begin:end].tolist(), strict=True)
        )

    @cached_property
    def helped(self) -> Bools:
        """Of each link, whether a helper's arc is in it."""
        helped = np.zeros(len(self.program.link_rules), dtype=bool)
        helped[self.entries(self._helper_arcs)[1]] = True
        return helped

    def alone(self, arcs: Ints) -> Bools:
        """Return whether each of some arcs fits where its worker has been given nothing."""
        new = arcs[~self._judged[arcs]]
        local = self.program.local
        for begin in range(0, len(new), _ARCS_AT_ONCE):
            part = new[begin : begin + _ARCS_AT_ONCE]
            use = local.use[local.row[part]]
            room = local.room[self.program.worker[part]]
            self._alone[part] = ((use <= room) | (use == 0)).all(axis=1)
            self._judged[part] = True
        return np.asarray(self._alone[arcs])

    @cached_property
    def _by_worker(self) -> tuple[Ints, list[int]]:
        return _sorted_by(self.program.worker, self.program.workers)

    @cached_property
    def _helper_arcs(self) -> Ints:
        """All helpers' arcs, by case, then by role, then by place."""
        arcs = np.flatnonzero(self.program.item < 0)
        return np.asarray(arcs[np.lexsort((self.program.role[arcs], self.program.case[arcs]))])

    @cached_property
    def _helper_cases(self) -> Ints:
        return np.asarray(self.program.case[self._helper_arcs])

    def _role_ends(self, case: int) -> list[int]:
        """Return where the helpers' arcs of each role of a case begin, and where the last ones end."""
        first, end = np.searchsorted(self._helper_cases, [case, case + 1]).tolist()
        role = self.program.role[self._helper_arcs[first:end]]
        new = np.flatnonzero(role[1:] != role[:-1]) + first + 1
        return [first, *new.tolist(), end] if end > first else []

    @cached_property
    def _differs(self) -> Bools:
        """Of each helper's arc, whether it has other entries in links than the one before it."""
        of_arc, link, coefficient = self.entries(self._helper_arcs)
        count = np.bincount(of_arc, minlength=len(self._helper_arcs))
        alike = np.zeros(len(count), dtype=bool)
        alike[1:] = count[1:] == count[:-1]
        mine = np.flatnonzero(alike[of_arc])
        before = mine - count[of_arc[mine]]
        other = (link[mine] != link[before]) | (coefficient[mine] != coefficient[before])
        alike[of_arc[mine[other]]] = False
        return ~alike

    def _kinds(self, first: int, end: int) -> list[Ints]:
        """Return the helpers' arcs from one place up to another, apart by kind."""
        new = np.flatnonzero(self._differs[first + 1 : end]) + first + 1
        kinds: dict[tuple[Entry, ...], list[Ints]] = {}
        for begin, until in pairwise([first, *new.tolist(), end]):
            arcs = self._helper_arcs[begin:until]
            kinds.setdefault(tuple(self.entries_of(int(arcs[0]))), []).append(arcs)
        return [np.concatenate(each) if len(each) > 1 else each[0] for each in kinds.values()]


def _sorted_by(of: Ints, count: int) -> tuple[Ints, list[int]]:
    """Return the places of each number from 0 on, one after the other, and where each number's begin.

    The last of the beginnings is the end; numbers below 0 stand first.
    """
    order = np.argsort(of, kind="stable")
    return order, np.searchsorted(of[order], np.arange(count + 1)).tolist()
