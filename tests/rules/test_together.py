"""Together: cases of a group marked together that need a lead go all to one, or all wait."""

from datetime import timedelta

import pytest

from planner.domain import GroupRule
from planner.rule import Breach
from planner.rules.together import Together
from tests.builders import TODAY, a_case, a_plan, a_worker, an_agency, held
from tests.rules.asking import told

RULE = Together()
TEAM = [a_worker("w1"), a_worker("w2")]
APART = Breach("together", case="c1", what="g1")


def family(*ids: str, rule: GroupRule = GroupRule.TOGETHER):
    return [a_case(case, group="g1", group_rule=rule) for case in ids]


def test_all_members_with_one_worker_are_allowed():
    agency = an_agency(TEAM, family("c1", "c2", "c3"))
    assert told(RULE, agency, a_plan(c1="w1", c2="w1", c3="w1")) == []


def test_one_member_with_another_worker_is_refused():
    agency = an_agency(TEAM, family("c1", "c2", "c3"))
    assert told(RULE, agency, a_plan(c1="w1", c2="w1", c3="w2")) == [APART]


def test_one_member_left_behind_is_refused():
    agency = an_agency(TEAM, family("c1", "c2"))
    assert told(RULE, agency, a_plan(c2="w1")) == [APART]


def test_all_members_left_are_allowed():
    assert told(RULE, an_agency(TEAM, family("c1", "c2"))) == []


@pytest.mark.parametrize("rule", [GroupRule.APART, GroupRule.PREFERRED])
def test_a_group_with_another_rule_is_free(rule: GroupRule):
    assert told(RULE, an_agency(TEAM, family("c1", "c2", rule=rule)), a_plan(c1="w1")) == []


def test_supporting_workers_may_differ():
    agency = an_agency(TEAM, family("c1", "c2"))
    assert told(RULE, agency, a_plan(c1=("w1", "w2"), c2="w1")) == []


@pytest.mark.parametrize(
    ("plan", "refused"),
    [
        (a_plan(c1="w2", o1="w2"), []),
        (a_plan(c1="w2"), [APART]),
        (a_plan(o1="w2"), [APART]),
        (a_plan(), []),
    ],
)
def test_the_case_of_a_leaver_goes_with_its_new_sibling(plan, refused):
    leaver = a_worker("w1", last_day=TODAY + timedelta(days=7))
    open_case = (held("o1", "w1"),)
    agency = an_agency([leaver, TEAM[1]], family("o1", "c1"), assignments=open_case)
    assert told(RULE, agency, plan) == refused


def test_an_open_member_binds_no_new_one():
    agency = an_agency(TEAM, family("o1", "c1"), assignments=(held("o1", "w1"),))
    assert told(RULE, agency, a_plan(c1="w2")) == []


def test_each_group_is_judged_by_itself():
    others = [a_case(case, group="g2", group_rule=GroupRule.TOGETHER) for case in ("c3", "c4")]
    agency = an_agency(TEAM, [*family("c1", "c2"), *others])
    assert told(RULE, agency, a_plan(c1="w1", c2="w1", c3="w2", c4="w2")) == []
    assert told(RULE, agency, a_plan(c1="w1", c2="w2", c3="w2", c4="w2")) == [APART]
