"""Intake pace: new cases come to a worker no faster than the pace for their kind of work."""

from datetime import timedelta

import pytest

from planner.domain import Agency, Cover, GroupRule, Kind, Plan, Proposed
from planner.rule import Breach
from planner.rules.intake_pace import IntakePace
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = IntakePace()
PACE = {"open_cases_per_new": 2, "investigations_a_month": 3}
LONG_AGO, RECENTLY = 30, 29  # days


def agency(kind: Kind, new: int, *since: int, fte: int = 1000) -> Agency:
    """Return an agency in which w1 leads open cases of a kind, given so many days ago each."""
    carried = tuple(
        held(f"o{place}", "w1").model_copy(update={"since": TODAY - timedelta(days=days)})
        for place, days in enumerate(since)
    )
    ids = [*(each.case for each in carried), *(f"c{place}" for place in range(1, new + 1))]
    cases = [a_case(case, kind=kind, rubric=a_tier(4)) for case in ids]
    return an_agency([a_worker("w1", fte=fte), a_worker("w2")], cases, assignments=carried, policy=PACE)


def test_as_many_new_ongoing_cases_as_the_open_ones_allow_rounded_up():
    assert told(RULE, agency(Kind.ONGOING, 2, *[LONG_AGO] * 3), a_plan(c1="w1", c2="w1")) == []


def test_one_more_ongoing_case_is_refused():
    found = told(RULE, agency(Kind.ONGOING, 3, *[LONG_AGO] * 3), a_plan(c1="w1", c2="w1", c3="w1"))
    assert found == [Breach("intake-pace", worker="w1", what="ongoing", limit=2, needed=3)]


def test_who_was_given_too_many_already_is_not_blamed_and_gets_no_more():
    fast = agency(Kind.ONGOING, 1, *[RECENTLY] * 4)
    assert told(RULE, fast) == []
    assert [(b.limit, b.needed) for b in told(RULE, fast, a_plan(c1="w1"))] == [(2, 5)]


def test_who_carries_none_may_take_one():
    assert told(RULE, agency(Kind.ONGOING, 2), a_plan(c1="w1")) == []
    assert [b.limit for b in told(RULE, agency(Kind.ONGOING, 2), a_plan(c1="w1", c2="w1"))] == [1]


def test_what_was_given_within_the_month_counts_and_what_was_given_before_does_not():
    given = a_plan(c1="w1")
    assert told(RULE, agency(Kind.ONGOING, 1, LONG_AGO), given) == []
    assert [b.needed for b in told(RULE, agency(Kind.ONGOING, 1, RECENTLY), given)] == [2]


def test_investigations_up_to_the_number_of_a_month_are_allowed_and_no_more():
    three = agency(Kind.INVESTIGATION, 3, RECENTLY)
    assert told(RULE, three, a_plan(c1="w1", c2="w1")) == []
    found = told(RULE, three, a_plan(c1="w1", c2="w1", c3="w1"))
    assert found == [Breach("intake-pace", worker="w1", what="investigation", limit=3, needed=4)]


def test_part_time_takes_its_share_of_investigations_rounded_up():
    half = agency(Kind.INVESTIGATION, 3, fte=500)
    assert told(RULE, half, a_plan(c1="w1", c2="w1")) == []
    assert [b.limit for b in told(RULE, half, a_plan(c1="w1", c2="w1", c3="w1"))] == [2]


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.ONGOING, Kind.INVESTIGATION}))
def test_other_kinds_of_work_have_no_pace(kind: Kind):
    everything = {f"c{place}": "w1" for place in range(1, 6)}
    assert told(RULE, agency(kind, 5), a_plan(**everything)) == []


def test_one_kind_does_not_use_up_the_other():
    cases = [a_case("c1"), *(a_case(case, kind=Kind.INVESTIGATION) for case in ("c2", "c3", "c4"))]
    both = an_agency([a_worker("w1")], cases, policy=PACE)
    assert told(RULE, both, a_plan(c1="w1", c2="w1", c3="w1", c4="w1")) == []


def test_supporting_and_covering_do_not_count():
    helps = Proposed(case="c1", worker="w2", support="w1", cover=(Cover(week=1, worker="w1"),))
    assert told(RULE, agency(Kind.ONGOING, 1, RECENTLY), Plan(assignments=(helps,))) == []


def test_a_family_that_goes_together_counts_once():
    family = {"group": "g1", "group_rule": GroupRule.TOGETHER}
    agency = an_agency([a_worker("w1")], [a_case("c1", **family), a_case("c2", **family)])
    assert told(RULE, agency, a_plan(c1="w1", c2="w1")) == []
