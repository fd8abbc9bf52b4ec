"""What an anonymous survey says once everything that contradicts itself or repeats has been refused."""

from collections import Counter
from math import comb, prod
from pathlib import Path

from planner.intake.faults import Faults
from planner.risk.card import Card
from planner.risk.survey.columns import OUTCOME, survey_columns
from planner.risk.survey.reading import Answers, read_answers
from planner.risk.survey.rules import rule

_HISTORY, _EVENTS = "trafficking_history", "lifetime_trauma"


def read_survey(path: Path, card: Card) -> Answers:
    """Return the answers of a survey: predictors of the card and the outcome `sts`, nothing else.

    Raises
    ------
    BadInput
        A column is unknown, could lead to a person or holds another outcome; a value cannot be true;
        rows contradict themselves or are there twice. Every fault is listed; nothing is read in part.
    """
    answers = read_answers(path, survey_columns(card), (OUTCOME,))
    faults = Faults()
    if len(answers.names) == 1:
        faults.add(answers.file, 1, "", "there is no predictor beside sts.")
    _contradictory(answers, faults)
    _repeated(answers, faults)
    faults.raise_any()
    return answers


def _contradictory(answers: Answers, faults: Faults) -> None:
    """Note rows that tell of having been trafficked and of no trauma at all."""
    if not {_HISTORY, _EVENTS} <= set(answers.names):
        return
    told = zip(answers.rows, answers.column(_HISTORY), answers.column(_EVENTS), strict=True)
    for row, history, events in told:
        if history == 1 and events == 0:
            problem = f"{_HISTORY} is 1 and {_EVENTS} is 0; who was trafficked has lived through trauma."
            faults.add(answers.file, row, _EVENTS, problem, "at least 1 beside trafficking_history 1")


def _repeated(answers: Answers, faults: Faults) -> None:
    """Note rows that equal an earlier one, where chance would hardly make any.

    expected equal pairs = pairs of rows x product over the columns of (chance that two answers agree)
    """
    first: dict[tuple[float | None, ...], int] = {}
    for row, cells in zip(answers.rows, answers.cells, strict=True):
        if cells not in first:
            first[cells] = row
        elif 1000 * expected_equal_pairs(answers) < rule("chance_of_duplicates"):
            faults.add(
                answers.file, row, "", f"this row is the same as row {first[cells]}; one is too many."
            )


def expected_equal_pairs(answers: Answers) -> float:
    """Return how many pairs of equal rows chance would make, were the columns independent."""
    count = len(answers.cells)
    agree = (
        sum(comb(times, 2) for times in Counter(answers.column(name)).values()) / max(comb(count, 2), 1)
        for name in answers.names
    )
    return comb(count, 2) * prod(agree)
