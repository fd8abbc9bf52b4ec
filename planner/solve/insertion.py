"""What it costs to give one item to each worker now, beside what has been given already."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program

_ARCS_AT_ONCE = 100_000


@dataclass(frozen=True)
class Option:
    """A way to take an item: its lead arc, the helpers' arcs it needs, and what it adds to the cost."""

    lead: int
    helpers: tuple[int, ...]
    cost: int

    @property
    def arcs(self) -> list[int]:
        """All arcs of the option."""
        return [self.lead, *self.helpers]


class Insertion:
    """The state of a plan while items are given out one by one.

    What fits and what it costs is worked out once for each arc that is asked for; giving a worker
    something changes it for that worker's arcs alone.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.chosen: Bools = np.zeros(program.arcs, dtype=bool)
        self._used = np.zeros_like(program.local.room)
        self._added = [np.zeros(program.workers, dtype=np.int64) for _ in program.curves]
        self._paid = [np.zeros(program.workers) for _ in program.curves]  # for what has been added
        self._activity = [0] * len(program.link_rules)
        self._lower, self._upper = program.lower.tolist(), program.upper.tolist()
        self._helpers: dict[int, list[tuple[Ints, Ints]]] = {}
        self._known: Bools = np.zeros(program.arcs, dtype=bool)
        self._fit: Bools = np.zeros(program.arcs, dtype=bool)
        self._cost: Ints = np.zeros(program.arcs, dtype=np.int64)
        self._of_item = _places(program.item, len(program.items))
        self._of_worker = _places(program.worker, program.workers)
        columns = program.links.tocsc()
        self._ends = columns.indptr.tolist()
        self._entries = list(zip(columns.indices.tolist(), columns.data.tolist(), strict=True))

    def options(self, item: int) -> list[Option]:
        """Return every way to take an item that keeps all rules, cheapest first, ties by arc."""
        found = (option for lead in self._leads(item) for option in self._with_help(item, lead))
        return sorted(found, key=_cheapest_first)

    def cheapest(self, item: int) -> Option | None:
        """Return the first of an item's options: no helper makes a lead cheaper."""
        best: Option | None = None
        for lead in self._leads(item):
            if best is not None and self._cost[lead] > best.cost:
                break
            for option in self._with_help(item, lead):
                best = option if best is None else min(best, option, key=_cheapest_first)
        return best

    def led_by(self, lead: int) -> Option | None:
        """Return the cheapest way to take an item with a given lead arc, None where there is none."""
        if not self._fits(np.array([lead]))[0]:
            return None
        ways = self._with_help(int(self.program.item[lead]), lead)
        return min(ways, key=_cheapest_first, default=None)

    def put(self, arcs: list[int]) -> None:
        """Add arcs to the plan."""
        program = self.program
        for arc in arcs:
            worker = program.worker[arc]
            self.chosen[arc] = True
            self._used[worker] += program.local.use[program.local.row[arc]]
            for curve, added in zip(program.curves, self._added, strict=True):
                added[worker] += curve.load[arc]
        for link, change in self._change(arcs).items():
            self._activity[link] += change
        taken = program.item[arcs]
        for item in taken[taken >= 0].tolist():
            self._known[self._of_item[item]] = False
        for worker in {int(program.worker[arc]) for arc in arcs}:
            one = np.array([worker])
            for curve, added, paid in zip(program.curves, self._added, self._paid, strict=True):
                paid[worker] = curve.cost(one, added[one])[0]
            mine = self._of_worker[worker]
            self._know(mine[self._known[mine]])

    def know(self) -> None:
        """Work out what fits and what it costs for all leads at once, where all will be asked for."""
        self._know(np.flatnonzero(self.program.item >= 0))

    def _leads(self, item: int) -> list[int]:
        """Return the lead arcs of an item that fit, cheapest first, ties by arc."""
        leads = self._of_item[item]
        fits = leads[self._fits(leads)]
        order: list[int] = fits[np.argsort(self._cost[fits], kind="stable")].tolist()
        return order

    def _with_help(self, item: int, lead: int) -> Iterator[Option]:
        """Yield the way to take an item with a lead that fits, if there is one."""
        cost = int(self._cost[lead])
        if self.links_hold([lead]):
            yield Option(lead, (), cost)
        else:
            yield from self._helped(item, lead, cost)

    def _fits(self, arcs: Ints) -> Bools:
        """Return whether each of some arcs fits beside what has been given."""
        known = self._known[arcs]
        if not known.all():
            self._know(arcs[~known])
        return np.asarray(self._fit[arcs])

    def _know(self, arcs: Ints) -> None:
        """Work out for some arcs whether they fit beside what has been given, and what they cost."""
        for begin in range(0, len(arcs), _ARCS_AT_ONCE):
            self._know_part(arcs[begin : begin + _ARCS_AT_ONCE])

    def _know_part(self, arcs: Ints) -> None:
        program, workers = self.program, self.program.worker[arcs]
        local = program.local
        use = local.use[local.row[arcs]]
        fits = ((use + self._used[workers] <= local.room[workers]) | (use == 0)).all(axis=1)
        cost = program.cost[arcs].astype(np.float64)
        for curve, added, paid in zip(program.curves, self._added, self._paid, strict=True):
            cost += curve.cost(workers, added[workers] + curve.load[arcs]) - paid[workers]
        self._fit[arcs], self._cost[arcs] = fits, np.rint(cost).astype(np.int64)
        self._known[arcs] = True

    def _change(self, arcs: list[int]) -> dict[int, int]:
        """Return what some arcs add to each link they touch."""
        change: dict[int, int] = {}
        for arc in arcs:
            for link, coefficient in self._entries[self._ends[arc] : self._ends[arc + 1]]:
                change[link] = change.get(link, 0) + coefficient
        return change

    def links_hold(self, arcs: list[int]) -> bool:
        """Whether every link that some arcs touch holds once they are added."""
        return self._links_off(arcs) == 0

    def _links_off(self, arcs: list[int]) -> int:
        """Return how far the links that some arcs touch are from holding once they are added."""
        lower, upper = self._lower, self._upper
        off = 0
        for link, added in self._change(arcs).items():
            activity = self._activity[link] + added
            off += max(0, lower[link] - activity, activity - upper[link])
        return off

    def _helped(self, item: int, lead: int, cost: int) -> Iterator[Option]:
        """Yield the cheapest option that gives the cases of an item the helpers their lead needs."""
        arcs, total = [lead], cost
        for case in self.program.items[item]:
            for helpers, kinds in self._helpers_of(case):
                off = self._links_off(arcs)
                if off == 0:
                    break
                other = self.program.worker[helpers] != self.program.worker[lead]
                able, kind = helpers[other], kinds[other]
                fits = self._fits(able)
                able, kind = able[fits], kind[fits].tolist()
                costs = self._cost[able]
                no_help: set[int] = set()
                for place in np.argsort(costs, kind="stable").tolist():
                    with_helper = [*arcs, int(able[place])]
                    if kind[place] in no_help:
                        continue
                    if self._links_off(with_helper) >= off:
                        no_help.add(kind[place])
                    elif self._together_fit(with_helper):
                        arcs, total = with_helper, total + int(costs[place])
                        break
        if self.links_hold(arcs):
            yield Option(lead, tuple(arcs[1:]), total)

    def _helpers_of(self, case: int) -> list[tuple[Ints, Ints]]:
        """Return the helpers' arcs of a case, role by role, and which links each counts in."""
        if case not in self._helpers:
            at_case = np.flatnonzero((self.program.item < 0) & (self.program.case == case))
            role, kind = self.program.role[at_case], self._kinds(at_case)
            roles = (role == each for each in np.unique(role))
            self._helpers[case] = [(at_case[mine], kind[mine]) for mine in roles]
        return self._helpers[case]

    def _kinds(self, arcs: Ints) -> Ints:
        """Return a number of each arc, the same for arcs of the same coefficients in the same links."""
        numbers: dict[tuple[tuple[int, int], ...], int] = {}
        entries = (tuple(self._entries[self._ends[a] : self._ends[a + 1]]) for a in arcs.tolist())
        return np.array([numbers.setdefault(one, len(numbers)) for one in entries], dtype=np.int64)

    def _together_fit(self, arcs: list[int]) -> bool:
        """Whether the arcs of one option fit at once: two may be the same worker's."""
        local, workers = self.program.local, self.program.worker[arcs]
        for worker in {w for w in workers.tolist() if (workers == w).sum() > 1}:
            use = local.use[local.row[np.array(arcs)[workers == worker]]].sum(axis=0)
            if ((use + self._used[worker] > local.room[worker]) & (use > 0)).any():
                return False
        return True


def _cheapest_first(option: Option) -> tuple[int, int]:
    return option.cost, option.lead


def _places(of: Ints, count: int) -> list[Ints]:
    """Return the places of each number from 0 on, below 0 left out."""
    order = np.argsort(of, kind="stable")
    ends = np.searchsorted(of[order], np.arange(count + 1))
    return [order[first:end] for first, end in pairwise(ends.tolist())]


def beginning(program: Program, asked: int | None = None) -> Insertion:
    """Return the state in which nothing has been given out and open cases stay, but an item asked."""
    insertion = Insertion(program)
    insertion.put(np.flatnonzero(program.stays & (program.item != asked)).tolist())
    return insertion


def greedy(program: Program) -> Bools:
    """Return the plan of best fit, case by case: heaviest items first, each to its cheapest option."""
    insertion = beginning(program)
    insertion.know()
    for item in np.argsort(-program.left_weight, kind="stable").tolist():
        option = insertion.cheapest(item)
        if option:
            insertion.put(option.arcs)
    return insertion.chosen


def helped(program: Program, leads: Ints) -> Bools:
    """Return a plan of as many of some lead arcs as get the helpers they need, then of other items.

    Leads who need none come first: who needs one has a choice.
    """
    insertion = Insertion(program)
    insertion.put(leads[program.stays[leads]].tolist())
    given = leads[~program.stays[leads]]
    needs = np.asarray((program.links[:, given] < 0).sum(axis=0)) > 0
    order = np.lexsort((-program.left_weight[program.item[given]], needs))
    for lead in given[order].tolist():
        option = insertion.led_by(lead)
        if option is not None:
            insertion.put(option.arcs)
    led = np.zeros(len(program.items), dtype=bool)
    led[program.item[insertion.chosen & (program.item >= 0)]] = True
    for item in np.argsort(-program.left_weight, kind="stable").tolist():
        option = None if led[item] else insertion.cheapest(item)
        if option is not None:
            insertion.put(option.arcs)
    return insertion.chosen


def repaired(program: Program, arcs: Ints) -> Bools:
    """Return a plan of as many of some arcs as fit together, the other items given out greedily."""
    insertion = Insertion(program)
    leads = arcs[program.item[arcs] >= 0]
    items = np.argsort(-program.left_weight, kind="stable").tolist()
    wanted = dict(zip(program.item[leads].tolist(), leads.tolist(), strict=True))
    stays = dict(zip(program.item[program.stays].tolist(), np.flatnonzero(program.stays), strict=True))
    for item in sorted(items, key=lambda item: item not in wanted):
        options = insertion.options(item)
        same = [option for option in options if option.lead == wanted.get(item)]
        if same or (options and item not in stays):
            insertion.put((same or options)[0].arcs)
        elif item in stays:
            insertion.put([int(stays[item])])
    return insertion.chosen
