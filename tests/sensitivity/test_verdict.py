"""Is it said rightly on which settings an answer hangs, and is the whole answer the same each time?"""

import pytest

from planner.domain import PrivateProfile, Step
from planner.present.risk_sensitivity import Hangs, TriedAnswer
from planner.present.risk_sensitivity_tables import said
from planner.sensitivity.sensitivity import sensitivity
from planner.sensitivity.tried import Setting
from planner.sensitivity.verdict import verdict
from planner.solve.outcome import Ending
from tests.builders import a_case, a_stage, a_tier, a_worker, an_agency

SETTING = Setting("half-life", "4 weeks", ())


def tried(**changes) -> TriedAnswer:
    fields = {
        "setting": "half-life",
        "value": "13 weeks",
        "ending": Ending.BEST,
        "stays": 1.0,
        "stays_known": True,
        "stays_in_cheapest": 0.4,
        "breaks": [],
        "extra_least": 0.01,
        "extra_most": 0.01,
        "covers_less": False,
        "coverage": 0.9,
        "left": 1,
        "coverage_proven": True,
        "gap": 0.0,
        "first": 0.1,
        "as_good": 1.0,
        "top": 1.0,
        "tau": 0.9,
    }
    return TriedAnswer.model_validate(fields | changes)


def test_a_plan_that_stays_and_costs_about_the_same_does_not_hang_on_a_setting():
    found = verdict(SETTING, [tried()], 0.9)
    assert (found.plan, found.first, found.order, found.why) == (Hangs.NO, Hangs.NO, Hangs.NO, [])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"stays": 0.89}, "89% of the assignments stay"),
        ({"stays": 0.9}, ""),
        ({"stays": 0.1, "stays_known": False}, ""),
        ({"extra_least": 0.051, "extra_most": 0.06}, "keeping it costs 5% more"),
        ({"extra_least": 0.05, "extra_most": 0.05}, ""),
        ({"coverage": 0.8}, "coverage is 80.0%, not 90.0%"),
        ({"coverage": 0.896}, ""),
        ({"covers_less": True, "extra_least": None, "extra_most": None}, "other cases could be covered"),
        ({"breaks": ["dose-budget"], "extra_least": None}, "the plan as it is would break dose-budget"),
    ],
)
def test_a_plan_hangs_on_a_setting_just_beyond_its_threshold(changes, says):
    found = verdict(SETTING, [tried(), tried(**changes)], 0.9)
    assert found.plan is (Hangs.YES if says else Hangs.NO)
    assert found.why == ([f"13 weeks: {says}"] if says else [])


@pytest.mark.parametrize(
    "changes", [{"extra_most": 0.2}, {"extra_most": None, "gap": None}, {"coverage_proven": False}]
)
def test_what_a_better_plan_could_turn_round_is_said_to_be_unknown(changes):
    assert verdict(SETTING, [tried(**changes)], 0.9).plan is Hangs.UNKNOWN


def test_suggestions_hang_on_a_setting_by_themselves():
    found = verdict(SETTING, [tried(as_good=0.89, top=0.8)], 0.9)
    assert (found.plan, found.first, found.order) == (Hangs.NO, Hangs.YES, Hangs.NO)


def small_agency(**changes):
    cases = [
        a_case(f"c{place}", rubric=a_tier(1 + place), stages=(a_stage(weeks=20, exposure=90, other=60),))
        for place in range(5)
    ]
    people = [a_worker(f"w{place}", months_in_field=70 + 40 * place) for place in range(3)]
    return an_agency(people, cases, **changes)


def test_an_answer_proven_is_the_same_each_time_and_every_setting_is_named():
    first, second = (sensitivity(small_agency(), 60) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.model_copy(update={"seconds": 0}) == second.model_copy(update={"seconds": 0})
    assert {each.ending for each in first.tried} == {Ending.BEST}
    assert len(first.tried) == 15
    assert {each.setting for each in first.tried} == {each.setting for each in first.settings}
    words = " ".join(said(first))
    assert all(each.setting in words for each in first.settings)


def test_nothing_private_is_in_the_answer():
    private = (PrivateProfile(worker="w0", limits=("sexual_violence",), step=Step.REST),)
    with_step, without = (sensitivity(small_agency(profiles=p), 60) for p in (private, ()))
    assert with_step is not None
    assert without is not None
    assert with_step.model_copy(update={"seconds": 0}) == without.model_copy(update={"seconds": 0})


def test_an_agency_without_new_cases_gets_an_answer_with_nothing_to_count():
    found = sensitivity(an_agency([a_worker()], []), 60)
    assert found is not None
    assert {each.stays for each in found.tried} == {None}
    assert {each.tau for each in found.tried} == {None}
    assert {each.plan for each in found.settings} == {Hangs.NO}


def test_where_no_plan_exists_there_is_no_answer():
    must = a_case("c1", language="polish", must_assign=True)
    assert sensitivity(an_agency([a_worker(languages=("english",))], [must]), 60) is None
