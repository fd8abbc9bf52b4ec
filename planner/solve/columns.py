"""The cheapest plan by patterns: column generation with its proof.

The master chooses at most one pattern a worker so that every link holds and the coverage is kept. Its
linear relaxation over all patterns, z, is a bound; patterns are priced until none of negative reduced
cost is left. With a plan of cost v at hand, a pattern of reduced cost above v - z can be part of no
better plan: so the master in whole numbers over all patterns up to v - z ends the search with a proof.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.engines import solve_lines, solve_whole
from planner.solve.insertion import Insertion
from planner.solve.one_worker import Effort, least_reduced
from planner.solve.patterns import NOISE, Patterns, Pricing
from planner.solve.relaxation import SCALE, Floats, Matrix, whole

_MOST_COLUMNS = 100_000  # in a whole master, where there are enough seconds for it
_ENOUGH_SECONDS = 10.0
_ADDED_A_WORKER = 8  # columns a round
_CROWDED_SECONDS = 1.0
_ONE_CROWDED = 0.08  # seconds a crowded worker takes, before it is known
_THREADS = 2
_LAST_SECONDS = 0.5  # in which nothing more is begun
_LATE = 0.55  # of the lines' time left: now a bound is wanted
_SHARE_OF_LINES = 0.75  # of the time
_WIDTHS = (10, 30, None)  # arcs of each worker priced; all before a proof
_ARCS_AT_FIRST = 15
_ROUNDS = 200
_RELATIVE = 1e-7  # gap to which the engine solves
_ROUGH = 1e-3  # gap to which crowded workers are priced when time is short
_CLOSE = 1e-6  # of the cost: what counts as nothing
_NEAR_ENOUGH = 1e-4  # of the cost: what is close enough once half the time is over
_SLOW = 3e-4  # of the value: gains below it do not pay for another narrow round
_MANY = 1_000  # patterns found in a round, above which the next is as narrow
_FEW = 50  # missing patterns, below which crowded workers are priced too
_MOST_KEPT = 10_000  # columns; beyond it, half of them go before a round
_SURE, _NOT_AT_ALL = 0.999, 1e-6  # shares of a pattern in the relaxation
_NEAR = 4_000  # columns in the first attempt at a whole plan
_SHARES_LISTED = (0.1, 1.0)  # of the gap, up to which patterns are listed for the proof


@dataclass
class Master:
    """The patterns found so far and the rows over them."""

    program: Program
    least_covered: int
    pricing: Pricing
    columns: Patterns

    def matrix(self, columns: Patterns) -> Matrix:
        """Return the master over some patterns."""
        program, count = self.program, len(columns)
        row, slot = np.nonzero(columns.arcs >= 0)
        members = sparse.coo_array(
            (np.ones(len(row)), (columns.arcs[row, slot], row)), shape=(program.arcs, count)
        ).tocsr()
        of_worker = sparse.coo_array(
            (np.ones(count), (columns.worker, np.arange(count))), shape=(program.workers, count)
        ).tocsr()
        covers = sparse.csr_array(program.covers[None, :].astype(np.float64)) @ members
        rows = sparse.vstack([sparse.csr_array(program.links @ members), of_worker, covers])
        return Matrix(
            cost=columns.cost / SCALE,
            rows=sparse.csr_array(rows),
            lower=np.concatenate(
                [program.lower, np.full(program.workers, -np.inf), [self.least_covered]]
            ),
            upper=np.concatenate([program.upper, np.ones(program.workers), [np.inf]]),
            arcs=count,
            most=np.inf,
        )

    def nearest(self, lines: "Lines", most: int) -> Patterns:
        """Return so many of the patterns found, those of least reduced cost."""
        return self.columns.only(_lowest(_reduced(self.columns, lines.paid, lines.worker_paid), most))

    def prices(self, dual: Floats) -> tuple[Floats, Floats]:
        """Return what the rows pay for each arc and for using each worker, in cost points."""
        dual = dual * SCALE
        links, workers = len(self.program.lower), self.program.workers
        paid = self.program.links.T @ dual[:links] + self.program.covers * dual[-1]
        return paid, np.minimum(0.0, dual[links : links + workers])


@dataclass(frozen=True)
class Lines:
    """The master's linear relaxation over all patterns: its value and what its rows pay."""

    value: float  # cost points
    paid: Floats  # (arcs,)
    worker_paid: Floats  # (workers,)
    short: float  # how far below 0 a reduced cost may still be
    used: Patterns  # the patterns the relaxation uses
    share: Floats  # and how much of each


def solve_master(master: Master, seconds: float) -> Lines | None:
    """Price patterns until none worth its while is missing, or the seconds are over.

    Whatever the prices, the master's value less the best reduced cost of each worker bounds the
    relaxation over all patterns. The lines of the best such bound are returned, those of the last
    round with an infinite bound where none was proven, and None where not one round was solved.
    """
    clock = Clock(seconds)
    best: Lines | None = None
    latest: Lines | None = None
    if not master.program.arcs:
        return None
    width, last, added, took = 0, np.inf, _MANY, 0.0
    for _ in range(_ROUNDS):
        found = solve_lines(master.matrix(master.columns), clock.left())
        if found.dual is None or found.amount is None or clock.left() <= 0:
            break
        paid, worker_paid = master.prices(found.dual)
        used = np.flatnonzero(found.amount > _NOT_AT_ALL)
        latest = Lines(-np.inf, paid, worker_paid, 0.0, master.columns.only(used), found.amount[used])
        late = clock.left() < seconds * _LATE
        if (last - found.bound < _SLOW * found.bound and added < _MANY) or late:
            width = min(width + 1, len(_WIDTHS) - 1)
        last = found.bound
        new, crowded = master.pricing.below(paid, worker_paid, -NOISE, _WIDTHS[width])
        expected = took or _ONE_CROWDED * len(crowded)
        last_chance = clock.left() < 1.3 * expected + _LAST_SECONDS
        if _WIDTHS[width] is None and (len(new) < _FEW or last_chance):
            if best is not None and clock.left() < took:
                break
            short = np.full(master.program.workers, NOISE)
            np.maximum.at(short, new.worker, -_reduced(new, paid, worker_paid))
            gap = _ROUGH if late else _RELATIVE
            begin = clock.left()
            more, short[crowded] = _crowded(master, crowded, paid, worker_paid, gap=gap)
            took = begin - clock.left()
            new = new.and_also(more)
            value = found.bound * SCALE
            if best is None or value - short.sum() > best.value:
                best = replace(latest, value=value - short.sum(), short=float(short.max()))
            if short.sum() <= (_NEAR_ENOUGH if late else _CLOSE) * value:
                break
        if len(master.columns) > _MOST_KEPT:
            old = _reduced(master.columns, paid, worker_paid)
            master.columns = master.columns.only(_lowest(old, _MOST_KEPT // 2))
        added, reduced = len(new), _reduced(new, paid, worker_paid)
        master.columns = master.columns.and_also(new.only(_lowest_each(reduced, new.worker)))
    return latest if best is None else best


def _crowded(
    master: Master, workers: Ints, paid: Floats, worker_paid: Floats, *, gap: float
) -> tuple[Patterns, Floats]:
    """Return the best patterns of workers too crowded to list, and how far z may be short by each."""
    best = master.columns.only(np.zeros(len(master.columns), dtype=bool))
    short = np.full(len(workers), np.inf)

    def price(worker: int) -> tuple[Ints, float]:
        return least_reduced(master.pricing, worker, paid, Effort(_CROWDED_SECONDS, gap))

    with ThreadPoolExecutor(_THREADS) as threads:
        for place, (arcs, bound) in enumerate(threads.map(price, workers.tolist())):
            short[place] = max(NOISE, worker_paid[workers[place]] - bound)
            if len(arcs):
                best = best.and_also(master.pricing.set_of(arcs))
    return best, short


def _lowest(reduced: Floats, most: int) -> Ints:
    """Return the places of the least reduced costs, in order of place."""
    return np.sort(np.argsort(reduced, kind="stable")[:most])


def _lowest_each(reduced: Floats, worker: Ints) -> Ints:
    """Return the places of each worker's least reduced costs: many workers move at once."""
    order = np.lexsort((reduced, worker))
    first = np.searchsorted(worker[order], worker[order])
    return np.sort(order[np.arange(len(order)) - first < _ADDED_A_WORKER])


def _reduced(patterns: Patterns, paid: Floats, worker_paid: Floats) -> Floats:
    there = patterns.arcs >= 0
    paid_for = np.where(there, paid[patterns.arcs], 0.0).sum(axis=1)
    reduced: Floats = patterns.cost - paid_for - worker_paid[patterns.worker]
    return reduced


def lines_at(
    program: Program, covered: int, chosen: Bools, seconds: float
) -> tuple[Master, Lines | None]:
    """Return the master that covers so much, beginning with a plan, and its linear relaxation."""
    pricing = Pricing(program)
    columns = pricing.singles(_ARCS_AT_FIRST).and_also(pricing.of_plan(chosen))
    master = Master(program, covered, pricing, columns)
    return master, solve_master(master, seconds)


def cheapest(program: Program, chosen: Bools, clock: Clock) -> tuple[Bools, float] | None:
    """Return the best plan found at the coverage of a plan, and a bound on its rest.

    None where patterns do not fit the program.
    """
    covered = program.weight - program.left(chosen)
    master, lines = lines_at(program, covered, chosen, clock.left() * _SHARE_OF_LINES)
    if lines is None:
        return None
    pricing = master.pricing
    chosen = _rounded(program, lines, chosen)
    near = master.nearest(lines, _NEAR).and_also(pricing.of_plan(chosen))
    chosen, _ = _better(master, _beside_the_sure(program, lines, near), chosen, clock, _ROUGH)
    chosen, _ = _better(master, near, chosen, Clock(clock.left() * 0.7), _RELATIVE)
    for share in _SHARES_LISTED:
        gap = program.rest(chosen) - max(0.0, lines.value)
        if gap <= _CLOSE * abs(lines.value) or clock.left() <= _LAST_SECONDS:
            break
        wanted, crowded = pricing.below(
            lines.paid, lines.worker_paid, share * gap + 1.0, short=lines.short
        )
        if len(wanted) > _MOST_COLUMNS * min(1.0, clock.left() / _ENOUGH_SECONDS):
            break
        near = wanted.and_also(near.only(np.isin(near.worker, crowded)))
        near = near.and_also(pricing.of_plan(chosen))
        chosen, bound = _better(master, near, chosen, clock, _RELATIVE)
        if len(crowded) == 0:
            proven = min(bound, lines.value + share * gap)
            if proven >= program.rest(chosen) * (1 - _CLOSE):
                return chosen, proven
    return chosen, max(0.0, lines.value)


def _rounded(program: Program, lines: Lines, chosen: Bools) -> Bools:
    """Return the better of a plan and the relaxation made whole, greatest shares first."""
    insertion = Insertion(program)
    taken: set[int] = set()
    workers: set[int] = set()
    for place in np.argsort(-lines.share, kind="stable").tolist():
        row, worker = lines.used.arcs[place], int(lines.used.worker[place])
        arcs = row[row >= 0].tolist()
        items = {int(program.item[arc]) for arc in arcs} - {-1}
        if worker not in workers and not taken & items and insertion.links_hold(arcs):
            insertion.put(arcs)
            taken |= items
            workers.add(worker)
    for arc in np.flatnonzero(program.stays).tolist():
        if int(program.item[arc]) not in taken:
            insertion.put([arc])
            taken.add(int(program.item[arc]))
    for item in np.argsort(-program.left_weight, kind="stable").tolist():
        options = [] if item in taken else insertion.options(item)
        if options:
            insertion.put(options[0].arcs)
    whole_plan = insertion.chosen
    if program.broken(whole_plan) or program.total(whole_plan) >= program.total(chosen):
        return chosen
    return whole_plan


def _beside_the_sure(program: Program, lines: Lines, columns: Patterns) -> Patterns:
    """Return the patterns the relaxation is sure of, and those that touch none of their items."""
    sure = lines.used.only(lines.share > _SURE)
    arcs = sure.arcs[sure.arcs >= 0]
    settled = np.isin(program.item, program.item[arcs[program.item[arcs] >= 0]]) & (program.item >= 0)
    touches = np.where(columns.arcs >= 0, settled[columns.arcs], False).any(axis=1)
    free = ~touches & ~np.isin(columns.worker, sure.worker)
    return sure.and_also(columns.only(np.flatnonzero(free)))


def _better(
    master: Master, columns: Patterns, chosen: Bools, clock: Clock, gap: float
) -> tuple[Bools, float]:
    """Return the better of a plan and the best over some patterns, and the bound over them."""
    program = master.program
    if len(columns) == 0:  # only the plan without anything is left to choose
        return chosen, 0.0
    found = solve_whole(master.matrix(columns), clock.left(), gap)
    if found.amount is not None:
        arcs = columns.arcs[whole(found.amount)]
        other = np.zeros(program.arcs, dtype=bool)
        other[arcs[arcs >= 0]] = True
        if not program.broken(other) and program.total(other) < program.total(chosen):
            chosen = other
    return chosen, np.inf if found.impossible else found.bound * SCALE
