"""Extra hours: a case goes where it takes no interpreter and no travel."""

from typing import Any

import pytest

from planner.domain import Plan, Role
from planner.goals.extra_hours import ExtraHours
from planner.problem import measure
from tests.builders import a_case, a_plan, a_worker, an_agency, held

GOAL = ExtraHours()
POINT = 12_500  # cost points of a fit point: ten million to the STS point, 400 x 2 fit points
TEAM = [
    a_worker("w1", offices=("north", "south"), languages=("english", "polish")),
    a_worker("w2", offices=("north", "south")),
]


def points(worker: str, **case: Any) -> float:
    """Return the fit points it costs to give a case to a worker of the northern team."""
    problem = measure(an_agency(TEAM, [a_case("c1", **case)]))
    return GOAL.cost(problem, a_plan(c1=worker)) / POINT


def test_a_case_of_the_own_office_and_language_costs_nothing():
    assert points("w1") == points("w2") == 0


def test_half_an_hour_of_an_interpreter_costs_half_of_what_an_hour_does():
    polish = {"language": "polish", "interpreter": True}
    assert [points(worker, **polish) for worker in ("w1", "w2")] == [0, 5]


def test_an_hour_of_travel_to_another_office_costs_ten_fit_points():
    assert points("w1", office="south") == 10


def test_both_add_up():
    assert points("w2", office="south", language="polish", interpreter=True) == 15


@pytest.mark.parametrize(("minutes", "cost"), [(1, 208), (59, 12_291), (60, 12_500)])
def test_cost_is_rounded_down_to_whole_cost_points_once_a_case(minutes: int, cost: int):
    policy = {"travel_minutes": minutes, "extra_hour_points": 1}
    cases = [a_case(c, office="south") for c in ("c1", "c2")]
    problem = measure(an_agency(TEAM, cases, policy=policy))
    assert GOAL.cost(problem, a_plan(c1="w1", c2="w1")) == 2 * cost
    costs = GOAL.costs(problem, Role.LEAD)
    assert costs is not None
    assert (costs == cost).all()


def test_only_leads_travel():
    problem = measure(an_agency(TEAM, [a_case("c1", office="south")]))
    assert GOAL.costs(problem, Role.SUPPORT) is None
    assert GOAL.cost(problem, a_plan(c1=("w1", "w2"))) == 10 * POINT


def test_an_open_case_that_stays_costs_nothing_here():
    agency = an_agency(TEAM, [a_case("o1", office="south")], assignments=(held("o1", "w1"),))
    assert GOAL.cost(measure(agency), Plan()) == 0


def test_the_value_is_hours_a_week():
    cases = [a_case(c, office="south", language="polish", interpreter=True) for c in ("c1", "c2")]
    problem = measure(an_agency(TEAM, cases))
    assert GOAL.value(problem, a_plan(c1="w1", c2="w2")) == 2.5
