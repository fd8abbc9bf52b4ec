"""Whether a program's leads alone say no more than the whole program, and what they say is proven."""

import numpy as np
import pytest

from planner.program import Program
from planner.solve.clock import WorkClock
from planner.solve.coverage import least_left
from planner.solve.insertion import greedy
from planner.solve.leads import leads_of
from planner.solve.outcome import Ending
from planner.solve.search import search
from tests.solve.test_coverage import least_weight_left, program_of


def helped(seed: int) -> Program:
    """Return a program with helpers' arcs and a plan to begin with, or skip."""
    program = program_of(seed)
    if not (program.item < 0).any() or program.broken(greedy(program)):
        pytest.skip("nobody may help, or greedy finds no plan to begin with")
    return program


@pytest.mark.parametrize("seed", range(40))
def test_the_leads_of_a_plan_are_a_plan_of_the_leads_alone(seed):
    program = helped(seed)
    leads, plan = leads_of(program), greedy(program)
    assert leads is not None
    assert not leads.program.broken(leads.of(plan))
    assert leads.program.left(leads.of(plan)) == program.left(plan)


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_leaves_less_than_the_leads_alone_say(seed):
    program = helped(seed)
    leads = leads_of(program)
    assert leads is not None
    _, bound = least_left(leads.program, leads.of(greedy(program)), WorkClock(20_000))
    assert bound <= least_weight_left(program)


def test_most_often_they_say_just_what_can_be_reached():
    met, open_at_first = 0, 0
    for seed in range(120):
        program = program_of(seed)
        leads = leads_of(program)
        if leads is None or program.broken(greedy(program)):
            continue
        _, bound = least_left(leads.program, leads.of(greedy(program)), WorkClock(20_000))
        best = search(program, WorkClock(20_000))
        assert best.chosen is not None
        if best.ending is Ending.BEST and program.left(greedy(program)) > 0:
            open_at_first += 1
            met += bound == program.left(best.chosen)
    assert open_at_first > 10
    assert met > 0.6 * open_at_first


def test_a_program_without_helpers_has_no_others():
    program = program_of(0)
    assert leads_of(program.only(np.asarray(program.item >= 0))) is None
