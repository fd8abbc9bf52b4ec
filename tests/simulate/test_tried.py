"""Are the values a number is tried at what they say they are?"""

import pytest

from planner.domain import alternatives, shipped_weights
from planner.simulate.tried import put_outright, put_to, tried, tried_under
from tests.simulate.questions import asked


def test_every_number_that_is_tried_says_where_its_low_and_high_values_are_from():
    assert {"half_life_weeks", "unit_budget", "turnover_exposure", "days_to_hire"} <= set(tried())
    for number in tried().values():
        assert any(word in number.ends for word in ("choice", "quartile", "range of"))


@pytest.mark.parametrize("name", tried())
def test_a_question_can_put_each_of_them_to_both_values(name: str):
    for value in (tried()[name].low, tried()[name].high):
        change = put_to(name, value or 0)
        (read,) = asked(change.model_dump()).change
        assert put_outright((read,)) == {name}


def test_under_other_weights_the_unit_budget_is_tried_in_their_exposure_units():
    steep = alternatives()["steep"]
    usual, found = tried()["unit_budget"], tried_under(steep)["unit_budget"]
    assert found.value == steep.unit_budget.number
    for end, was in ((found.low, usual.low), (found.high, usual.high)):
        assert end is not None
        assert was is not None
        assert end / steep.unit_budget.number == pytest.approx(was / usual.number, abs=1e-4)
    assert tried_under(shipped_weights()) == tried()
