"""Known threat: the worker-safety assessment is made before anybody is given the case."""

import pytest

from planner.domain import Agency, Cover, Fact, Hold, Plan, Proposed, Safety, Wish
from planner.rule import Breach
from planner.rules.known_threat import KnownThreat
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = KnownThreat()
TEAM = [a_worker("w1"), a_worker("w2")]
THREAT = Breach("known-threat", case="c1", worker="w1")


def agency(threat: Fact, assessment: Safety, **changes: object) -> Agency:
    facts = {"threat_to_worker": threat, "safety_assessment": assessment}
    return an_agency(TEAM, [a_case("c1", rubric=a_tier(4), **facts)], **changes)


def test_a_known_threat_with_the_assessment_made_is_allowed():
    assert told(RULE, agency(Fact.YES, Safety.DONE), a_plan(c1="w1")) == []


def test_a_known_threat_without_the_assessment_is_refused():
    assert told(RULE, agency(Fact.YES, Safety.MISSING), a_plan(c1="w1")) == [THREAT]


def test_a_case_with_a_known_threat_that_is_left_is_allowed():
    assert told(RULE, agency(Fact.YES, Safety.MISSING)) == []


@pytest.mark.parametrize("threat", [Fact.NO, Fact.UNKNOWN])
def test_a_missing_assessment_alone_blocks_nothing(threat: Fact):
    assert told(RULE, agency(threat, Safety.MISSING), a_plan(c1="w1")) == []


def test_it_is_told_once_however_many_are_on_the_case():
    everybody = Proposed(case="c1", worker="w1", support="w2", cover=(Cover(week=1, worker="w2"),))
    found = told(RULE, agency(Fact.YES, Safety.MISSING), Plan(assignments=(everybody,)))
    assert found == [THREAT]


def test_an_open_case_with_a_known_threat_does_not_move_and_may_stay():
    may_move = held("c1", "w2").model_copy(update={"hold": Hold.MOVABLE, "wish": Wish.WORKER})
    threatened = agency(Fact.YES, Safety.MISSING, assignments=(may_move,))
    assert told(RULE, threatened, a_plan(c1="w1")) == [THREAT]
    assert told(RULE, threatened) == []
