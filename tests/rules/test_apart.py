"""Apart: cases of a group that is kept apart have different workers."""

import pytest

from planner.domain import Assignment, Cover, Days, GroupRule, Hold, Kind, Plan, Proposed, Wish
from planner.rule import Breach
from planner.rules.apart import Apart
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = Apart()
TEAM = [a_worker("w1"), a_worker("w2"), a_worker("w3")]
AT_ONCE = Breach("apart", worker="w1", what="g1")
BESIDE_OPEN = Breach("apart", case="c1", worker="w1", what="g1")


def parties(*ids: str, group: str = "g1", rule: GroupRule = GroupRule.APART):
    return [a_case(case, group=group, group_rule=rule, rubric=a_tier(4)) for case in ids]


def movable(case: str, worker: str, support: str | None = None) -> Assignment:
    return held(case, worker, support).model_copy(update={"hold": Hold.MOVABLE, "wish": Wish.CLIENT})


def covered(case: str, worker: str, *covers: str, support: str | None = None) -> Proposed:
    weeks = tuple(Cover(week=week, worker=who) for week, who in enumerate(covers, start=1))
    return Proposed(case=case, worker=worker, support=support, cover=weeks)


def test_different_workers_are_allowed():
    assert told(RULE, an_agency(TEAM, parties("c1", "c2")), a_plan(c1="w1", c2="w2")) == []


def test_one_worker_on_two_cases_is_refused():
    assert told(RULE, an_agency(TEAM, parties("c1", "c2")), a_plan(c1="w1", c2="w1")) == [AT_ONCE]


def test_cases_that_are_left_are_allowed():
    assert told(RULE, an_agency(TEAM, parties("c1", "c2"))) == []
    assert told(RULE, an_agency(TEAM, parties("c1", "c2")), a_plan(c1="w1")) == []


@pytest.mark.parametrize("rule", [GroupRule.TOGETHER, GroupRule.PREFERRED])
def test_a_group_with_another_rule_is_free(rule: GroupRule):
    agency = an_agency(TEAM, parties("c1", "c2", rule=rule))
    assert told(RULE, agency, a_plan(c1="w1", c2="w1")) == []


def test_each_group_is_judged_by_itself():
    agency = an_agency(TEAM, [*parties("c1", "c2"), *parties("c3", "c4", group="g2")])
    assert told(RULE, agency, a_plan(c1="w1", c2="w2", c3="w1", c4="w2")) == []


def test_supporting_counts_as_leading_does():
    agency = an_agency(TEAM, parties("c1", "c2"))
    assert told(RULE, agency, a_plan(c1="w1", c2=("w2", "w1"))) == [AT_ONCE]


@pytest.mark.parametrize("carrier", [held("o1", "w1"), held("o1", "w2", support="w1")])
def test_who_is_on_an_open_case_in_either_role_is_given_no_other(carrier: Assignment):
    agency = an_agency(TEAM, parties("o1", "c1"), assignments=(carrier,))
    assert told(RULE, agency, a_plan(c1="w1")) == [BESIDE_OPEN]
    assert told(RULE, agency, a_plan(c1="w3")) == []


@pytest.mark.parametrize(
    "plan",
    [a_plan(c1=("w2", "w1")), Plan(assignments=(covered("c1", "w2", "w1"),))],
    ids=["support", "cover"],
)
def test_nor_is_it_in_another_role(plan: Plan):
    agency = an_agency(TEAM, parties("o1", "c1"), assignments=(held("o1", "w1"),))
    assert told(RULE, agency, plan) == [BESIDE_OPEN]


def test_an_open_case_counts_for_its_lead_also_where_it_moves():
    agency = an_agency(TEAM, parties("o1", "c1"), assignments=(movable("o1", "w1"),))
    assert told(RULE, agency, a_plan(c1="w1", o1="w2")) == [BESIDE_OPEN]


def test_a_case_that_moves_counts_for_who_takes_it_and_not_twice():
    agency = an_agency(TEAM, parties("o1", "c1"), assignments=(movable("o1", "w2"),))
    assert told(RULE, agency, a_plan(o1="w1")) == []
    assert told(RULE, agency, a_plan(o1="w1", c1="w1")) == [AT_ONCE]


def test_who_is_on_two_open_cases_already_is_not_blamed():
    both = (held("o1", "w1"), held("o2", "w1"))
    assert told(RULE, an_agency(TEAM, parties("o1", "o2"), assignments=both)) == []


def test_supporting_and_covering_the_same_case_is_allowed():
    plan = Plan(assignments=(covered("c1", "w2", "w1", "w1", support="w1"),))
    assert told(RULE, an_agency(TEAM, parties("c1", "c2")), plan) == []


def test_who_is_newly_given_one_may_cover_a_week_of_another():
    plan = Plan(assignments=(*a_plan(c1="w1").assignments, covered("c2", "w2", "w1")))
    assert told(RULE, an_agency(TEAM, parties("c1", "c2")), plan) == []


def test_duty_is_no_exemption():
    duty = a_worker("w1", duty=(Days(first=TODAY, last=TODAY),))
    response = {"kind": Kind.IMMEDIATE_RESPONSE}
    cases = [case.model_copy(update=response) for case in parties("c1", "c2")]
    assert told(RULE, an_agency([duty], cases), a_plan(c1="w1", c2="w1")) == [AT_ONCE]
