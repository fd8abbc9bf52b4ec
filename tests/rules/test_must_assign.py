"""Must assign: a case so marked may not be left."""

from planner.rule import Breach
from planner.rules.must_assign import MustAssign
from tests.builders import a_case, a_plan, a_worker, an_agency
from tests.rules.asking import told

RULE = MustAssign()


def test_a_marked_case_with_a_worker_is_allowed():
    agency = an_agency([a_worker("w1")], [a_case("c1", must_assign=True)])
    assert told(RULE, agency, a_plan(c1="w1")) == []


def test_a_marked_case_may_not_be_left():
    agency = an_agency([a_worker("w1")], [a_case("c1"), a_case("c2", must_assign=True)])
    assert told(RULE, agency, a_plan(c1="w1")) == [Breach("must-assign", case="c2")]


def test_nothing_is_allowed_where_nothing_is_marked():
    assert told(RULE, an_agency([a_worker("w1")], [a_case("c1")])) == []
    assert told(RULE, an_agency([a_worker("w1")], [])) == []
