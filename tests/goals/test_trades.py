"""Do goals trade at the published rates: for each pair of neighbours, one made and one refused?"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from planner.check import breaches
from planner.domain import Agency, Assignment, Hold, Kind, Plan, Setting, Team, Wish
from planner.goals import GOALS
from planner.pipeline import propose
from planner.problem import Problem, measure
from planner.rules import RULES
from tests.builders import TODAY, a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held

STS_POINT = 10_000_000  # cost points
SECONDS = 10.0


def rates(problem: Problem) -> dict[str, float]:
    """Return what one unit of each goal but coverage costs, by the published rates of a policy."""
    policy = problem.agency.policy
    burden = STS_POINT / policy.burden_points_per_sts_point
    fit = burden / policy.fit_points_per_burden_point
    return {
        "expected-harm": STS_POINT,
        "even-burden": burden,
        "no-worse-than-rotation": burden * policy.rotation_points * policy.no_worse_than_rotation,
        "continuity-and-fit": -fit,
        "extra-hours": fit * policy.extra_hour_points,
        "few-moves": fit * policy.fit_points_per_move,
    }


def worth(problem: Problem, plan: Plan) -> float:
    """Return a plan's cost from what every goal says in its own unit, at the published rates."""
    by_rate = rates(problem)
    return sum(by_rate[g.name] * g.value(problem, plan) for g in GOALS if g.name in by_rate)


def found(agency: Agency) -> Plan:
    plan = propose(agency, SECONDS).plan
    assert plan is not None
    return plan


def traded(first: str, second: str, agency: Agency, plans: Sequence[Plan]) -> Plan:
    """Return the plan that the search chooses, which is the cheapest at the published rates.

    `plans`: one that is better by the first goal, one that is better by the second, and others.
    """
    problem = measure(agency)
    costs = {goal.name: [goal.cost(problem, plan) for plan in plans[:2]] for goal in GOALS}
    assert costs[first][0] < costs[first][1], first
    assert costs[second][0] > costs[second][1], second
    assert [plan for plan in plans if breaches(problem, plan, RULES)] == []
    chosen = found(agency)
    assert chosen == min(plans, key=lambda plan: worth(problem, plan))
    return chosen


FREE = {"burden_rates": [0] * 5}
"""No cost of an uneven burden, so that the other goals stand out."""
EARLIER = {"kind": Kind.ADVOCACY, "earlier_worker": "w1"}
LONG = (a_stage(13, exposure=240),)
HARD = a_case("c1", rubric=a_tier(4), stages=LONG)
CARRIED = a_case("o1", rubric=a_tier(4), stages=(a_stage(13, exposure=60),))
TEAMS = tuple(
    Team(id=team, office=office, setting=Setting.CHILD_WELFARE)
    for team, office in (("blue", "north"), ("red", "south"))
)


@pytest.mark.parametrize(("weights", "taken"), [([1, 2, 4, 8, 16], "c1"), ([1] * 5, "c2")])
def test_harm_decides_between_equally_urgent_cases_and_never_against_a_more_urgent_one(
    weights: list[int], taken: str
):
    frail = a_worker("w1", months_in_field=12, months_in_post=12)
    light = a_case("c2", urgency=2, stages=(a_stage(1, exposure=1),))
    cases = [HARD.model_copy(update={"urgency": 3}), light]
    dearest = {"burden_points_per_sts_point": 1, "sts_cut_off": 17}
    settings = dearest | {"new_cases_a_batch": 1, "urgency_weights": weights}
    agency = an_agency([frail], cases, policy=settings)
    problem = measure(agency)
    harm, coverage = GOALS[1], GOALS[0]
    urgent, easy = a_plan(c1="w1"), a_plan(c2="w1")
    assert harm.cost(problem, urgent) > harm.cost(problem, easy)
    gain = coverage.cost(problem, easy) - coverage.cost(problem, urgent)
    assert found(agency) == (urgent if gain else easy)
    assert found(agency).assignments[0].case == taken


@pytest.mark.parametrize(("rate", "lead"), [(100_000, "w2"), (10, "w1")])
def test_harm_is_traded_for_an_even_burden(rate: int, lead: str):
    newer = a_worker("w1", months_in_field=30, months_in_post=30)
    agency = an_agency(
        [newer, a_worker("w2", months_in_field=240)],
        [HARD, CARRIED],
        assignments=(held("o1", "w2"),),
        policy={"burden_points_per_sts_point": rate},
    )
    plans = (a_plan(c1="w2"), a_plan(c1="w1"))
    chosen = traded("expected-harm", "even-burden", agency, plans)
    assert chosen.assignments[0].worker == lead


@pytest.mark.parametrize(("points", "workers"), [(1, {"w1"}), (100, {"w1", "w2"})])
def test_an_even_burden_is_traded_for_taking_turns(points: int, workers: set[str]):
    cases = [a_case(case, kind=Kind.ADVOCACY, stages=LONG) for case in ("c1", "c2")]
    agency = an_agency(
        [a_worker("w1"), a_worker("w2")],
        [*cases, a_case("o1", stages=(a_stage(13, exposure=900),))],
        assignments=(held("o1", "w2"),),
        policy={"no_worse_than_rotation": True, "rotation_points": points},
    )
    by_turns = (a_plan(c1="w1", c2="w2"), a_plan(c1="w2", c2="w1"))
    plans = (a_plan(c1="w1", c2="w1"), *by_turns, a_plan(c1="w2", c2="w2"))
    chosen = traded("even-burden", "no-worse-than-rotation", agency, plans)
    assert {proposed.worker for proposed in chosen.assignments} == workers


@pytest.mark.parametrize(("points", "workers"), [(1, {"w1", "w2"}), (1000, {"w1"})])
def test_taking_turns_is_traded_for_fit(points: int, workers: set[str]):
    cases = [a_case("c1", **EARLIER, stages=LONG), a_case("c2", **EARLIER, stages=LONG)]
    settings = FREE | {"no_worse_than_rotation": True, "continuity_points": points}
    agency = an_agency([a_worker("w1"), a_worker("w2")], cases, policy=settings)
    plans = (a_plan(c1="w1", c2="w2"), a_plan(c1="w1", c2="w1"), a_plan(c1="w2", c2="w1"))
    chosen = traded("no-worse-than-rotation", "continuity-and-fit", agency, plans)
    assert {proposed.worker for proposed in chosen.assignments} == workers


@pytest.mark.parametrize(("minutes", "lead"), [(60, "w1"), (239, "w1"), (241, "w2")])
def test_forty_fit_points_of_continuity_are_traded_for_four_hours_of_travel(minutes: int, lead: str):
    reach = {"offices": ("north", "south")}
    agency = an_agency(
        [a_worker("w1", **reach), a_worker("w2", team="red", **reach)],
        [a_case("c1", office="south", earlier_worker="w1")],
        teams=TEAMS,
        policy={"travel_minutes": minutes},
    )
    plans = (a_plan(c1="w1"), a_plan(c1="w2"))
    chosen = traded("continuity-and-fit", "extra-hours", agency, plans)
    assert chosen.assignments[0].worker == lead


@pytest.mark.parametrize(("minutes", "moved"), [(60, False), (359, False), (361, True)])
def test_six_hours_of_travel_are_traded_for_a_move(minutes: int, moved: bool):
    reach = {"offices": ("north", "south")}
    open_case = Assignment(
        case="o1",
        worker="w2",
        since=TODAY - timedelta(days=30),
        hold=Hold.MOVABLE,
        wish=Wish.CLIENT,
    )
    agency = an_agency(
        [a_worker("w1", **reach), a_worker("w2", team="red", **reach)],
        [a_case("c1", office="south", stages=LONG), a_case("o1", stages=LONG)],
        assignments=(open_case,),
        teams=TEAMS,
        policy={
            "travel_minutes": minutes,
            "handover_minutes": 0,
            "wish_points": 0,
            "unit_budget": 8000,
            "burden_rates": [1, 4, 16, 64, 64],
        },
    )
    stays, moves, crowded = a_plan(c1="w1"), a_plan(c1="w2", o1="w1"), a_plan(c1="w2")
    chosen = traded("extra-hours", "few-moves", agency, (moves, stays, crowded))
    assert chosen == (moves if moved else stays)


def test_every_pair_of_neighbours_is_traded_on_this_page():
    pairs = list(pairwise(goal.name for goal in GOALS))
    assert pairs == [
        ("coverage", "expected-harm"),
        ("expected-harm", "even-burden"),
        ("even-burden", "no-worse-than-rotation"),
        ("no-worse-than-rotation", "continuity-and-fit"),
        ("continuity-and-fit", "extra-hours"),
        ("extra-hours", "few-moves"),
    ]
