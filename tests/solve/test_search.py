"""How a search ends, and what its bound is worth."""

import numpy as np
import pytest

from planner.check import breaches, cost
from planner.goals import GOALS
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.solve.best import Best
from planner.solve.clock import WorkClock
from planner.solve.columns import cheapest
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.generation import Known
from planner.solve.insertion import greedy
from planner.solve.outcome import Ending
from planner.solve.search import _cheapen_by_arcs, search
from tests.builders import a_case, a_random_agency, a_worker, an_agency


def a_program(agency):
    problem = measure(agency)
    return problem, build(problem, RULES, GOALS)


def test_an_agency_without_new_cases_has_the_empty_plan():
    problem, program = a_program(an_agency([a_worker()], []))
    outcome = search(program, WorkClock(5_000))
    assert outcome.ending is Ending.BEST
    assert program.plan(problem, outcome.chosen).assignments == ()


def test_a_case_that_must_go_to_somebody_who_does_not_exist_has_no_plan():
    case = a_case(must_assign=True, language="polish")
    _, program = a_program(an_agency([a_worker()], [case, a_case("c2")]))
    assert search(program, WorkClock(5_000)).ending is Ending.NONE


def test_two_cases_that_must_be_assigned_and_fit_only_one_by_one_have_no_plan():
    cases = [a_case(f"c{n}", must_assign=True, rubric=a_case().rubric) for n in (1, 2)]
    agency = an_agency([a_worker(week=2 * 60)], cases, policy={"productive_share": 700})
    _, program = a_program(agency)
    assert search(program, WorkClock(5_000)).ending is Ending.NONE


@pytest.mark.parametrize("seed", range(40))
def test_the_plan_keeps_every_rule_and_costs_what_it_says(seed):
    problem, program = a_program(a_random_agency(seed, workers=6, cases=8, tight=seed % 4 == 0))
    outcome = search(program, WorkClock(10_000))
    assert outcome.ending in (Ending.BEST, Ending.NONE)
    if outcome.chosen is None:
        return
    plan = program.plan(problem, outcome.chosen)
    assert breaches(problem, plan, RULES) == []
    assert cost(problem, plan, GOALS, program.step) == outcome.cost
    assert (outcome.bound or 0) <= (outcome.cost or 0)
    assert outcome.greedy_cost is None or outcome.cost <= outcome.greedy_cost


@pytest.mark.parametrize("seed", range(100, 120))
def test_patterns_and_arcs_prove_the_same_cost_as_the_second_engine(seed):
    _, program = a_program(a_random_agency(seed, workers=7, cases=9, tight=False))
    first = greedy(program)
    second = solve_by_cpsat(program, 20, by_work=True)
    if not program.arcs or program.broken(first) or second.chosen is None:
        return
    best = Best(program, second.chosen, program.left(second.chosen))
    found = cheapest(program, Known(second.chosen), WorkClock(10_000))
    assert found is not None
    by_patterns, bound = found
    near = max(1.0, 1e-6 * program.rest(second.chosen))
    assert program.total(by_patterns) == pytest.approx(second.cost, abs=near)
    assert bound <= program.rest(second.chosen) + near
    _cheapen_by_arcs(best, second.chosen, WorkClock(10_000))
    assert best.least_rest == pytest.approx(program.rest(second.chosen), abs=near)


def test_shuffled_rows_give_the_same_plan():
    agency = a_random_agency(7, workers=6, cases=8, tight=False)
    shuffled = agency.changed(workers=agency.workers[::-1], cases=agency.cases[::-1])
    plans = []
    for each in (agency, shuffled):
        problem, program = a_program(each)
        plans.append(program.plan(problem, search(program, WorkClock(10_000)).chosen))
    assert plans[0] == plans[1]
    assert plans[0].assignments


def test_forcing_an_arc_never_makes_the_plan_cheaper():
    _, program = a_program(a_random_agency(3, workers=6, cases=8, tight=False))
    outcome = search(program, WorkClock(10_000))
    assert outcome.cost is not None
    for arc in np.flatnonzero(program.item >= 0)[:25]:
        forced = search(program.forced(int(arc)), WorkClock(5_000))
        assert forced.cost is None or forced.cost + 1 >= outcome.cost
