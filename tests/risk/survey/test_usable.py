"""Which columns and rows a fit may use, and why others are left out."""

from collections.abc import Sequence

import numpy as np
import pytest

from planner.errors import BadInput
from planner.risk.card import sts_card
from planner.risk.survey.columns import survey_columns
from planner.risk.survey.reading import Answers
from planner.risk.survey.rules import fewest_answers
from planner.risk.survey.usable import Usable, refuse_too_few, usable

COLUMNS = [c for c in survey_columns(sts_card()).values() if c.name != "sts"]


def answers(**columns: Sequence[float | None]) -> Answers:
    rows = tuple(zip(*columns.values(), strict=True))
    return Answers("survey.csv", tuple(columns), tuple(range(2, len(rows) + 2)), rows)


def some(**columns: Sequence[float | None]) -> Usable:
    return usable(answers(**columns), COLUMNS)


def test_rows_with_an_empty_cell_in_a_used_column_are_left_out_and_counted():
    found = some(experience=[1, None, 3, 9], indirect_dose=[5, 6, None, 8], sts=[40, 41, 39, 60])
    assert found.n == 2
    assert found.incomplete == 2
    assert found.missing == {"experience": 1, "indirect_dose": 1, "sts": 0}
    assert found.x.tolist() == [[1, 5], [9, 8]]
    assert found.y.tolist() == [40, 60]


def test_a_column_nobody_answered_costs_no_rows():
    found = some(experience=[1, 2, 4], direct_dose=[None, None, None], sts=[40, 41, 38])
    assert found.n == 3
    assert found.left_out == {"direct_dose": "nobody answered it"}


def test_a_column_that_is_the_same_for_everybody_is_left_out_with_its_value():
    found = some(experience=[1, 2, 4], state_policy=[80, 80, 80], sts=[40, 41, 38])
    assert found.left_out == {"state_policy": "it is 80 for everybody"}


def test_what_no_longer_differs_among_complete_rows_is_left_out_too():
    found = some(experience=[1, 2, 4, 5], state_policy=[80, 80, 80, 70], sts=[40, 41, 38, None])
    assert [c.name for c in found.columns] == ["experience"]
    assert found.n == 3


@pytest.mark.parametrize(("yes", "used"), [(4, False), (5, True)])
def test_a_rare_answer_to_yes_or_no_is_not_used(yes: int, used: bool):
    history = [1.0] * yes + [0.0] * 10
    sts = [40.0 + (7 * place) % 11 for place in range(len(history))]
    found = some(
        experience=[float(n) for n in range(len(history))], trafficking_history=history, sts=sts
    )
    assert ("trafficking_history" in [c.name for c in found.columns]) is used


def test_columns_stand_in_the_order_of_the_levels():
    found = some(state_policy=[1, 2, 4], indirect_dose=[3, 2, 2], experience=[1, 2, 9], sts=[40, 41, 38])
    assert [c.name for c in found.columns] == ["experience", "indirect_dose", "state_policy"]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"experience": [1, 2, 3], "sts": [40, 40, 40]}, "sts does not differ"),
        ({"experience": [1, 1, 1], "sts": [40, 41, 42]}, "experience: it is 1 for everybody"),
    ],
)
def test_answers_that_say_nothing_are_refused(columns, says):
    with pytest.raises(BadInput, match=says):
        some(**columns)


def test_the_outcome_under_the_name_of_a_predictor_is_refused():
    rng = np.random.default_rng(1)
    sts = rng.integers(17, 86, 40).astype(float)
    again = np.clip(sts + rng.normal(0, 4, 40), 0, 100)
    with pytest.raises(BadInput, match=r"column direct_dose goes with sts at r = 0.9.*measured again"):
        some(direct_dose=again.tolist(), sts=sts.tolist())


@pytest.mark.parametrize(("terms", "least"), [(1, 58), (2, 66), (9, 122), (25, 250), (26, 260)])
def test_how_many_answers_so_many_predictors_need(terms: int, least: int):
    assert fewest_answers(terms) == least


def test_one_answer_too_few_is_refused_and_just_enough_are_not():
    found = some(experience=[1, 2, 4], sts=[40, 41, 38])
    refuse_too_few(found, 3, "for this")
    with pytest.raises(BadInput, match="there are 3 complete answers, and 4 are needed for this"):
        refuse_too_few(found, 4, "for this")
