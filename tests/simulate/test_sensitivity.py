"""Is each number tried at both its ends, in the same luck, and told by how much hangs on it?"""

from typing import Any

import pytest

from planner.errors import BadInput
from planner.present.simulation import AS_IT_IS, SensitivitiesAnswer
from planner.simulate.arms import Asked, asked
from planner.simulate.executors import Inline
from planner.simulate.runs import simulate
from planner.simulate.sensitivity import Sensitivity, Trial, trial
from planner.simulate.tally import Tally
from planner.simulate.tried import put_to, tried
from tests.simulate.outcomes import an_outcome
from tests.simulate.questions import a_small_agency
from tests.simulate.questions import asked as a_question

HIRE = {"do": "hire", "count": 1, "like": "w1"}
LOWER = {"do": "policy", "percent": {"unit_budget": 80}}


def of(*changes: dict[str, Any], **fields: Any) -> tuple[Asked, Trial]:
    known = {"policies": ["rotation", "fewest-open-cases"], "weeks": 3}
    agency = a_small_agency()
    what = asked(a_question(*changes, **(known | fields)), agency)
    return what, trial(what, agency)


def answered(tried: Trial, runs: int) -> SensitivitiesAnswer:
    seen = Sensitivity(tried)
    tally = simulate(tried.asked, runs, Inline(), seen.add)
    return seen.answer(tally)


def test_every_number_with_a_low_and_a_high_value_is_tried_at_both():
    _, found = of()
    assert {"half_life_weeks", "unit_budget", "turnover_exposure", "stretch_sd"} <= set(found.numbers)
    assert set(found.numbers) == set(tried())
    assert len(found.asked.arms) == 2 * (1 + 2 * len(tried()))


def test_a_question_may_name_the_numbers_that_are_tried():
    _, found = of(sensitive=["turnover"])
    number = tried()["turnover"]
    assert [(end.number, end.value) for end in found.ends] == [
        ("turnover", number.low),
        ("turnover", number.high),
    ]
    assert found.in_force == {"turnover": number.value}


def test_a_number_without_a_low_and_a_high_value_is_refused_with_the_nearest():
    with pytest.raises(BadInput, match=r"'turnovers' has no low and high value to try\. Did you mean"):
        a_question(sensitive=["turnovers"])
    with pytest.raises(BadInput, match="'weeks' has no low and high"):
        a_question(sensitive=["weeks"])


def test_what_a_question_puts_to_a_value_is_left_as_it_is():
    _, found = of({"do": "parameters", "set": {"turnover": 300}}, put_to("stretch_sd", 0).model_dump())
    assert set(found.numbers) == set(tried()) - {"turnover", "stretch_sd"}


def test_a_number_comes_before_the_questions_own_changes_and_without_them_as_it_is():
    _, found = of(LOWER, HIRE, sensitive=["unit_budget"])
    low = tried()["unit_budget"].low or 0
    arms = {arm.name: arm.agency for arm in found.asked.arms}
    changed = arms[f"fewest-open-cases, unit_budget {low}"]
    as_it_is = arms[f"{AS_IT_IS}, unit_budget {low}"]
    assert (changed.policy.unit_budget, as_it_is.policy.unit_budget) == (low * 8 // 10, low)
    assert (len(changed.workers), len(as_it_is.workers)) == (7, 6)


def test_a_lever_is_not_what_the_leading_arm_is_compared_with():
    lever = {"name": "One more", "change": [HIRE]}
    _, found = of(lever=[lever], policies=["caseload"])
    assert found.against is None
    assert len(found.asked.arms) == 1 + 2 * len(tried())


def test_a_parameter_changes_no_agency_so_that_its_cases_are_known_once():
    what, found = of(sensitive=["turnover"])
    assert {id(arm.agency) for arm in found.asked.arms} == {id(arm.agency) for arm in what.arms}


def test_what_comes_out_at_an_end_is_what_a_question_with_that_number_comes_to():
    _, found = of(sensitive=["half_life_weeks"])
    answer = answered(found, 2)
    what, _ = of(put_to("half_life_weeks", 8).model_dump())
    alone = simulate(what, 2, Inline())
    (number,) = answer.numbers
    for name, mean in number.high.measures.items():
        assert mean.mean == alone.arms[what.lead].measures[name].interval().mean
        assert number.high.paired[name].mean == alone.arms["rotation"].less[name].interval().mean
    assert answer.numbers[0].low.measures != number.high.measures


def test_how_an_end_differs_is_read_in_the_same_luck():
    _, found = of(sensitive=["turnover"])
    seen, tally = Sensitivity(found), Tally(found.asked.lead)
    levels = {"in force": 10.0, "turnover 95": 8.0, "turnover 153": 15.0}
    more = {"fewest-open-cases": 0.0, "rotation": 1.0}
    for luck in (0.0, 5.0, -3.0):
        run = {
            f"{arm}, {place}": an_outcome({"waiting_days": level + luck + by})
            for place, level in levels.items()
            for arm, by in more.items()
        }
        run["rotation, turnover 153"] = an_outcome({"waiting_days": 15 + luck + 4})
        tally.add(run)
        seen.add(0, run)
    answer = seen.answer(tally)
    assert (answer.runs, answer.against) == (3, "rotation")
    (number,) = answer.numbers
    assert (number.low.value, number.value, number.high.value) == (95, 118, 153)
    low, high = number.low.differs["waiting_days"], number.high.differs["waiting_days"]
    assert (low.low, low.mean, low.high) == pytest.approx((-2, -2, -2))
    assert (high.low, high.mean, high.high) == pytest.approx((5, 5, 5))
    assert number.low.paired["waiting_days"].mean == pytest.approx(-1)
    assert number.low.shifts["waiting_days"].mean == pytest.approx(0)
    assert number.high.paired["waiting_days"].mean == pytest.approx(-4)
    assert number.high.shifts["waiting_days"].mean == pytest.approx(-3)
    assert answer.measures["waiting_days"].mean == pytest.approx(10 + 2 / 3)
