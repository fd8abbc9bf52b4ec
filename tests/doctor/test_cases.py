"""Is everything found that is wrong about what cases weigh, who carries them, and their groups?"""

from planner.domain import Days, Fact, GroupRule, Hold, Safety
from tests.builders import TODAY, a_rubric, a_stage
from tests.doctor.clean import (
    DAY,
    WEEK,
    all_of,
    clean,
    finds,
    records,
    with_assignment,
    with_case,
    with_worker,
)

UNKNOWN = a_rubric(sexual_violence=Fact.UNKNOWN)


def test_many_cases_with_unknown_facts_are_found():
    one = with_case("c1", rubric=UNKNOWN)
    assert records("unknown-facts", one) == ("c1",)  # one of three is 333.3 thousandths
    four = one.changed(cases=(*one.cases, clean().cases[0].model_copy(update={"id": "c2"})))
    assert not finds("unknown-facts", four)


def test_a_case_met_fourteen_days_ago_with_unknown_facts_is_rated_again():
    met = {"received": TODAY - 3 * WEEK, "first_met": TODAY - 2 * WEEK}
    assert records("rate-again", with_case("c1", rubric=UNKNOWN, **met)) == ("c1",)
    assert not finds("rate-again", with_case("c1", **met))
    later = met | {"first_met": TODAY - 2 * WEEK + DAY}
    assert not finds("rate-again", with_case("c1", rubric=UNKNOWN, **later))


def test_an_open_case_with_unknown_facts_and_no_first_meeting_is_found():
    assert records("first-met-missing", with_case("o1", rubric=UNKNOWN)) == ("o1",)
    assert not finds("first-met-missing", with_case("o1", rubric=UNKNOWN, first_met=TODAY))
    fresh = with_assignment("o1", with_case("o1", rubric=UNKNOWN), since=TODAY - WEEK)
    assert not finds("first-met-missing", fresh)


def test_a_case_without_exposure_and_a_stage_without_work_are_found():
    idle = with_case("c1", stages=(a_stage(exposure=0, other=60),))
    assert records("no-exposure-hours", idle) == ("c1",)
    assert not finds("stage-without-work", idle)
    closing = a_stage(exposure=0).model_copy(update={"name": "closing"})
    nothing = with_case("c1", stages=(a_stage(), closing))
    assert records("stage-without-work", nothing) == ("c1",)
    assert not finds("no-exposure-hours", nothing)
    assert not finds("stage-without-work", clean())


def test_an_open_case_whose_lead_or_support_has_left_is_found():
    gone = with_worker("w1", with_assignment("o2", support="w1"), last_day=TODAY - DAY)
    assert records("lead-gone", gone) == ("o1",)
    assert records("support-gone", gone) == ("o2",)
    here = with_worker("w1", with_assignment("o2", support="w1"), last_day=TODAY)
    assert not finds("lead-gone", here)
    assert not finds("support-gone", here)


def test_an_open_case_whose_lead_is_long_away_is_found():
    leave = (Days(first=TODAY, last=TODAY + 2 * WEEK),)
    assert records("lead-away", with_worker("w1", leave=leave)) == ("o1",)
    assert not finds("lead-away", clean())


def test_an_open_case_for_two_workers_with_one_is_found():
    both = with_case("o1", two_workers=True)
    assert records("two-workers-alone", both) == ("o1",)
    assert not finds("two-workers-alone", with_assignment("o1", both, support="w2"))
    assert not finds("two-workers-alone", with_case("c1", two_workers=True))


def test_a_conflict_of_interest_that_is_carried_or_held_is_found():
    assert records("conflict-carried", with_worker("w1", conflicts=("o1",))) == ("o1",)
    group = with_case("o1", group="g1", group_rule=GroupRule.PREFERRED)
    assert records("conflict-carried", with_worker("w1", group, conflicts=("g1",))) == ("o1",)
    supported = with_assignment("o2", support="w1")
    assert records("conflict-carried", with_worker("w1", supported, conflicts=("o2",))) == ("o2",)
    assert records("conflict-held", with_worker("w1", conflicts=("c1",))) == ("c1",)
    assert not finds("conflict-carried", with_worker("w2", conflicts=("o1", "c1")))
    assert not finds("conflict-held", with_worker("w2", conflicts=("o1", "c1")))


def test_a_movable_case_is_kept_within_fourteen_days_of_court():
    movable = with_assignment("o1", hold=Hold.MOVABLE)
    near = with_case("o1", movable, court_dates=(TODAY + 14 * DAY,))
    assert records("movable-near-court", near) == ("o1",)
    past = with_case("o1", movable, disclosure_dates=(TODAY - 14 * DAY,))
    assert records("movable-near-court", past) == ("o1",)
    far = with_case("o1", movable, court_dates=(TODAY + 15 * DAY,))
    assert not finds("movable-near-court", far)
    assert not finds("movable-near-court", with_case("o1", court_dates=(TODAY,)))


def test_a_court_date_long_past_is_found():
    assert records("court-past", with_case("o1", court_dates=(TODAY - 15 * DAY,))) == ("o1",)
    assert not finds("court-past", with_case("o1", court_dates=(TODAY - 14 * DAY,)))


def test_a_case_carried_before_it_came_in_is_found():
    assert records("since-before-received", with_assignment("o1", since=TODAY - 22 * WEEK)) == ("o1",)
    assert not finds("since-before-received", with_assignment("o1", since=TODAY - 21 * WEEK))


def test_a_known_threat_without_an_assessment_is_found():
    threat = with_case("c1", threat_to_worker=Fact.YES)
    assert records("threat-unassessed", threat) == ("c1",)
    assert not finds("threat-unassessed", with_case("c1", threat, safety_assessment=Safety.DONE))
    assert not finds("threat-unassessed", with_case("c1", threat_to_worker=Fact.UNKNOWN))


def grouped(rule: GroupRule, *ids: str):
    agency = clean()
    for case in ids:
        agency = with_case(case, agency, group="g1", group_rule=rule)
    return agency


def test_a_group_of_one_is_found():
    assert records("group-of-one", grouped(GroupRule.TOGETHER, "c1")) == ("g1",)
    assert not finds("group-of-one", grouped(GroupRule.TOGETHER, "c1", "o1"))


def test_open_cases_to_be_kept_apart_at_one_worker_are_found():
    apart = grouped(GroupRule.APART, "o1", "o2")
    assert not finds("apart-at-one", apart)
    assert records("apart-at-one", with_assignment("o2", apart, worker="w1")) == ("g1",)


def test_open_cases_that_belong_together_at_two_workers_are_found():
    together = grouped(GroupRule.TOGETHER, "o1", "o2")
    assert records("together-split", together) == ("g1",)
    assert not finds("together-split", with_assignment("o2", together, worker="w1"))
    assert not all_of("together-split", grouped(GroupRule.PREFERRED, "o1", "o2"))
