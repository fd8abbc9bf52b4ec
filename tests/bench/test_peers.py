"""Do plans of others keep every rule, and do they cost what the product counts?"""

from functools import cache

import numpy as np
import pytest

from benchmarks.peers.contest import by_best_fit, by_cpsat, counted
from benchmarks.peers.highs import by_highs
from benchmarks.peers.today import FewestOpen, Rotation, by_fewest_open, by_rotation
from planner.bench.gap import program_of, read_gap
from planner.bench.straight import UNIT
from planner.generate import generate
from planner.pipeline import Side
from planner.solve.outcome import Ending
from planner.solve.search import search
from tests.bench.files import a_gap_file, a_random_gap
from tests.bench.test_gap import cheapest_by_trying

SECONDS = 20.0
SEEDS = range(1, 5)
ENGINES = {"CP-SAT": by_cpsat, "HiGHS": by_highs}
TODAY = {"rotation": by_rotation, "fewest open cases": by_fewest_open}


@cache
def a_side(seed):
    return Side(generate("english-authority", seed, workers=20, new_cases=10))


@cache
def best_of(seed):
    outcome = search(a_side(seed).program, SECONDS)
    assert outcome.ending is Ending.BEST
    return outcome


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("seed", SEEDS)
def test_an_engine_given_the_whole_program_finds_what_is_proven_best(name, seed):
    program = a_side(seed).program
    found = counted(program, ENGINES[name](program, SECONDS), 0.0)
    assert found.cost is not None, found.why
    assert best_of(seed).bound <= found.cost
    assert found.left == program.left(best_of(seed).chosen)
    assert found.cost == pytest.approx(best_of(seed).cost, rel=1e-6)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("seed", range(6))
def test_an_engine_finds_the_cheapest_assignment_of_a_file(tmp_path, name, seed):
    cost, use, room = a_random_gap(seed, agents=3, jobs=7, slack=[0.9, 1.0, 1.1][seed % 3])
    program = program_of(read_gap(a_gap_file(tmp_path, cost, use, room)))
    found = counted(program, ENGINES[name](program, SECONDS), 0.0)
    cheapest = cheapest_by_trying(cost, use, room)
    assert found.cost == (None if cheapest is None else cheapest * UNIT)
    assert found.why == ("no plan found" if cheapest is None else "")


@pytest.mark.parametrize("name", TODAY)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_done_today_held_to_the_rules_keeps_them_all(name, seed):
    side = a_side(seed)
    found = counted(side.program, TODAY[name](side.program, side.problem), 0.0)
    assert found.cost is not None, found.why
    assert best_of(seed).bound <= found.cost


@pytest.mark.parametrize("seed", SEEDS)
def test_best_fit_keeps_every_rule(seed):
    program = a_side(seed).program
    found = counted(program, by_best_fit(program, SECONDS), 0.0)
    assert found.cost == best_of(seed).greedy_cost


def test_who_took_a_case_goes_to_the_end_of_the_line():
    turn = Rotation([0, 1, 2])
    assert [turn({0, 1, 2}), turn({0, 2}), turn({0, 1}), turn({0, 1, 2})] == [0, 2, 1, 0]


def test_who_has_the_fewest_for_their_post_is_next():
    fewest = FewestOpen([2, 1, 4], [1.0, 0.5, 1.0])
    assert [fewest({0, 1, 2}), fewest({0, 1, 2}), fewest({2})] == [0, 1, 2]
    assert fewest.held == [3, 2, 5]


def test_a_plan_that_breaks_a_rule_has_no_cost_and_names_it(tmp_path):
    program = program_of(read_gap(a_gap_file(tmp_path, [[1, 1], [5, 5]], [[2, 2], [2, 2]], [3, 3])))
    both = (program.worker == 0) & np.ones(program.arcs, dtype=bool)
    found = counted(program, both, 1.5)
    assert (found.cost, found.seconds, found.why) == (None, 1.5, "breaks capacity")
