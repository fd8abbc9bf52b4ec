"""Office: everybody on a case reaches its office."""

import pytest

from planner.domain import Cover, Hold, Plan, Proposed, Wish
from planner.rule import Breach
from planner.rules.office import Office
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = Office()
SOUTH = a_case("c1", office="south", rubric=a_tier(4))
NEAR, FAR = a_worker("w1", offices=("north", "south")), a_worker("w2", offices=("north",))
COVERED = Plan(assignments=(Proposed(case="c1", worker="w1", cover=(Cover(week=2, worker="w2"),)),))
OUT_OF_REACH = Breach("office", case="c1", worker="w2", what="office:south")


def test_a_case_of_an_office_within_reach_is_allowed():
    assert told(RULE, an_agency([NEAR], [SOUTH]), a_plan(c1="w1")) == []


@pytest.mark.parametrize("plan", [a_plan(c1="w2"), a_plan(c1=("w1", "w2")), COVERED])
def test_an_office_out_of_reach_is_refused_in_every_role(plan: Plan):
    assert told(RULE, an_agency([NEAR, FAR], [SOUTH]), plan) == [OUT_OF_REACH]


def test_a_case_out_of_reach_that_is_left_is_allowed():
    assert told(RULE, an_agency([FAR], [SOUTH])) == []


def test_each_case_asks_for_its_own_office():
    agency = an_agency([FAR], [SOUTH, a_case("c2", office="north")])
    assert told(RULE, agency, a_plan(c2="w2")) == []
    assert told(RULE, agency, a_plan(c1="w2", c2="w2")) == [OUT_OF_REACH]


def test_an_open_case_moves_only_to_a_worker_within_reach():
    may_move = held("c1", "w1").model_copy(update={"hold": Hold.MOVABLE, "wish": Wish.CLIENT})
    agency = an_agency([NEAR, FAR], [SOUTH], assignments=(may_move,))
    assert told(RULE, agency, a_plan(c1="w2")) == [OUT_OF_REACH]


def test_an_open_case_that_stays_with_a_worker_out_of_reach_is_no_breach():
    may_move = held("c1", "w2").model_copy(update={"hold": Hold.MOVABLE, "wish": Wish.CLIENT})
    assert told(RULE, an_agency([NEAR, FAR], [SOUTH], assignments=(may_move,))) == []
