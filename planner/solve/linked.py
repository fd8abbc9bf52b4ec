"""How far links are from holding beside what has been given so far."""

from collections.abc import Iterable

import numpy as np

from planner.problem.arrays import Ints
from planner.program import Program
from planner.solve.layout import Entry, Layout


class Linked:
    """What has been added to each link so far."""

    def __init__(self, program: Program, layout: Layout) -> None:
        self._program, self._layout = program, layout
        self._activity: Ints = np.zeros(len(program.link_rules), dtype=np.int64)

    def copy(self) -> "Linked":
        """Return a copy that is changed apart."""
        other = Linked(self._program, self._layout)
        other._activity = self._activity.copy()
        return other

    def add(self, arcs: Ints, sign: int) -> None:
        """Count arcs in, or out where `sign` is -1."""
        _, link, coefficient = self._layout.entries(arcs)
        add(self._activity, link, sign * coefficient)

    def off(self, added: dict[int, int]) -> int:
        """Return how far links are from holding once something is added to each of them."""
        return sum(self._missing(link, more) for link, more in added.items())

    def hold_with(self, arcs: Iterable[int]) -> bool:
        """Whether every link that some arcs touch holds once they are added."""
        return self.off(sums(entry for arc in arcs for entry in self._layout.entries_of(arc))) == 0

    def off_of(self, arc: int) -> tuple[int, int]:
        """Return what `off_by_arc` does for one arc."""
        helped, off, beyond_help = self._layout.helped, 0, 0
        for link, coefficient in self._layout.entries_of(arc):
            missing = self._missing(link, coefficient)
            off += missing
            beyond_help += 0 if helped[link] else missing
        return off, beyond_help

    def _missing(self, link: int, added: int) -> int:
        """Return how far a link is from holding once something is added to it."""
        lower, upper = self._layout.bounds[link]
        activity = int(self._activity[link]) + added
        return max(0, lower - activity, activity - upper)

    def off_by_arc(self, arcs: Ints) -> tuple[Ints, Ints]:
        """Return how far the links of each of some arcs are from holding once it alone is added.

        All its links first, then those alone that no helper's arc is in.
        """
        of_arc, link, coefficient = self._layout.entries(arcs)
        activity = self._activity[link] + coefficient
        off = np.maximum(self._program.lower[link] - activity, activity - self._program.upper[link])
        off = np.maximum(off, 0)
        beyond_help = np.where(self._layout.helped[link], 0, off)
        return _added_up(of_arc, off, len(arcs)), _added_up(of_arc, beyond_help, len(arcs))


def sums(entries: Iterable[Entry]) -> dict[int, int]:
    """Return what some entries add to each link they are in."""
    found: dict[int, int] = {}
    for link, coefficient in entries:
        found[link] = found.get(link, 0) + coefficient
    return found


def add(to: Ints, places: Ints, amounts: Ints) -> None:
    """Add amounts at their places, those of the same place one after the other."""
    if len(set(places.tolist())) == len(places):
        to[places] += amounts
    else:
        np.add.at(to, places, amounts)


def _added_up(place: Ints, amount: Ints, count: int) -> Ints:
    return np.bincount(place, amount, minlength=count).astype(np.int64)
