"""How nurses are spread over zones, each of which is balanced by itself.

With n nurses a zone's sum of squares is at least that of n workloads as even as whole numbers can be.
The cheapest spread by what is known of each zone and number is looked at; what is only a bound there is
solved, and the spread is sought again, until the cheapest spread is solved throughout.
"""

import numpy as np

from planner.bench.nurse import NurseAnswer, answer, balance, taken
from planner.bench.nurse_file import ZonesFile
from planner.bench.straight import UNIT
from planner.problem.arrays import Ints
from planner.solve import search as searching
from planner.solve.clock import Clock
from planner.solve.outcome import Ending


class _Zone:
    """One zone: for each number of nurses a bound, and once solved an assignment and its value."""

    def __init__(self, file: ZonesFile, acuity: tuple[int, ...]) -> None:
        self._file, self._acuity = file, acuity
        self.least = [self._even(nurses) for nurses in range(file.nurses + 1)]
        self.found: dict[int, tuple[Ints, float]] = {}
        self.tried: set[int] = set()

    def _even(self, nurses: int) -> float:
        file, total, patients = self._file, sum(self._acuity), len(self._acuity)
        if nurses == 0:
            return np.inf if patients else 0.0
        low, more = divmod(total, nurses)
        fits = file.fewest * nurses <= patients <= file.most * nurses
        if not fits or low + (more > 0) > file.most_workload:
            return np.inf
        return float(more * (low + 1) ** 2 + (nurses - more) * low**2)

    def solve(self, nurses: int, clock: Clock) -> None:
        file = self._file
        self.tried.add(nurses)
        if nurses == 0:
            self.found[0] = (np.zeros(0, dtype=np.int64), 0.0)
            return
        acuity = np.tile(np.array(self._acuity, dtype=np.int64), (nurses, 1))
        program = balance(acuity, file.fewest, file.most, file.most_workload, squares=True)
        outcome = searching.search(program, max(0.1, clock.left()))
        if outcome.ending is Ending.NONE:
            self.least[nurses] = np.inf
            return
        if outcome.bound is not None:
            self.least[nurses] = max(self.least[nurses], float(-(-outcome.bound // UNIT)))
        assignment = taken(program, outcome)
        if assignment is not None and outcome.cost is not None:
            value = outcome.cost / UNIT
            self.found[nurses] = (assignment, value)
            if outcome.ending is Ending.BEST:
                self.least[nurses] = value


def solve_zones(file: ZonesFile, clock: Clock) -> NurseAnswer:
    """Return the least sum of squared workloads found before the clock runs out."""
    seconds = clock.left()
    zones = [_Zone(file, acuity) for acuity in file.zones]
    best: list[int] | None = None
    ending = Ending.UNKNOWN
    while True:
        spread = _cheapest([zone.least for zone in zones], file.nurses)
        if spread is None:
            ending = Ending.NONE if best is None else ending
            break
        new = [(z, n) for z, n in zip(zones, spread, strict=True) if n not in z.tried]
        if not new or clock.left() <= 0:
            break
        for zone, nurses in new:
            zone.solve(nurses, clock)
        values = [
            [z.found[n][1] if n in z.found else np.inf for n in range(file.nurses + 1)] for z in zones
        ]
        best = _cheapest(values, file.nurses)
    if best is not None and spread is not None:
        value = sum(zone.found[n][1] for zone, n in zip(zones, best, strict=True))
        bound = sum(zone.least[n] for zone, n in zip(zones, spread, strict=True))
        ending = Ending.BEST if value <= bound else Ending.GOOD
    acuity = np.tile(
        np.array([a for zone in file.zones for a in zone], dtype=np.int64), (file.nurses, 1)
    )
    return answer(file.name, acuity, _joined(zones, best), seconds - clock.left(), ending)


def _joined(zones: list[_Zone], spread: list[int] | None) -> Ints | None:
    if spread is None:
        return None
    first = np.cumsum([0, *spread])
    return np.concatenate(
        [zone.found[n][0] + start for zone, n, start in zip(zones, spread, first[:-1], strict=True)]
    )


def _cheapest(costs: list[list[float]], nurses: int) -> list[int] | None:
    """Return how many nurses each zone gets so that the sum of costs is least; None where none go."""
    best = np.full(nurses + 1, np.inf)
    best[0] = 0.0
    choices = []
    for cost in costs:
        sums = np.full((nurses + 1, nurses + 1), np.inf)
        for given in range(nurses + 1):
            sums[given:, given] = best[: nurses + 1 - given] + cost[given]
        choices.append(sums.argmin(axis=1))
        best = sums.min(axis=1)
    if not np.isfinite(best[nurses]):
        return None
    spread = []
    left = nurses
    for choice in reversed(choices):
        spread.append(int(choice[left]))
        left -= spread[-1]
    return spread[::-1]
