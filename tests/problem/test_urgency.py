"""How urgent a case is today: waiting raises it, and so does a leaver's last day coming near."""

from datetime import timedelta

import pytest

from planner.domain import Assignment, Hold, Wish
from planner.goals.coverage import Coverage
from planner.problem import measure
from tests.builders import TODAY, a_case, a_stage, a_worker, an_agency, held


def of_leaver(last: int, urgency: int = 4, **changes) -> tuple[int, ...]:
    """Return the urgency of the case of a worker whose last day is in so many days."""
    team = [a_worker("w1", last_day=TODAY + timedelta(days=last)), a_worker("w2")]
    case = a_case("o1", urgency=urgency, stages=(a_stage(40),), **changes)
    agency = an_agency(team, [case], assignments=(held("o1", "w1"),), policy={"handover_weeks": 8})
    return measure(agency).urgency


@pytest.mark.parametrize(
    ("last", "expected"), [(0, 4), (6, 4), (7, 3), (13, 3), (14, 2), (27, 1), (28, 1), (50, 1)]
)
def test_a_leavers_case_is_less_urgent_by_each_whole_week_until_the_last_day(last: int, expected: int):
    assert of_leaver(last) == (expected,)


def test_the_case_of_somebody_who_has_left_counts_in_full():
    assert of_leaver(-10, urgency=5) == (5,)


@pytest.mark.parametrize(("last", "expected"), [(0, 3), (7, 2)])
def test_a_leavers_case_has_not_waited_however_long_ago_it_came_in(last: int, expected: int):
    assert of_leaver(last, urgency=3, received=TODAY - timedelta(days=300)) == (expected,)


def test_waiting_raises_the_urgency_of_a_new_case_alone():
    long_ago = {"received": TODAY - timedelta(days=300), "urgency": 2}
    moving = Assignment(case="o1", worker="w1", since=TODAY, hold=Hold.MOVABLE, wish=Wish.WORKER)
    cases = [a_case("c1", **long_ago), a_case("o1", **long_ago)]
    assert measure(an_agency([a_worker()], cases, assignments=(moving,))).urgency == (5, 2)


def test_a_leavers_case_left_now_costs_what_its_urgency_weighs():
    team = [a_worker("w1", last_day=TODAY + timedelta(days=14)), a_worker("w2")]
    case = a_case("o1", urgency=5, stages=(a_stage(40),))
    problem = measure(an_agency(team, [case], assignments=(held("o1", "w1"),)))
    weights = Coverage().left_weights(problem)
    assert weights is not None
    assert weights.tolist() == [problem.agency.policy.urgency_weights[3 - 1]]
