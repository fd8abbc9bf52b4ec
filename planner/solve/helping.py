"""Which helpers the lead of an item needs, and what they add to the cost."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from planner.problem.arrays import Ints
from planner.solve.given import Given
from planner.solve.layout import Entry
from planner.solve.linked import sums

_NOBODY = -1
_AT_ONCE = 16  # helpers that are weighed first


@dataclass(frozen=True)
class Help:
    """Helpers' arcs, whose they are, what they add, and whether every link holds with them."""

    arcs: tuple[int, ...]
    workers: frozenset[int]
    cost: int
    enough: bool


class Helping:
    """The help for one item beside what has been given.

    What a lead needs hangs on the links it is in together with helpers alone, so it is found once for
    all leads in the same ones; but for a lead who would be among the helpers: nobody helps themselves.
    """

    def __init__(self, given: Given, item: int) -> None:
        self._given, self._layout = given, given.layout
        self._cases = given.program.items[item]
        self._known: dict[tuple[tuple[Entry, ...], int], Help] = {}
        self._ranked: dict[tuple[int, ...], Ranked] = {}

    def of(self, lead: int) -> Help:
        """Return the help for a lead arc."""
        helped, worker = self._layout.helped, int(self._given.program.worker[lead])
        entries = tuple(entry for entry in self._layout.entries_of(lead) if helped[entry[0]])
        found = self._found(entries, _NOBODY)
        return self._found(entries, worker) if worker in found.workers else found

    def _found(self, entries: tuple[Entry, ...], without: int) -> Help:
        key = entries, without
        if key not in self._known:
            self._known[key] = self._role_by_role(entries, without)
        return self._known[key]

    def _role_by_role(self, entries: tuple[Entry, ...], without: int) -> Help:
        """Return the cheapest helper of each role, in turn, who brings links nearer to holding."""
        off, links = self._given.links.off, dict(entries)
        helpers: list[int] = []
        cost, missing = 0, off(links)
        for case in self._cases:
            for kinds in self._layout.helpers(case):
                if missing == 0:
                    break
                mending = [kind for kind in kinds if off(self._with(links, int(kind[0]))) < missing]
                found = self._cheapest(mending, helpers, without)
                if found is not None:
                    cost += found[0]
                    helpers.append(found[1])
                    links = self._with(links, found[1])
                    missing = off(links)
        workers = frozenset(self._given.program.worker[helpers].tolist() if helpers else ())
        return Help(tuple(helpers), workers, cost, missing == 0)

    def _with(self, links: dict[int, int], arc: int) -> dict[int, int]:
        """Return what is added to links with one arc more."""
        return sums([*links.items(), *self._layout.entries_of(arc)])

    def _cheapest(self, kinds: list[Ints], beside: list[int], without: int) -> tuple[int, int] | None:
        """Return cost and arc of the cheapest of some kinds that fits beside other helpers."""
        if not kinds:
            return None
        key = tuple(int(kind[0]) for kind in kinds)
        if key not in self._ranked:
            arcs = kinds[0] if len(kinds) == 1 else np.sort(np.concatenate(kinds))
            self._ranked[key] = Ranked(self._given, arcs)
        worker, fit_together = self._given.program.worker, self._given.fit_together
        for cost, arc in self._ranked[key]:
            if worker[arc] != without and fit_together([*beside, arc]):
                return cost, arc
        return None


class Ranked:
    """Cost and arc of those of some arcs that fit, cheapest first, ties by arc.

    No more are weighed and put in order than are asked for.
    """

    def __init__(self, given: Given, arcs: Ints) -> None:
        self._blocks = given.in_blocks(arcs, _AT_ONCE)
        self._sure: list[tuple[int, int]] = []  # in their place for good
        self._rest: list[tuple[int, int]] = []  # weighed, but something not weighed may be cheaper

    def __iter__(self) -> Iterator[tuple[int, int]]:
        place = 0
        while place < len(self._sure) or self._more():
            yield self._sure[place]
            place += 1

    def _more(self) -> bool:
        """Weigh further until more arcs are in their place; return whether there are any."""
        for arcs, costs, beyond in self._blocks:
            self._rest = sorted([*self._rest, *zip(costs.tolist(), arcs.tolist(), strict=True)])
            sure = bisect_right(self._rest, beyond, key=itemgetter(0))
            self._sure += self._rest[:sure]
            del self._rest[:sure]
            if sure:
                return True
        return False
