"""What answers people would give if the card were true: made-up surveys to try the methods on.

    sts = mean + SD x (sum over the terms that move the score of estimate x z) + e
    e   ~ Normal(0, SD x sqrt(1 - sum of squared estimates))

rounded, and set to the ends of the scale beyond them. Predictors are drawn independently, so that z is
about standard normal (a yes-or-no predictor is yes as often as its centre), rounded as people answer and
kept inside the observed range; z is taken from the rounded answer. Constructs without a reported sign
are columns that move nothing.
"""

import csv
from io import StringIO
from math import sqrt

import numpy as np
import numpy.typing as npt

from planner.domain import Setting
from planner.risk.card import Card
from planner.risk.entries import Term
from planner.risk.survey.coding import values_at, z_of
from planner.risk.survey.columns import OUTCOME

Ints = npt.NDArray[np.int64]
MOST = 100_000
_HISTORY, _EVENTS = "trafficking_history", "lifetime_trauma"


def made_up(card: Card, setting: Setting, n: int, seed: int) -> dict[str, Ints]:
    """Return n made-up answers by column, each of shape (n,): the card's terms, then `sts`.

    Every column has a stream of its own, so that a term more does not change the others.
    """
    streams = {name: _stream(seed, place) for place, name in enumerate([OUTCOME, *card.term])}
    answers = {name: _answers(term, streams[name], n) for name, term in card.term.items()}
    if {_HISTORY, _EVENTS} <= set(answers):  # who was trafficked has lived through trauma
        answers[_EVENTS] = np.maximum(answers[_EVENTS], answers[_HISTORY])
    population = card.population[setting]
    line = np.zeros(n)
    for name, term in card.moving.items():
        line += term.estimate * z_of(term, answers[name])
    left = sqrt(1 - sum(term.estimate**2 for term in card.moving.values()))
    score = population.mean + population.sd * (line + left * streams[OUTCOME].standard_normal(n))
    return answers | {OUTCOME: np.clip(np.rint(score), *card.outcome_range).astype(np.int64)}


def as_csv(answers: dict[str, Ints]) -> str:
    """Return answers as a CSV file's text."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answers)
    writer.writerows(zip(*(column.tolist() for column in answers.values()), strict=True))
    return text.getvalue()


def _answers(term: Term, stream: np.random.Generator, n: int) -> Ints:
    if term.observed == (0, 1):
        return (stream.random(n) < term.centre).astype(np.int64)
    values = values_at(term, stream.standard_normal(n))
    return np.clip(np.rint(values), *term.observed).astype(np.int64)


def _stream(seed: int, place: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(place,))))
