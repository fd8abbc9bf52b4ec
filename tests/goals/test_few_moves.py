"""Few moves: an open case stays with its worker unless something else gains more."""

from datetime import timedelta

from planner.domain import Assignment, Hold, Plan, Role, Wish
from planner.goals.few_moves import FewMoves
from planner.problem import measure
from tests.builders import TODAY, a_case, a_plan, a_worker, an_agency

GOAL = FewMoves()
POINT = 12_500  # cost points of a fit point: ten million to the STS point, 400 x 2 fit points
TEAM = [a_worker("w1"), a_worker("w2"), a_worker("w3", last_day=TODAY + timedelta(days=7))]


def asked_for(case: str, worker: str) -> Assignment:
    """Return an open case that its client wants to be somebody else's."""
    since = TODAY - timedelta(days=30)
    return Assignment(case=case, worker=worker, since=since, hold=Hold.MOVABLE, wish=Wish.CLIENT)


PROBLEM = measure(
    an_agency(
        TEAM,
        [a_case(case) for case in ("c1", "o1", "o2", "o3")],
        assignments=(asked_for("o1", "w1"), asked_for("o2", "w1"), asked_for("o3", "w3")),
    )
)


def test_each_move_of_a_case_that_could_stay_costs_sixty_fit_points():
    for plan, moves in ((Plan(), 0), (a_plan(o1="w2"), 1), (a_plan(o1="w2", o2="w2"), 2)):
        assert GOAL.cost(PROBLEM, plan) == moves * 60 * POINT
        assert GOAL.value(PROBLEM, plan) == moves


def test_a_leavers_case_has_to_move_and_costs_nothing():
    assert GOAL.cost(PROBLEM, a_plan(o3="w1")) == 0
    assert GOAL.value(PROBLEM, a_plan(o3="w1")) == 0


def test_a_new_case_is_no_move():
    assert GOAL.cost(PROBLEM, a_plan(c1="w2")) == 0


def test_only_leads_move():
    assert GOAL.costs(PROBLEM, Role.SUPPORT) is None
    costs = GOAL.costs(PROBLEM, Role.LEAD)
    assert costs is not None
    assert costs[:, 1].tolist() == [0, 60 * POINT, 60 * POINT, 0]
