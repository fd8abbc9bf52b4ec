"""Severe share: severe cases are no more than a share of a worker's cases."""

import pytest

from planner.domain import Agency, Case, Cover, Days, Kind, Plan, Proposed
from planner.rule import Breach
from planner.rules.severe_share import SevereShare
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = SevereShare()
HALF = {"severe_share": 500, "full_caseload": 5, "severe_share_off_above": 1000}  # 2 of 5


def severe(*ids: str):
    return [a_case(case, rubric=a_tier(4)) for case in ids]


def agency(cases: list[Case], *before: str, fte: int = 1000, **policy: int) -> Agency:
    """Return an agency in which w1 leads some open cases, and w2 is there to help."""
    team = [a_worker("w1", fte=fte), a_worker("w2")]
    carried = tuple(held(case, "w1") for case in before)
    return an_agency(team, cases, assignments=carried, policy=HALF | policy)


def test_the_share_of_a_full_caseload_rounded_down_is_allowed():
    assert told(RULE, agency(severe("c1", "c2")), a_plan(c1="w1", c2="w1")) == []


def test_one_more_is_refused():
    found = told(RULE, agency(severe("c1", "c2", "c3")), a_plan(c1="w1", c2="w1", c3="w1"))
    assert found == [Breach("severe-share", worker="w1", limit=2, needed=3)]


def test_none_is_allowed_where_the_share_is_used_up_and_more_than_that():
    used_up = agency(severe("o1", "o2", "o3"), "o1", "o2", "o3")
    assert told(RULE, used_up) == []


def test_who_is_over_the_share_already_gets_no_severe_case_and_any_other():
    over = agency([*severe("o1", "o2", "o3", "c1"), a_case("c2")], "o1", "o2", "o3")
    assert told(RULE, over, a_plan(c2="w1")) == []
    found = told(RULE, over, a_plan(c1="w1"))
    assert found == [Breach("severe-share", worker="w1", limit=2, needed=4)]


def test_more_cases_than_a_full_caseload_give_a_larger_share():
    light = [f"o{place}" for place in range(6)]
    many = agency([*map(a_case, light), *severe("c1", "c2", "c3")], *light)
    assert told(RULE, many, a_plan(c1="w1", c2="w1", c3="w1")) == []


def test_part_time_makes_the_full_caseload_smaller_rounded_down():
    part_time = agency(severe("c1", "c2"), fte=790)  # 3 cases, half of them 1
    assert told(RULE, part_time, a_plan(c1="w1")) == []
    assert [b.limit for b in told(RULE, part_time, a_plan(c1="w1", c2="w1"))] == [1]


@pytest.mark.parametrize(("off_above", "refused"), [(750, ["w1"]), (749, [])])
def test_it_is_off_where_the_agency_s_work_is_mostly_severe(off_above: int, refused: list[str]):
    mostly = agency([*severe("c1", "c2", "c3"), a_case("c4")], severe_share_off_above=off_above)
    assert [b.worker for b in told(RULE, mostly, a_plan(c1="w1", c2="w1", c3="w1"))] == refused


def test_supporting_counts_and_covering_does_not():
    cases = severe("o1", "o2", "c1")
    helps = Proposed(case="c1", worker="w2", support="w1")
    covers = Proposed(case="c1", worker="w2", cover=(Cover(week=1, worker="w1"),))
    for plan, refused in ((helps, ["w1"]), (covers, [])):
        found = told(RULE, agency(cases, "o1", "o2"), Plan(assignments=(plan,)))
        assert [breach.worker for breach in found] == refused


def test_leading_an_immediate_response_on_duty_does_not_count():
    duty = a_worker("w1", duty=(Days(first=TODAY, last=TODAY),))
    now = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}
    response = a_case("c1", rubric=a_tier(4), **now)
    carried = (held("o1", "w1"), held("o2", "w1"))
    cases = [*severe("o1", "o2", "c2"), response]
    on_duty = an_agency([duty], cases, assignments=carried, policy=HALF)
    assert told(RULE, on_duty, a_plan(c1="w1")) == []
    assert [b.needed for b in told(RULE, on_duty, a_plan(c1="w1", c2="w1"))] == [3]
