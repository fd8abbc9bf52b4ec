"""Whether the bound on what must be left is true and tight, against CP-SAT on coverage alone."""

from dataclasses import replace

import numpy as np
import pytest

from planner.goals import GOALS
from planner.problem import measure
from planner.program import Program, build
from planner.rules import RULES
from planner.solve.clock import WorkClock
from planner.solve.coverage import _same_whole, least_left
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.insertion import greedy
from planner.solve.outcome import Ending
from tests.builders import a_random_agency


def program_of(seed: int) -> Program:
    agency = a_random_agency(seed, workers=4, cases=9)
    free = (case.model_copy(update={"must_assign": False}) for case in agency.cases)
    return build(measure(agency.changed(cases=tuple(free))), RULES, GOALS)


def least_weight_left(program: Program) -> int:
    """Return the least weight any plan leaves, by CP-SAT."""
    alone = replace(program, cost=np.zeros_like(program.cost), curves=(), step=1)
    outcome = solve_by_cpsat(alone, 20, by_work=True)
    assert outcome.ending is Ending.BEST
    assert outcome.chosen is not None
    return program.left(outcome.chosen)


@pytest.mark.parametrize("seed", range(40))
def test_the_bound_is_never_above_what_the_best_plan_leaves(seed: int):
    program = program_of(seed)
    first = greedy(program)
    if program.broken(first) or not program.arcs:
        pytest.skip("greedy finds no plan to begin with")
    chosen, bound = least_left(program, first, WorkClock(20_000))
    least = least_weight_left(program)
    assert bound <= least <= program.left(chosen) <= program.left(first)
    assert not program.broken(chosen)


def test_most_often_the_bound_is_met():
    met = []
    for seed in range(40):
        program = program_of(seed)
        first = greedy(program)
        if not program.broken(first) and program.arcs and program.left(first):
            chosen, bound = least_left(program, first, WorkClock(20_000))
            met.append(program.left(chosen) == bound)
    assert len(met) > 10
    assert np.mean(met) > 0.8


def test_a_bound_that_was_not_found_in_time_is_not_the_value():
    assert not _same_whole(5.0, -np.inf)
    assert _same_whole(5.0, 5.0)
