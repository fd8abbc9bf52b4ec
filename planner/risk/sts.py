"""The one place where a predicted STS score is computed.

    score = mean + SD x (sum over the terms used of estimate x z)

with z the standardised predictor; a predictor that is not known counts as its population average
(z = 0). The planner knows years in the field, planned dose and the team's organisational score;
private constructs act only through the step a worker chose to share.
"""

from dataclasses import dataclass, replace
from math import sqrt

from planner.domain import Setting, Team, Weights, Worker
from planner.risk.card import Card
from planner.risk.entries import Population
from planner.units import Dose

_MONTHS_PER_YEAR = 12


@dataclass(frozen=True)
class ScoreLine:
    """A worker's predicted score as a straight line in planned dose: score = base + slope x dose.

    `base` in STSS points, `slope` in points per thousandth of an exposure unit, `spread` the standard
    deviation of people around the line.
    """

    base: float
    slope: float
    spread: float

    def at(self, dose: Dose) -> float:
        """Return the predicted score, unclipped: the harm curve must never flatten."""
        return self.base + self.slope * dose

    def counted_in(self, weights: Weights) -> "ScoreLine":
        """Return the line for dose counted in an agency's own weights.

        slope / (unit budget of these weights / unit budget of the shipped ones): the card's average
        and SD of dose are in shipped exposure units, and an ordinary caseload shall predict the same
        score however its hours are weighed.
        """
        scale = weights.scale
        return self if scale == 1 else replace(self, slope=self.slope / scale)


def spread(population: Population, card: Card) -> float:
    """Return the standard deviation of people around the planner's line, in STSS points.

    spread = SD x sqrt(1 - sum of squared estimates of the terms the planner uses); what it does not
    use, such as emotional support, stays averaged over the population.
    """
    return population.sd * sqrt(1 - card.explained)


def average_line(setting: Setting, card: Card) -> ScoreLine:
    """Return the line of a setting's average worker: what harm is read from without risk weight."""
    population = card.population[setting]
    slope = population.sd * card.term["indirect_dose"].estimate / card.dose_sd.number
    return ScoreLine(population.mean - slope * card.dose_mean.number, slope, spread(population, card))


def score_line(worker: Worker, team: Team, card: Card, sts_shift: int) -> ScoreLine:
    """Return the predicted score of a worker as a line in planned dose.

    `sts_shift` is the fixed shift of the step the worker shared, in thousandths of a point.
    """
    average = average_line(team.setting, card)
    experience, practice = card.term["experience"], card.term["organisational_practice"]
    known = experience.estimate * experience.z(worker.months_in_field / _MONTHS_PER_YEAR)
    if team.sts_informed_score is not None:
        known += practice.estimate * practice.z(team.sts_informed_score)
    base = average.base + card.population[team.setting].sd * known + sts_shift / 1000
    return ScoreLine(base, average.slope, average.spread)
