"""What it costs to give one item to each worker now, beside what has been given already."""

from bisect import insort
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.given import Given
from planner.solve.helping import Helping

_ARCS_AT_ONCE = 100_000
_LEADS_AT_ONCE = 16  # as many are weighed first where not all are asked for


class Option(NamedTuple):
    """A way to take an item: its lead arc, the helpers' arcs it needs, and what it adds to the cost."""

    lead: int
    helpers: tuple[int, ...]
    cost: int

    @property
    def arcs(self) -> list[int]:
        """All arcs of the option."""
        return [self.lead, *self.helpers]


class Asked(Given):
    """A state that can be asked who could take an item beside what has been given."""

    def options(self, item: int, most: int | None = None) -> list[Option]:
        """Return every way to take an item that keeps all rules, cheapest first, ties by arc.

        Only the first `most` of them, where given: no helper makes a lead cheaper, so leads dearer than
        the options found need not be looked at.
        """
        leads, helping = self.layout.leads(item), Helping(self, item)
        found: list[Option] = []
        size = len(leads) if most is None else max(most, _LEADS_AT_ONCE)
        for part, costs, beyond in self.in_blocks(leads, size):
            self._add_options(found, part, costs, helping, most)
            if most is not None and len(found) >= most and found[most - 1].cost <= beyond:
                break
        return found[:most]

    def cheapest(self, item: int) -> Option | None:
        """Return the first of an item's options."""
        return next(iter(self.options(item, 1)), None)

    def led_by(self, lead: int) -> Option | None:
        """Return the way to take an item with a given lead arc, None where there is none."""
        found: list[Option] = []
        helping = Helping(self, int(self.program.item[lead]))
        self._add_options(found, *self.weigh(np.array([lead])), helping, None)
        return next(iter(found), None)

    def _add_options(
        self, found: list[Option], leads: Ints, costs: Ints, helping: Helping, most: int | None
    ) -> None:
        """Add the options of some leads that fit to those found, in their place: at most one each."""
        order = np.argsort(costs, kind="stable")
        leads, costs = leads[order], costs[order]
        links: Iterable[tuple[int, int]] = map(self.links.off_of, leads.tolist())
        if most != 1:  # all at once, for more than the first few leads will be looked at
            links = zip(*(each.tolist() for each in self.links.off_by_arc(leads)), strict=True)
        for lead, cost, (off, beyond_help) in zip(leads.tolist(), costs.tolist(), links, strict=True):
            if most is not None and len(found) >= most and cost > found[most - 1].cost:
                break
            if not off:
                insort(found, Option(lead, (), cost), key=_cheapest_first)
            elif not beyond_help:
                help_ = helping.of(lead)
                if help_.enough:
                    option = Option(lead, help_.arcs, cost + help_.cost)
                    insort(found, option, key=_cheapest_first)


class Insertion(Asked):
    """The state of a plan while items are given out one by one.

    What fits and what it costs is worked out once for each arc that is asked for; giving a worker
    something changes it for that worker's arcs alone.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._known: Bools = np.zeros(program.arcs, dtype=bool)
        self._fit: Bools = np.zeros(program.arcs, dtype=bool)
        self._cost: Ints = np.zeros(program.arcs, dtype=np.int64)

    def know(self) -> None:
        """Work out what fits and what it costs for all leads at once, where all will be asked for."""
        self.weigh(np.flatnonzero(self.program.item >= 0))

    def weigh(self, arcs: Ints) -> tuple[Ints, Ints]:
        """Return those of some arcs that fit beside what is given, and what each adds to the cost."""
        known = self._known[arcs]
        if not known.all():
            self._know(arcs[~known])
        fitting = arcs[self._fit[arcs]]
        return fitting, self._cost[fitting]

    def _know(self, arcs: Ints) -> None:
        for begin in range(0, len(arcs), _ARCS_AT_ONCE):
            part = arcs[begin : begin + _ARCS_AT_ONCE]
            self._fit[part], self._cost[part] = self._weighed(part)
        self._known[arcs] = True

    def _count(self, arcs: list[int], sign: int) -> None:
        super()._count(arcs, sign)
        taken = self.program.item[arcs]
        for item in set(taken[taken >= 0].tolist()):
            self._known[self.layout.leads(item)] = False  # nobody will ask again
        for worker in set(self.program.worker[arcs].tolist()):
            mine = self.layout.of_worker(worker)
            self._know(mine[self._known[mine]])


def _cheapest_first(option: Option) -> tuple[int, int]:
    return option.cost, option.lead


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
