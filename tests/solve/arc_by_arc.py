"""Who could take an item and at what cost, arc by arc in plain whole numbers, as the words say it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from planner.program import Program
from planner.rule import climb

Way = tuple[int, tuple[int, ...], int]  # lead arc, helpers' arcs, cost


class ArcByArc:
    """A program and the arcs given so far; everything is worked out anew for every question."""

    def __init__(self, program: Program, given: Iterable[int]) -> None:
        self.program, self.given = program, list(given)
        self.links = program.links.toarray().tolist()

    def ways(self, item: int) -> list[Way]:
        """Return every way to take an item, cheapest first, ties by lead."""
        leads = [arc for arc, of in enumerate(self.program.item.tolist()) if of == item]
        found = [self.way(item, lead) for lead in leads if self.fit([lead])]
        return sorted((way for way in found if way), key=lambda way: (way[2], way[0]))

    def way(self, item: int, lead: int) -> Way | None:
        """Return a lead with the cheapest helper of each role that is missing, in turn."""
        program, arcs = self.program, [lead]
        for case in program.items[item]:
            for role in range(1, 1 + int(program.role.max(initial=0))):
                able = [
                    arc
                    for arc in range(program.arcs)
                    if (program.item[arc], program.case[arc], program.role[arc]) == (-1, case, role)
                    and program.worker[arc] != program.worker[lead]
                    and self.fit([arc])
                    and self.off([*arcs, arc]) < self.off(arcs)
                    and self.fit([*arcs, arc])
                ]
                if able:
                    arcs.append(min(able, key=lambda arc: (self.cost(arc), arc)))
        if self.off(arcs):
            return None
        return lead, tuple(arcs[1:]), sum(self.cost(arc) for arc in arcs)

    def fit(self, arcs: Sequence[int]) -> bool:
        """Whether what every worker of some arcs carries, with them, stays within their room."""
        local = self.program.local
        for worker in {int(self.program.worker[arc]) for arc in arcs}:
            more, carried = self._use(worker, arcs), self._use(worker, self.given)
            for place, room in enumerate(local.room[worker].tolist()):
                if more[place] and more[place] + carried[place] > room:
                    return False
        return True

    def cost(self, arc: int) -> int:
        """Return what an arc adds to the cost: its own, and the climb of its worker's curves."""
        worker = int(self.program.worker[arc])
        total = int(self.program.cost[arc])
        for curve in self.program.curves:
            along = (curve.knots[worker].tolist(), curve.slopes[worker].tolist())
            mine = [each for each in self.given if self.program.worker[each] == worker]
            added, start = int(curve.load[mine].sum()), int(curve.start[worker])
            total += climb(start + added, int(curve.load[arc]), *along)
        return total

    def off(self, arcs: Sequence[int]) -> int:
        """Return how far the links that some arcs touch are from holding with them."""
        total = 0
        for link, row in enumerate(self.links):
            if any(row[arc] for arc in arcs):
                activity = sum(row[arc] for arc in (*self.given, *arcs))
                lower, upper = int(self.program.lower[link]), int(self.program.upper[link])
                total += max(0, lower - activity, activity - upper)
        return total

    def _use(self, worker: int, arcs: Iterable[int]) -> Counter[int]:
        local, use = self.program.local, Counter[int]()
        for arc in arcs:
            if self.program.worker[arc] == worker:
                use.update(dict(enumerate(local.use[local.row[arc]].tolist())))
        return use
