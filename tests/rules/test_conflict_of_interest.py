"""Conflict of interest: nobody works on a case, or for a group, they are barred from."""

from planner.domain import GroupRule
from planner.rule import Breach
from planner.rules.conflict_of_interest import ConflictOfInterest
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = ConflictOfInterest()
FAMILY = {"group": "g1", "group_rule": GroupRule.PREFERRED}
BARRED = Breach("conflict-of-interest", case="c1", worker="w1")


def test_a_conflict_with_another_case_is_no_conflict_with_this_one():
    agency = an_agency([a_worker("w1", conflicts=("c2",))], [a_case("c1"), a_case("c2")])
    assert told(RULE, agency, a_plan(c1="w1")) == []


def test_leading_a_case_one_is_barred_from_is_refused():
    agency = an_agency([a_worker("w1", conflicts=("c1",))], [a_case("c1")])
    assert told(RULE, agency, a_plan(c1="w1")) == [BARRED]


def test_a_barred_case_that_is_left_is_allowed():
    assert told(RULE, an_agency([a_worker("w1", conflicts=("c1",))], [a_case("c1")])) == []


def test_supporting_a_case_one_is_barred_from_is_refused():
    team = [a_worker("w1", conflicts=("c1",)), a_worker("w2")]
    agency = an_agency(team, [a_case("c1", rubric=a_tier(4))])
    assert told(RULE, agency, a_plan(c1=("w2", "w1"))) == [BARRED]


def test_a_conflict_with_a_group_bars_from_each_of_its_cases():
    cases = [a_case("c1", **FAMILY), a_case("c2", **FAMILY), a_case("c3")]
    agency = an_agency([a_worker("w1", conflicts=("g1",))], cases)
    found = told(RULE, agency, a_plan(c1="w1", c2="w1", c3="w1"))
    assert [breach.case for breach in found] == ["c1", "c2"]


def test_a_conflict_with_an_open_case_bars_from_no_new_one():
    cases = [a_case("o1", **FAMILY), a_case("c1", **FAMILY)]
    team = [a_worker("w1", conflicts=("o1",)), a_worker("w2")]
    agency = an_agency(team, cases, assignments=(held("o1", "w2"),))
    assert told(RULE, agency, a_plan(c1="w1")) == []
