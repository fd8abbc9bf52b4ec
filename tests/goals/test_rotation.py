"""No worse than rotation: nobody is given more than turn-taking would bring them on average."""

from datetime import timedelta
from typing import Any

import pytest

from planner.domain import Assignment, Hold, Kind, Plan, Wish
from planner.goals.rotation import Rotation
from planner.pipeline import propose
from planner.problem import measure
from tests.builders import TODAY, a_case, a_plan, a_stage, a_worker, an_agency, held

GOAL = Rotation()
POINT = 25_000  # cost points of a burden point: ten million to the STS point, 400 burden points
ON = {"no_worse_than_rotation": True, "rotation_points": 2, "unit_budget": 10_000, "harm_weeks": 1}
TEAM = [a_worker("w1"), a_worker("w2"), a_worker("w3", fte=500)]


def a_load(id: str, share: int):
    """Return a case that in its one week adds some hundredths of a budget of 10,000."""
    equivalent_of_an_hour = 159.1  # (1 - 2^(-1/4)) x 1000
    return a_case(id, stages=(a_stage(1, exposure=round(share * 100 * 60 / equivalent_of_an_hour)),))


def problem_with(*cases: Any, policy: dict[str, Any] = ON, **agency: Any):
    return measure(an_agency(TEAM, list(cases), policy=policy, **agency))


CASES = (a_load("c1", 20), a_load("c2", 20), a_load("c3", 10))
"""Half a budget in all: turn-taking brings 20 hundredths each, and 10 of a whole to the half post."""


@pytest.mark.parametrize(
    ("plan", "beyond"),
    [
        (a_plan(c1="w1", c2="w2", c3="w3"), 0),
        (a_plan(c1="w1"), 0),
        (a_plan(c1="w1", c2="w1", c3="w3"), 20),
        (a_plan(c1="w1", c2="w1", c3="w1"), 30),
        (a_plan(c1="w3"), 20),
        (Plan(), 0),
    ],
)
def test_each_hundredth_of_the_own_budget_beyond_turn_taking_costs_its_points(plan: Plan, beyond: int):
    problem = problem_with(*CASES)
    assert GOAL.value(problem, plan) == pytest.approx(beyond, abs=0.1)
    assert GOAL.cost(problem, plan) / POINT == pytest.approx(2 * beyond, abs=0.2)


def test_off_it_costs_nothing_and_tells_all_the_same():
    problem, plan = problem_with(*CASES, policy=ON | {"no_worse_than_rotation": False}), a_plan(c1="w3")
    assert list(GOAL.curves(problem)) == []
    assert GOAL.cost(problem, plan) == 0
    assert GOAL.value(problem, plan) == pytest.approx(20, abs=0.1)


def test_what_is_carried_already_is_not_counted():
    carrying = problem_with(*CASES, a_load("o1", 50), assignments=(held("o1", "w1"),))
    plan = a_plan(c1="w1", c2="w2", c3="w3")
    assert GOAL.cost(carrying, plan) == 0
    (curve,) = GOAL.curves(carrying)
    assert curve.knots[0, 0] - carrying.start_load[0] == curve.knots[1, 0]


def test_an_open_case_that_stays_is_nothing_beyond_and_one_that_moves_is():
    wished = Assignment(
        case="o1",
        worker="w1",
        since=TODAY - timedelta(days=30),
        hold=Hold.MOVABLE,
        wish=Wish.CLIENT,
    )
    problem = problem_with(a_load("o1", 20), assignments=(wished,))
    assert GOAL.cost(problem, Plan()) == 0
    assert GOAL.value(problem, a_plan(o1="w2")) >= 20


def test_on_the_search_gives_nobody_much_more_than_their_turn():
    experienced = a_worker("w1", months_in_field=360, fte=1000)
    team = [experienced, *(a_worker(f"w{place}", months_in_field=60) for place in (2, 3))]
    work = {"kind": Kind.ADVOCACY, "stages": (a_stage(13, exposure=240),)}
    cases = [a_case(f"c{place}", **work) for place in range(6)]
    free = {"burden_rates": [0] * 5, "new_cases_a_batch": 50}
    most = {}
    for on in (False, True):
        settings = free | {"no_worse_than_rotation": on, "rotation_points": 1000}
        plan = propose(an_agency(team, cases, policy=settings), 10.0).plan
        assert plan is not None
        given = [proposed.worker for proposed in plan.assignments]
        assert len(given) == len(cases)
        most[on] = max(given.count(worker) for worker in given)
    assert most[True] == 2 < most[False]
