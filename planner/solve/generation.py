"""The master's linear relaxation over all patterns, by column generation, and the bound it proves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.engines import Found, solve_lines
from planner.solve.levels import NOISE
from planner.solve.master import Lines, Master, lowest_each, reduced_costs
from planner.solve.one_worker import Effort, least_reduced
from planner.solve.patterns import Patterns, Pricing, Wanted
from planner.solve.relaxation import SCALE, Floats, Relaxation
from planner.solve.tightening import tightened

_ADDED_A_WORKER = 8  # columns a round
_SEEDS_A_WORKER = 10
_SEED_ARCS = 30  # of each worker that seeds are looked for among
_HELPERS = 5  # arcs of each helped case and role that are looked at
_SINGLES = 2  # arcs of each item that stand in the master alone from the start
_SHARE_OF_SEEDS = 0.3  # of the time
_CROWDED_SECONDS = 1.0
_ONE_CROWDED = 0.08  # seconds a crowded worker takes, before it is known
_THREADS = 2
_LAST_SECONDS = 0.5  # in which nothing more is begun
_LATE = 0.55  # of the lines' time left: now a bound is wanted
_WIDTHS = (30, None)  # arcs of each worker priced; all before a proof
_ROUNDS = 200
_MOST = 0.9  # of the items
_DEARER = 4.0  # times as dear is covering less, where the relaxation does
_DEAREST = 10.0  # times what any arc costs alone, at most about
_COVERED = 1e-6  # of a weight
_RELATIVE = 1e-7  # gap to which the engine solves
_ROUGH = 1e-3  # gap to which crowded workers are priced when time is short
_NEAR_ENOUGH = 1e-4  # of the value: what is close enough once half the time is over
_SLOW = 3e-4  # of the value: gains below it do not pay for another narrow round
_FEW = 50  # missing patterns, below which crowded workers are priced too
_MOST_KEPT, _KEPT_A_WORKER = 10_000, 6  # columns; beyond both, half of them go before a round
NOT_AT_ALL = 1e-6  # share of a pattern in the relaxation

Enough = Callable[[float, float], bool]  # of the value over the patterns found, and a bound


@dataclass(frozen=True)
class Known:
    """What a search begins with: a plan, perhaps more patterns, and how little is to be left.

    Without `least_left` that is what the plan leaves; the plan may leave more than it.
    """

    plan: Bools
    patterns: Patterns | None = None
    least_left: int | None = None

    def covered(self, program: Program) -> int:
        """Return how much is to be covered."""
        left = program.left(self.plan) if self.least_left is None else self.least_left
        return program.weight - left


def lines_at(
    program: Program, covered: int, known: Known, limit: Clock | float, enough: Enough
) -> tuple[Master, Lines | None]:
    """Return the master that covers so much, beginning with what is known, and its linear relaxation.

    Besides the patterns known it begins with those that the arcs' own relaxation would pay for: its
    prices are near enough that few are missing then. Where the plan known covers less, covering less
    has a price, which rises until the relaxation covers enough, or no price makes it.
    """
    clock = Clock.of(limit)
    pricing = Pricing(program)
    master = Master(program, covered, pricing, pricing.singles(_SINGLES))
    if program.weight - program.left(known.plan) < covered:
        master.missed = _usual_price(pricing)
    master.add(pricing.of_plan(known.plan))
    if known.patterns is not None:
        master.add(known.patterns)
    master.add(_seeds(master, clock.part(_SHARE_OF_SEEDS)))
    return master, solve_master(master, clock, enough)


def _dearer(master: Master, found: Found) -> bool:
    """Let covering less cost more, where the relaxation covers less; return whether it does now."""
    alone = master.pricing.alone
    dearest = _DEAREST * float(alone.max(initial=1.0, where=np.isfinite(alone)))
    less = found.excess is not None and len(found.excess) > 0 and found.excess[0] > _COVERED
    if master.missed is None or not less or master.missed >= dearest:
        return False
    master.missed *= _DEARER
    return True


def _usual_price(pricing: Pricing) -> float:
    """Return what one weight of most items costs at most with the worker they cost least with."""
    program = pricing.program
    leads = np.flatnonzero((program.item >= 0) & (program.covers > 0))
    least = np.full(len(program.items), np.inf)
    np.minimum.at(least, program.item[leads], pricing.alone[leads] / program.covers[leads])
    known = least[np.isfinite(least)]
    return max(1.0, float(np.quantile(known, _MOST))) if len(known) else 1.0


def _seeds(master: Master, clock: Clock) -> Patterns:
    program = master.program
    relaxation = Relaxation(program, least_covered=master.least_covered, rough=True)
    leads = np.flatnonzero(program.item >= 0)
    found = tightened(relaxation, clock, np.union1d(leads, master.pricing.least(_HELPERS)))
    nobody = np.zeros(program.workers)
    if found.dual is None:
        return master.columns
    links = len(program.lower)
    dual = np.concatenate([found.dual[:links], nobody, found.dual[links : links + 1]])
    paid, _ = master.prices(dual)
    worth, _ = master.pricing.below(
        paid, nobody, Wanted(0.0, each=_SEEDS_A_WORKER, arcs=_SEED_ARCS), clock
    )
    return lowest_each(worth, reduced_costs(worth, paid, nobody), _SEEDS_A_WORKER)


def solve_master(master: Master, clock: Clock, enough: Enough) -> Lines | None:
    """Price patterns until none worth its while is missing, enough is proven, or time is over.

    Whatever the prices, the master's value less the best reduced cost of each worker bounds the
    relaxation over all patterns. The lines of the best such bound are returned, those of the last
    round with an infinite bound where none was proven, and None where not one round was solved.
    """
    seconds = clock.left()
    best: Lines | None = None
    latest: Lines | None = None
    if not master.program.arcs:
        return None
    width, last, took = 0, np.inf, 0.0
    most_kept = max(_MOST_KEPT, _KEPT_A_WORKER * master.program.workers)
    for _ in range(_ROUNDS):
        found = solve_lines(master.matrix(master.columns), clock)
        if found.dual is None or found.amount is None or clock.left() <= 0:
            break
        value, (paid, worker_paid) = found.bound * SCALE, master.prices(found.dual)
        used = np.flatnonzero(found.amount > NOT_AT_ALL)
        latest = Lines(
            -np.inf,
            paid,
            worker_paid,
            0.0,
            master.columns.only(used),
            found.amount[used],
            links=found.dual[: len(master.program.lower)] * SCALE,
            covering=float(found.dual[-1]) * SCALE,
            least=np.full(master.program.workers, -np.inf),
        )
        late = clock.left() < seconds * _LATE
        if last - value < _SLOW * abs(value) or late:
            width = len(_WIDTHS) - 1
        last = value
        new, crowded = _missing(master, latest, _WIDTHS[width], clock)
        if not len(new) and _WIDTHS[width] is not None:
            width = len(_WIDTHS) - 1
            new, crowded = _missing(master, latest, None, clock)
        last_chance = clock.left() < 1.3 * (took or _ONE_CROWDED * len(crowded)) + _LAST_SECONDS
        if _WIDTHS[width] is None and (not len(crowded) or len(new) < _FEW or last_chance):
            if best is not None and clock.left() < took:
                break
            short = np.full(master.program.workers, NOISE)
            np.maximum.at(short, new.worker, NOISE - latest.reduced(new))
            gap = _ROUGH if late else _RELATIVE
            begin = clock.left()
            more, short[crowded] = _crowded(master, crowded, latest, clock, gap=gap)
            took = begin - clock.left()
            new, bound = new.and_also(more), value - short.sum()
            if best is None or bound > best.value:
                best = replace(latest, value=bound, short=float(short.max()), least=worker_paid - short)
            near_enough = late and value - bound <= _NEAR_ENOUGH * abs(value)
            if not _dearer(master, found) and (enough(value, bound) or near_enough or not len(new)):
                break
        if len(master.columns) > most_kept:
            master.columns = master.nearest(latest, most_kept // 2)
        master.add(lowest_each(new, latest.reduced(new), _ADDED_A_WORKER))
    return latest if best is None else best


def _missing(master: Master, lines: Lines, width: int | None, clock: Clock) -> tuple[Patterns, Ints]:
    """Return patterns of negative reduced cost, a few a worker, and workers too crowded to be sure."""
    wanted = Wanted(-NOISE, each=_ADDED_A_WORKER, arcs=width)
    return master.pricing.below(lines.paid, lines.worker_paid, wanted, clock)


def _crowded(
    master: Master, workers: Ints, lines: Lines, clock: Clock, *, gap: float
) -> tuple[Patterns, Floats]:
    """Return the best patterns of workers too crowded to list, and how far z may be short by each."""
    best = master.columns.only(np.zeros(len(master.columns), dtype=bool))
    short = np.full(len(workers), np.inf)
    each = min(_CROWDED_SECONDS, clock.left())  # asked once: threads share the clock

    def price(worker: int) -> tuple[Ints, float]:
        if not clock.by_work and clock.left() <= 0:
            return np.zeros(0, dtype=np.int64), -np.inf
        return least_reduced(master.pricing, worker, lines.paid, Effort(clock.at_most(each), gap))

    with ThreadPoolExecutor(_THREADS) as threads:
        for place, (arcs, bound) in enumerate(threads.map(price, workers.tolist())):
            short[place] = max(NOISE, lines.worker_paid[workers[place]] - bound)
            if len(arcs):
                best = best.and_also(master.pricing.set_of(arcs))
    return best, short
