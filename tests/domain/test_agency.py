"""What an agency knows of itself, what its public side knows, and that a change is checked."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from planner.domain import PrivateProfile, Setting, Step, Team
from tests.builders import TODAY, a_case, a_random_agency, a_worker, an_agency, held

RESTING = PrivateProfile(worker="w1", limits=("sexual_violence",), step=Step.REST)


def agency_with(**changes: object):
    return an_agency([a_worker("w1"), a_worker("w2")], [a_case("c2"), a_case("c1")], **changes)


def test_cases_nobody_carries_are_new_and_sorted():
    assert [case.id for case in agency_with().new_cases] == ["c1", "c2"]
    carried = agency_with(assignments=(held("c1", "w1"),))
    assert [case.id for case in carried.new_cases] == ["c2"]
    assert carried.open_cases == {"c1"}


def test_who_chose_no_step_has_the_usual_one():
    agency = agency_with(profiles=(RESTING,))
    assert [agency.step_of(worker) for worker in ("w1", "w2")] == [Step.REST, Step.USUAL]


def test_a_profile_holds_to_its_last_day():
    for days, step in ((0, Step.REST), (-1, Step.USUAL)):
        until = RESTING.model_copy(update={"until": TODAY + timedelta(days=days)})
        assert agency_with(profiles=(until,)).step_of("w1") is step


def test_the_public_side_knows_no_profile_and_all_else():
    whole = agency_with(profiles=(RESTING,))
    assert whole.public().profiles == ()
    assert whole.public().step_of("w1") is Step.USUAL
    assert whole.public() == agency_with()


def test_the_public_side_says_nothing_of_steps_or_limits():
    for seed in range(20):
        said = a_random_agency(seed).public().model_dump_json()
        assert '"profiles":[]' in said
        assert '"rest"' not in said
        assert '"lighter"' not in said


def test_an_agency_without_profiles_is_its_own_public_side():
    agency = agency_with()
    assert agency.public() is agency


def test_a_change_is_checked_afresh():
    agency = agency_with()
    assert agency.changed(name="Another").name == "Another"
    with pytest.raises(ValidationError, match="worker 'w9' is not in the agency"):
        agency.changed(assignments=(held("c1", "w9"),))
    with pytest.raises(ValidationError, match="team 'blue' is not in the agency"):
        agency.changed(teams=())


def test_a_change_leaves_nothing_of_the_old_agency_behind():
    agency = agency_with()
    assert [case.id for case in agency.new_cases] == ["c1", "c2"]
    fewer = agency.changed(cases=(a_case("c3"),))
    assert [case.id for case in fewer.new_cases] == ["c3"]
    assert "c1" not in fewer.case_of


@pytest.mark.parametrize(("respondents", "taken"), [(5, True), (4, False), (0, False)])
def test_a_team_score_needs_five_answers_so_that_none_can_be_told(respondents: int, taken: bool):
    team = {
        "id": "blue",
        "office": "north",
        "setting": Setting.CHILD_WELFARE,
        "sts_informed_score": 90,
        "sts_informed_respondents": respondents,
    }
    if taken:
        assert Team.model_validate(team).sts_informed_score == 90
    else:
        with pytest.raises(ValidationError, match="five or more"):
            Team.model_validate(team)


@pytest.mark.parametrize(("months", "first_year"), [(0, True), (11, True), (12, False)])
def test_the_first_year_lasts_twelve_months(months: int, first_year: bool):
    assert a_worker(months_in_field=months).first_year is first_year
