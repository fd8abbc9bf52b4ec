"""Made-up replications, as a run would tell them."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from planner.simulate.arms import Outcome
from planner.simulate.series import PLACES, Weekly
from planner.simulate.tally import Tally

WEEKS = 4
_NOTHING = Weekly(np.zeros((3, WEEKS)), np.zeros(WEEKS, dtype=np.int64), np.full(PLACES, np.nan))


def a_tally(runs: Mapping[str, Sequence[dict[str, float]]], lead: str) -> Tally:
    """Return what runs with these measures come to; run i of each arm in the same luck."""
    tally = Tally(lead)
    for together in zip(*runs.values(), strict=True):
        tally.add({arm: Outcome(told, _NOTHING) for arm, told in zip(runs, together, strict=True)})
    return tally


def replications(count: int, arms: Sequence[str], seed: int = 1) -> Iterator[dict[str, Outcome]]:
    """Yield replications with luck that the arms share; in some, a measure is not defined."""
    draws = np.random.default_rng(seed)
    for _ in range(count):
        luck = draws.normal(0, 5)
        yield {arm: _one(draws, luck + place) for place, arm in enumerate(arms)}


def _one(draws: np.random.Generator, level: float) -> Outcome:
    told = {
        "expected_harm": 1e6 + level + draws.normal(),
        "waiting_days": float("nan") if draws.random() < 0.2 else level + draws.normal(),
        "coverage": 1.0,
    }
    dose = np.sort(draws.gamma(5, 10, (3, WEEKS)), axis=0)
    burden = np.sort(draws.gamma(5, 10, PLACES))
    return Outcome(told, Weekly(dose, draws.integers(0, 50, WEEKS), burden))
