"""What a missing worker-safety assessment means."""

import pytest

from planner.attention.safety import Until, safety_missing
from planner.domain import Fact, Safety
from tests.builders import TODAY, a_case, a_worker, an_agency, held


@pytest.mark.parametrize(
    ("threat", "met", "until"),
    [
        (Fact.YES, None, Until.NO_CONTACT),
        (Fact.YES, TODAY, Until.NO_CONTACT),
        (Fact.UNKNOWN, None, Until.PAIRS_OR_REMOTE),
        (Fact.NO, None, Until.PAIRS_OR_REMOTE),
        (Fact.NO, TODAY, Until.BEFORE_NEXT_VISIT),
    ],
)
def test_a_known_threat_waits_and_a_first_visit_is_in_pairs(threat, met, until):
    case = a_case(threat_to_worker=threat, first_met=met)
    (one,) = safety_missing(an_agency([a_worker()], [case]))
    assert one.until is until


def test_known_threats_come_first_and_done_assessments_not_at_all():
    cases = [
        a_case("c1"),
        a_case("c2", threat_to_worker=Fact.YES, held_by="w1"),
        a_case("c3", safety_assessment=Safety.DONE, threat_to_worker=Fact.YES),
        a_case("c4", threat_to_worker=Fact.UNKNOWN),
        a_case("c5"),
    ]
    agency = an_agency([a_worker("w1"), a_worker("w2")], cases, assignments=(held("c1", "w2"),))
    assert [(one.case, one.worker, one.open) for one in safety_missing(agency)] == [
        ("c2", "w1", False),
        ("c4", None, False),
        ("c5", None, False),
        ("c1", "w2", True),
    ]
