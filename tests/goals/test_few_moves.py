"""Few moves: an open case stays unless somebody asked or something else gains more."""

from datetime import timedelta

import pytest

from planner.domain import Assignment, Hold, Plan, Role, Wish
from planner.goals.few_moves import FewMoves
from planner.pipeline import propose
from planner.problem import measure
from tests.builders import TODAY, a_case, a_plan, a_stage, a_worker, an_agency

GOAL = FewMoves()
POINT = 12_500  # cost points of a fit point: ten million to the STS point, 400 x 2 fit points
MOVE, WISH = 60 * POINT, 120 * POINT
HEAVY = a_case("o4", stages=(a_stage(20, exposure=1500),))
TEAM = [
    a_worker("w1"),
    a_worker("w2"),
    a_worker("w3", last_day=TODAY + timedelta(days=7)),
    a_worker("w4"),
]


def movable(case: str, worker: str, wish: Wish | None = None) -> Assignment:
    since = TODAY - timedelta(days=30)
    return Assignment(case=case, worker=worker, since=since, hold=Hold.MOVABLE, wish=wish)


PROBLEM = measure(
    an_agency(
        TEAM,
        [*(a_case(case) for case in ("c1", "o1", "o2", "o3")), HEAVY],
        assignments=(
            movable("o1", "w1", Wish.CLIENT),
            movable("o2", "w1", Wish.WORKER),
            movable("o3", "w3", Wish.CLIENT),
            movable("o4", "w4"),  # over budget: nobody asked
        ),
    )
)
ALL_WISHES = {"o1": "w2", "o2": "w2"}


def test_each_move_of_a_case_that_could_stay_costs_sixty_fit_points():
    for moved, moves in (({}, 2), ({"o4": "w1"}, 3), ({"o4": "w1", "c1": "w2"}, 3)):
        plan = a_plan(**ALL_WISHES, **moved)
        assert GOAL.cost(PROBLEM, plan) == moves * MOVE
        assert GOAL.value(PROBLEM, plan) == moves


def test_each_wish_that_is_not_met_costs_twice_a_move():
    assert GOAL.cost(PROBLEM, Plan()) == 2 * WISH
    assert GOAL.cost(PROBLEM, a_plan(o1="w2")) == MOVE + WISH
    assert GOAL.value(PROBLEM, a_plan(o1="w2")) == 1


def test_staying_costs_nothing_where_nobody_asked():
    costs = GOAL.stays(PROBLEM)
    assert costs is not None
    assert {case: int(costs[PROBLEM.case_at[case]]) for case in ("c1", "o1", "o2", "o4")} == {
        "c1": 0,
        "o1": WISH,
        "o2": WISH,
        "o4": 0,
    }


def test_a_leavers_case_has_to_move_and_costs_nothing_though_somebody_asked():
    left, moved = a_plan(**ALL_WISHES), a_plan(**ALL_WISHES, o3="w1")
    assert GOAL.cost(PROBLEM, left) == GOAL.cost(PROBLEM, moved) == 2 * MOVE
    assert GOAL.value(PROBLEM, moved) == 2


def test_a_new_case_is_no_move():
    assert GOAL.cost(PROBLEM, a_plan(c1="w2")) == GOAL.cost(PROBLEM, Plan())


def test_only_leads_move():
    assert GOAL.costs(PROBLEM, Role.SUPPORT) is None
    costs = GOAL.costs(PROBLEM, Role.LEAD)
    assert costs is not None
    assert costs[:, 1].tolist() == [0, MOVE, MOVE, 0, MOVE]


@pytest.mark.parametrize("wish", Wish)
@pytest.mark.parametrize(("points", "moved"), [(59, False), (61, True)])
def test_the_search_meets_a_wish_that_is_worth_more_than_a_move(wish: Wish, points: int, *, moved: bool):
    agency = an_agency(
        [a_worker("w1"), a_worker("w2")],
        [a_case("o1")],
        assignments=(movable("o1", "w1", wish),),
        policy={"wish_points": points, "handover_minutes": 0},
    )
    assert propose(agency, 10.0).plan == (a_plan(o1="w2") if moved else Plan())
