"""What repeated answers would be, were the correlation of dose and STS a given one."""

import csv
from io import StringIO
from math import sqrt

import numpy as np
import numpy.typing as npt

from planner.domain import Setting
from planner.risk.card import Card
from planner.risk.placebo.panel import COLUMNS, DOSE, Panel
from planner.risk.placebo.rules import rule
from planner.risk.survey.coding import values_at, z_of

Floats = npt.NDArray[np.float64]


def made_up_panel(
    card: Card, setting: Setting, shape: tuple[int, int], rng: np.random.Generator, r: float
) -> Panel:
    """Return a panel of shape (people, periods) in which dose and STS of a period correlate at r.

        dose z = sqrt(p) person + sqrt(1 - p) period,     period carried over to the next in part
        STS    = mean + SD x (r z + sqrt(1 - r^2) e),     e = sqrt(q) person + sqrt(1 - q) period

    with p, q and what is carried over from `rules.toml`, dose a rounded rating and STS a rounded score
    inside its scale.
    """
    return panel_of(card, setting, dose_z_of(shape, rule("dose_of_the_person") / 1000, rng), rng, r)


def dose_z_of(shape: tuple[int, int], own: float, rng: np.random.Generator) -> Floats:
    """Return dose in SDs by person and period, of which a share is a person's own in all periods."""
    return _of_persons(shape, own, rule("dose_carried_over") / 1000, rng)


def panel_of(card: Card, setting: Setting, dose_z: Floats, rng: np.random.Generator, r: float) -> Panel:
    """Return the panel in which STS follows these doses as `made_up_panel` says."""
    term, population = card.term[DOSE], card.population[setting]
    dose = np.clip(np.rint(values_at(term, dose_z)), *term.observed)
    rest = _of_persons(dose_z.shape, rule("sts_of_the_person") / 1000, 0.0, rng)
    score = population.mean + population.sd * (r * z_of(term, dose) + sqrt(1 - r**2) * rest)
    return Panel("made up", dose, np.clip(np.rint(score), *card.outcome_range), 0)


def made_up_panel_csv(card: Card, setting: Setting, shape: tuple[int, int], seed: int) -> str:
    """Return a panel of shape (people, periods), as if the card were true, as a CSV file's text."""
    rng = np.random.default_rng(seed)
    panel = made_up_panel(card, setting, shape, rng, card.term[DOSE].estimate)
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for person in range(panel.people):
        code = f"p{rng.integers(16**8):08x}"
        for period in range(panel.dose.shape[1]):
            pair = int(panel.dose[person, period]), int(panel.sts[person, period])
            writer.writerow((code, period + 1, *pair))
    return text.getvalue()


def _of_persons(
    shape: tuple[int, ...], person: float, carried: float, rng: np.random.Generator
) -> Floats:
    """Return standard normal numbers by person and period that share what is the person's."""
    people, periods = shape
    within = rng.standard_normal(shape)
    for period in range(1, periods):
        within[:, period] = carried * within[:, period - 1] + sqrt(1 - carried**2) * within[:, period]
    return sqrt(person) * rng.standard_normal((people, 1)) + sqrt(1 - person) * within
