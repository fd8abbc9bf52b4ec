"""What the card says as a belief about points for one SD of each predictor."""

import numpy as np

from planner.domain import Setting
from planner.risk.card import Card
from planner.risk.survey.coding import z_of
from planner.risk.survey.usable import Usable
from planner.risk.update.belief import Belief, Floats


def prior_of(card: Card, setting: Setting, names: tuple[str, ...]) -> Belief:
    """Return the card's belief about the setting's mean, then the terms named, in STSS points.

        mean      = (mean of the setting, SD x estimate of each term)
        precision = noise / (prior SD in points)^2,   on the diagonal: nothing is known of correlations
        noise     = SD^2 x (1 - sum of squared estimates of the terms named)
        a         = worth / 2,  b = a x noise

    What is not named is averaged over the population, so it stays in the noise.
    """
    population = card.population[setting]
    terms = [card.term[name] for name in names]
    noise = population.sd**2 * (1 - sum(term.estimate**2 for term in terms))
    mean = np.array([population.mean, *(population.sd * term.estimate for term in terms)])
    unsure = np.array([population.prior_sd, *(population.sd * term.prior_sd for term in terms)])
    a = population.worth / 2
    return Belief(mean, np.diag(noise / unsure**2), a, a * noise)


def rows_of(found: Usable) -> Floats:
    """Return the answers as rows of an intercept and each column's z, shape (n, columns + 1)."""
    z = [
        z_of(column.term, values)
        for column, values in zip(found.columns, found.x.T, strict=True)
        if column.term is not None
    ]
    return np.column_stack([np.ones(found.n), *z])
