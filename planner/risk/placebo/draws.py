"""What stands in for the real dose: another's dose, dose over a random usual, dose in reversed time.

A person's periods without an answer stay empty in every placebo, so only doses are exchanged, between
people who answered in the same periods.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.risk.placebo.panel import Panel
from planner.risk.placebo.rules import rule
from planner.risk.placebo.skill import Outcome, Predictor

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_AT_ONCE = 50  # draws whose every dose is held in memory at once


@dataclass(frozen=True)
class Sums:
    """A panel with 0 where nothing was answered, and who answered in which periods."""

    x: Floats
    y: Floats
    asked: Floats

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.x)


def sums(panel: Panel) -> Sums:
    """Return the panel ready for sums, STS counted from its mean so that sums stay small."""
    asked = ~np.isnan(panel.dose)
    y = np.where(asked, panel.sts - np.nanmean(panel.sts), 0.0)
    return Sums(np.where(asked, panel.dose, 0.0), y, asked.astype(np.float64))


def outcome(found: Sums, folds: int, rng: np.random.Generator) -> Outcome:
    """Return STS by person, and parts of the people drawn at random."""
    part = rng.permutation(np.arange(found.people) % folds)
    fold = (part[:, None] == np.arange(folds)).astype(np.float64)
    return Outcome(found.asked.sum(axis=1), found.y.sum(axis=1), (found.y**2).sum(axis=1), fold)


def real(found: Sums) -> Predictor:
    """Return each person's own dose in its own time, as one draw."""
    return _summed(found.x[None], found.y)


def shuffled_worker(found: Sums, draws: int, rng: np.random.Generator) -> Predictor:
    """Return dose series of other people: whose dose it is must matter."""
    own = real(found)
    whose = np.stack([_other_people(found, rng) for _ in range(draws)])
    xy = np.concatenate(
        [
            np.einsum("dpt,pt->dp", found.x[whose[start : start + _AT_ONCE]], found.y)
            for start in range(0, draws, _AT_ONCE)
        ]
    )
    return Predictor(own.x[0][whose], own.xx[0][whose], xy)


def random_denominator(found: Sums, draws: int, rng: np.random.Generator) -> Predictor:
    """Return own dose over the usual dose of a random person: how much dose it is must matter.

    A ratio to a random denominator has done as well as one's own in sports (Impellizzeri et al. 2021);
    the planner therefore counts dose itself, and must do better with it than with such a ratio. A usual
    dose below a share of the average one counts as that share, so that no ratio is without bounds.
    """
    usual = found.x.sum(axis=1) / found.asked.sum(axis=1)
    usual = np.maximum(usual, rule("least_usual") / 1000 * usual.mean())
    under = np.stack([rng.permutation(usual) for _ in range(draws)])
    own = real(found)
    return Predictor(own.x / under, own.xx / under**2, own.xy / under)


def reversed_time(found: Sums, draws: int, rng: np.random.Generator) -> Predictor | None:
    """Return own dose with time reversed for a random half of the people: when it was must matter.

    None where no person's dose differs between two periods, so that time cannot be reversed.
    """
    reverse = backwards(found)
    if np.array_equal(reverse, found.x):
        return None
    own, back = real(found), _summed(reverse[None], found.y)
    turned = rng.random((draws, found.people)) < 1 / 2
    same = np.ones((draws, 1))
    return Predictor(same * own.x, same * own.xx, np.where(turned, back.xy, own.xy))


def backwards(found: Sums) -> Floats:
    """Return the doses of each person in reversed time, in the periods they answered in."""
    turned = found.x.copy()
    for person, asked in enumerate(found.asked > 0):
        turned[person, asked] = found.x[person, asked][::-1]
    return turned


def _summed(x: Floats, y: Floats) -> Predictor:
    """Return the sums of doses x, shape (draws, people, periods)."""
    return Predictor(x.sum(axis=2), (x**2).sum(axis=2), (x * y).sum(axis=2))


def _other_people(found: Sums, rng: np.random.Generator) -> Ints:
    """Return whose dose each person is given, among those who answered in the same periods."""
    order = np.arange(found.people)
    _, pattern = np.unique(found.asked, axis=0, return_inverse=True)
    for number in range(int(pattern.max()) + 1):
        alike = np.flatnonzero(pattern == number)
        order[alike] = rng.permutation(alike)
    return order
