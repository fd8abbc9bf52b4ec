"""Even burden: nobody carries a much larger share of their own dose budget than others."""

import pytest

from planner.domain import Plan
from planner.goals.even_burden import EvenBurden
from planner.problem import measure
from tests.builders import a_case, a_plan, a_stage, a_worker, an_agency, held

GOAL = EvenBurden()
POINT = 25_000  # cost points of a burden point: ten million to the STS point, 400 burden points
RATES = {"burden_shares": [0, 500], "burden_rates": [1, 4], "unit_budget": 10_000, "harm_weeks": 1}


def a_load(id: str, share: int):
    """Return a case that in its one week adds some hundredths of a budget of 10,000."""
    equivalent_of_an_hour = 159.1  # (1 - 2^(-1/4)) x 1000
    return a_case(id, stages=(a_stage(1, exposure=round(share * 100 * 60 / equivalent_of_an_hour)),))


def points(*shares: int, carried: int = 0, fte: int = 1000) -> float:
    """Return the burden points of giving cases of some shares to one worker."""
    cases = [a_load(f"c{place}", share) for place, share in enumerate(shares)]
    cases.append(a_load("o1", carried))
    agency = an_agency([a_worker("w1", fte=fte)], cases, assignments=(held("o1", "w1"),), policy=RATES)
    plan = a_plan(**{case.id: "w1" for case in cases if case.id != "o1"})
    return GOAL.cost(measure(agency), plan) / POINT


@pytest.mark.parametrize(
    ("shares", "carried", "expected"),
    [
        ((20,), 0, 20),
        ((20, 30), 0, 50),
        ((60,), 0, 50 + 4 * 10),
        ((20,), 50, 4 * 20),
        ((20,), 40, 10 + 4 * 10),
        ((), 70, 0),
    ],
)
def test_each_hundredth_of_the_budget_costs_the_rate_of_where_it_stands(
    shares: tuple[int, ...], carried: int, expected: int
):
    assert points(*shares, carried=carried) == pytest.approx(expected, abs=0.1)


def test_the_share_is_of_the_own_budget():
    assert points(10, fte=500) == pytest.approx(points(20), abs=0.1)


def test_a_heavier_burden_is_relieved_first():
    assert points(10, carried=60) > points(10, carried=20)


def test_the_value_tells_all_that_is_carried():
    agency = an_agency(
        [a_worker("w1"), a_worker("w2")],
        [a_load("o1", 60)],
        assignments=(held("o1", "w1"),),
        policy=RATES,
    )
    assert GOAL.value(measure(agency), Plan()) == pytest.approx(50 + 4 * 10, abs=0.1)


def test_the_value_tells_what_a_plan_adds():
    agency = an_agency(
        [a_worker("w1"), a_worker("w2")],
        [a_load("o1", 40), a_load("c1", 20), a_load("c2", 30)],
        assignments=(held("o1", "w1"),),
        policy=RATES,
    )
    after = GOAL.value(measure(agency), a_plan(c1="w1", c2="w2"))
    assert after == pytest.approx(50 + 4 * 10 + 30, abs=0.1)


def test_rates_hold_from_exactly_their_share_of_the_budget():
    problem = measure(an_agency([a_worker("w1", fte=333)], [a_case("c1")], policy=RATES))
    assert problem.budget_load.tolist() == [3330]
    (curve,) = GOAL.curves(problem)
    assert curve.knots.tolist() == [[0, 1665]]
    assert curve.slopes.tolist() == [[0, 100 * POINT // 3330, 4 * 100 * POINT // 3330]]


def test_a_worker_without_a_budget_has_a_cost_all_the_same():
    agency = an_agency([a_worker("w1")], [a_case("c1")], policy=RATES)
    problem = measure(agency)
    none = type(problem)(**{**vars(problem), "budget_load": 0 * problem.budget_load})
    assert GOAL.cost(none, a_plan(c1="w1")) > GOAL.cost(problem, a_plan(c1="w1"))
