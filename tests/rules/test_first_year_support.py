"""First-year support: a severe case led in the first year has an experienced worker beside it."""

from datetime import timedelta

import pytest

from planner.domain import Cover, Days, Hold, Plan, Proposed, Wish
from planner.rule import Breach
from planner.rules.first_year_support import FirstYearSupport
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = FirstYearSupport()
NEW = a_worker("w1", months_in_field=11, months_in_post=11)
NEW_TOO = a_worker("w2", months_in_field=0, months_in_post=0)
OLD = a_worker("w3", months_in_field=12, months_in_post=12)


def agency_with(tier: int, **case: object):
    return an_agency([NEW, NEW_TOO, OLD], [a_case("c1", rubric=a_tier(tier), **case)])


def test_a_severe_case_led_after_a_full_year_needs_nobody_beside_it():
    assert told(RULE, agency_with(4), a_plan(c1="w3")) == []


@pytest.mark.parametrize("tier", [4, 5])
def test_a_severe_case_led_alone_a_month_before_that_is_refused(tier: int):
    breach = Breach("first-year-support", case="c1", worker="w1")
    assert told(RULE, agency_with(tier), a_plan(c1="w1")) == [breach]


def test_a_severe_case_that_is_left_is_allowed():
    assert told(RULE, agency_with(5)) == []


def test_an_experienced_worker_beside_the_lead_is_enough():
    assert told(RULE, agency_with(5), a_plan(c1=("w1", "w3"))) == []


def test_another_first_year_worker_beside_the_lead_is_not_enough():
    breach = Breach("first-year-support", case="c1", worker="w2", what="supporting")
    assert told(RULE, agency_with(5), a_plan(c1=("w1", "w2"))) == [breach]


def test_nobody_supports_in_the_first_year_whoever_leads():
    found = told(RULE, agency_with(1, two_workers=True), a_plan(c1=("w3", "w1")))
    assert [(breach.worker, breach.what) for breach in found] == [("w1", "supporting")]


def test_a_case_below_the_severe_tiers_may_be_led_alone_in_the_first_year():
    assert told(RULE, agency_with(3), a_plan(c1="w1")) == []


def test_one_support_does_not_do_for_two_first_year_leads():
    leads = (
        Proposed(case="c1", worker="w1", support="w3"),
        Proposed(case="c1", worker="w2"),
    )
    assert [b.worker for b in told(RULE, agency_with(4), Plan(assignments=leads))] == ["w2"]


def covering(who: str, tier: int) -> list[Breach]:
    """Return what is said of a lead's week of leave that somebody covers."""
    leave = (Days(first=TODAY + timedelta(days=7), last=TODAY + timedelta(days=11)),)
    team = [NEW, OLD, a_worker("w4", leave=leave)]
    covered = Proposed(case="c1", worker="w4", cover=(Cover(week=2, worker=who),))
    agency = an_agency(team, [a_case("c1", rubric=a_tier(tier))])
    return told(RULE, agency, Plan(assignments=(covered,)))


@pytest.mark.parametrize("tier", [4, 5])
def test_a_severe_case_is_not_covered_in_the_first_year(tier: int):
    breach = Breach("first-year-support", case="c1", worker="w1", what="covering", week=1)
    assert covering("w1", tier) == [breach]
    assert covering("w3", tier) == []


def test_a_case_below_the_severe_tiers_may_be_covered_in_the_first_year():
    assert covering("w1", 3) == []


@pytest.mark.parametrize(("supporter", "refused"), [("w3", []), ("w2", ["w1"])])
def test_who_supports_an_open_case_already_counts_where_experienced(supporter: str, refused):
    moves = {"hold": Hold.MOVABLE, "wish": Wish.CLIENT}
    carried = held("o1", "w4", supporter).model_copy(update=moves)
    team = [NEW, NEW_TOO, OLD, a_worker("w4")]
    agency = an_agency(team, [a_case("o1", rubric=a_tier(4))], assignments=(carried,))
    assert [breach.worker for breach in told(RULE, agency, a_plan(o1="w1"))] == refused
