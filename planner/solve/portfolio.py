"""The search where workers take many items each, so that patterns are too many: a portfolio.

The lines give a bound and reduced costs at once. From them a first plan is rounded; then ways run
side by side and share the best plan: the core in whole arcs, neighbourhoods polished by ejection
chains and, where few arcs matter, the core by a second engine. A core that does not end gives way to
neighbourhoods.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.core import search_core
from planner.solve.engines import Found
from planner.solve.neighbourhoods import search_neighbourhoods
from planner.solve.race import Race
from planner.solve.relaxation import SCALE, Relaxation
from planner.solve.rounding import rounded
from planner.solve.second_core import open_core, search_second_core
from planner.solve.tightening import tightened

_SHARE_OF_CORE, _OF_SMALL_CORE = 0.4, 0.6  # of the time left
_SMALL = 1_000  # arcs in the core
_SHARE_OF_LINES = 0.5
_FEW_ARCS = 800  # in the core: with no more, the second core is searched too
_BY_ITEMS = 0.5  # of one way's neighbourhoods; the other way's are of workers alone
_INSIDE = "highs-ipm"  # an interior point: on big programs many times faster than a simplex


@dataclass(frozen=True)
class Run:
    """What a portfolio found, and what it proved."""

    chosen: Bools | None
    least_left: int
    least_rest: int


def run(
    program: Program,
    chosen: Bools | None,
    least_left: int,
    clock: Clock,
    told: Callable[[Bools], None] | None = None,
) -> Run:
    """Return the best plan found within a clock, beginning from one or none, and its bounds.

    `least_left`: what is left at least, as known already; `told` hears of each better plan.
    """
    if chosen is None or program.left(chosen) > least_left:
        coverage = tightened(Relaxation(program), clock.part(_SHARE_OF_LINES), method=_INSIDE)
        if coverage.impossible:
            return Run(chosen, least_left, 0)
        if np.isfinite(coverage.bound):
            least_left = max(least_left, int(np.ceil(program.weight + coverage.bound - 1e-6)))
    race = Race(program, least_left, clock, told=told)
    if chosen is not None:
        race.offer(chosen)
    relaxation = Relaxation(program, least_covered=program.weight - least_left)
    lines = tightened(relaxation, clock.part(_SHARE_OF_LINES), method=_INSIDE)
    if lines.amount is not None and lines.reduced is not None:
        race.bound_by_lines = lines.bound * SCALE
        race.raise_bound(race.bound_by_lines)
        first = rounded(program, lines.amount, lines.reduced * SCALE, clock)
        if first is not None:
            race.offer(first)
        if race.chosen is not None:
            _side_by_side(race, relaxation, lines)
    return Run(race.chosen, least_left, race.least_rest)


def _side_by_side(race: Race, relaxation: Relaxation, lines: Found) -> None:
    reduced = np.asarray(lines.reduced) * SCALE

    def few(most: int = _FEW_ARCS) -> bool:
        return len(open_core(race, reduced)) <= most

    by_itself = few() and not race.clock.by_work

    def cores_first() -> None:
        share = _OF_SMALL_CORE if few(_SMALL) else _SHARE_OF_CORE
        search_core(race, relaxation, lines, race.clock.part(share))
        if few() and not by_itself:
            search_second_core(race, reduced, race.clock.part(_SHARE_OF_CORE), seed=3)
        search_neighbourhoods(race, reduced, seed=1)

    def neighbourhoods() -> None:
        search_neighbourhoods(race, reduced, seed=2, by_items=_BY_ITEMS)

    def second_core() -> None:
        search_second_core(race, reduced, race.clock, seed=3)

    if race.clock.by_work:  # one after the other: which of two is first would depend on time
        cores_first()
        return
    ways = [cores_first, neighbourhoods, *([second_core] if by_itself else [])]
    with ThreadPoolExecutor(len(ways)) as side_by_side:
        for running in [side_by_side.submit(way) for way in ways]:
            running.result()
