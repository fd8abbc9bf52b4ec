"""Does an answer name the numbers it rests on, and whose they are?"""

from pathlib import Path

from planner.simulate.arms import asked
from planner.simulate.assumptions import assumptions
from planner.simulate.parameters import parameter_settings
from tests.simulate.questions import a_small_agency
from tests.simulate.questions import asked as a_question


def found(*changes, **fields):
    what = asked(a_question(*changes, policies=["rotation"], **fields), a_small_agency())
    return {one.name: one for one in assumptions(what.leading, Path(what.question.base))}


def test_what_happens_is_named_and_how_it_is_run_is_not():
    names = found().keys()
    assert {"turnover", "days_to_hire", "half_life_weeks", "unit_budget"} <= names
    assert not names & {"weeks", "confidence", "least_runs", "cost_per_fte"}
    assert "same_cost_below" not in names


def test_the_default_has_its_source_and_another_value_is_the_questions():
    plain, given = (
        found(),
        found({"do": "policy", "set": {"severest_at_once": 1}}, parameters={"cost_per_fte": 9}),
    )
    assert plain["turnover"].setting == parameter_settings()["turnover"]
    assert "severest_at_once" not in plain
    severest, cost = given["severest_at_once"].setting, given["cost_per_fte"].setting
    assert (severest.value, severest.provenance) == (1, "agency")
    assert "the question" in severest.source
    assert (cost.value, cost.source) == (9, "the question")
