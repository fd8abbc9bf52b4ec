"""Do the ways of the portfolio keep the rules, never lose ground, and prove what they say?"""

from dataclasses import replace

import numpy as np
import pytest

from planner.bench.gap import program_of, read_gap
from planner.certify import certify
from planner.goals import GOALS
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.solve.clock import Clock, WorkClock
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.drawn import DrawnItems, arcs_of, nearest, open_arcs
from planner.solve.ejection import alike, ejected
from planner.solve.insertion import greedy
from planner.solve.neighbourhoods import Effort, improved
from planner.solve.outcome import Ending
from planner.solve.piece import piece, together
from planner.solve.portfolio import run
from planner.solve.race import Race, grain
from planner.solve.relaxation import SCALE, Relaxation
from planner.solve.search import search
from planner.solve.second_core import open_core, search_second_core
from planner.solve.sets import dense, few_sets
from planner.solve.tightening import tightened
from tests.bench.files import a_gap_file, a_random_gap
from tests.builders import a_random_agency

EFFORT = Effort(work=1.0, clock=Clock(10.0), seed=1)


def a_dense_program(folder, seed, agents=4, jobs=40, slack=1.05):
    return program_of(read_gap(a_gap_file(folder, *a_random_gap(seed, agents, jobs, slack))))


def an_agencys_program(seed, workers=4, cases=9):
    return build(measure(a_random_agency(seed, workers=workers, cases=cases)), RULES, GOALS)


def a_plan_by_chance(program, seed):
    """Return a plan with its jobs at agents drawn by chance, as long as they fit."""
    chance = np.random.default_rng(seed)
    chosen = np.zeros(program.arcs, dtype=bool)
    room = program.local.room[:, 0].copy()
    use = program.local.use[program.local.row, 0]
    for item in np.argsort(-use[program.item.argsort(kind="stable")][: len(program.items)]).tolist():
        arcs = np.flatnonzero((program.item == item) & (use <= room[program.worker]))
        arc = chance.choice(arcs)
        chosen[arc] = True
        room[program.worker[arc]] -= use[arc]
    return chosen


@pytest.mark.parametrize("seed", range(6))
def test_ejection_chains_keep_every_rule_and_only_save(tmp_path, seed):
    program = a_dense_program(tmp_path, seed, slack=1.5)
    begun = a_plan_by_chance(program, seed)
    assert program.broken(begun) == set()
    ended = ejected(program, begun, program.cost.astype(float))
    assert program.broken(ended) == set()
    assert program.total(ended) < program.total(begun)


def test_a_chain_of_three_is_found_where_no_move_and_no_exchange_saves(tmp_path):
    cost = [[5, 9, 1], [1, 5, 9], [9, 1, 5]]
    program = program_of(read_gap(a_gap_file(tmp_path, cost, [[1] * 3] * 3, [1] * 3)))
    begun = program.worker == program.item
    ended = ejected(program, begun, program.cost.astype(float))
    assert program.total(ended) == 3 * 10_000
    assert program.broken(ended) == set()


@pytest.mark.parametrize("seed", range(8))
def test_ejection_chains_of_cases_with_helpers_and_curves_keep_every_rule(seed):
    program = an_agencys_program(seed)
    begun = greedy(program)
    ended = ejected(program, begun, program.cost.astype(float))
    assert not program.broken(ended) - program.broken(begun)
    assert program.total(ended) <= program.total(begun)


def test_arcs_are_alike_only_where_every_link_counts_them_the_same():
    program = an_agencys_program(3)
    number, columns = alike(program), program.links.T.toarray()
    for arc in range(program.arcs):
        same = (columns == columns[arc]).all(axis=1)
        assert ((number == number[arc]) == same).all()


@pytest.mark.parametrize("seed", range(8))
def test_a_piece_differs_in_cost_and_rules_as_the_whole_does(seed):
    program = an_agencys_program(seed)
    begun = greedy(program)
    if program.broken(begun):
        return
    chance = np.random.default_rng(seed)
    free = np.flatnonzero(chance.random(program.arcs) < 0.5)
    kept = begun.copy()
    kept[free] = False
    part = piece(program, kept, free)
    base = part.total(begun[free]) - program.total(begun)
    for _ in range(40):
        chosen = chance.random(len(free)) < 0.1
        plan = together(kept, free, chosen)
        assert part.total(chosen) - program.total(plan) == base
        touched = program.broken(plan) - program.broken(kept)
        assert bool(part.broken(chosen)) or not touched


@pytest.mark.parametrize("seed", range(6))
def test_a_neighbourhood_is_never_dearer_and_changes_its_workers_alone(tmp_path, seed):
    program = a_dense_program(tmp_path, seed, slack=1.5)
    begun = a_plan_by_chance(program, seed)
    workers = np.array([seed % 4, (seed + 1) % 4])
    free = open_arcs(program, begun, workers, np.ones(program.arcs, dtype=bool))
    found = improved(program, begun, free, EFFORT)
    assert found is not None
    assert program.broken(found) == set()
    assert program.total(found) <= program.total(begun)
    others = ~np.isin(program.worker, workers)
    assert (found[others] == begun[others]).all()


@pytest.mark.parametrize("seed", range(6))
def test_items_are_drawn_whole_and_what_they_have_stays_possible(seed):
    program = an_agencys_program(seed)
    begun = greedy(program)
    near = nearest(program, program.cost.astype(float), 3)
    drawn = DrawnItems(program, program.cost.astype(float), near)
    chance = np.random.default_rng(seed)
    for most in (1, 5, program.arcs):
        free = drawn.arcs(begun, most, chance)
        cases = set(program.case[free].tolist())
        theirs = begun & np.isin(program.case, list(cases))
        assert set(np.flatnonzero(theirs).tolist()) <= set(free.tolist())
        leads = program.item[free] >= 0
        assert (near[free] | begun[free] | ~leads).all()


def test_items_that_share_a_case_are_opened_together():
    program = an_agencys_program(1)
    bundle = len(program.items) - 1
    one_of_it = program.items.index(program.items[bundle][:1])
    arcs = arcs_of(program, np.array([one_of_it]))
    assert len(program.items[bundle]) > 1
    assert arcs[program.item == bundle].all()
    assert not arcs.all()


def a_race(program, clock, chosen=None):
    """Return a race that begins with a plan, and the reduced costs of the lines in cost points."""
    lines = tightened(Relaxation(program, least_covered=program.weight), Clock(20))
    assert lines.reduced is not None
    race = Race(program, 0, clock)
    race.bound_by_lines = lines.bound * SCALE
    race.offer(greedy(program) if chosen is None else chosen)
    return race, lines.reduced * SCALE


@pytest.mark.parametrize("seed", range(3))
def test_the_second_core_proves_the_cheapest_plan_over_fewer_arcs(tmp_path, seed):
    program = a_dense_program(tmp_path, seed, agents=3, jobs=30, slack=1.3)
    race, reduced = a_race(program, Clock(60), a_plan_by_chance(program, seed))
    search_second_core(race, reduced, race.clock, seed=1)
    cheapest = solve_by_cpsat(program, 60)
    assert cheapest.ending is Ending.BEST
    assert race.cost == cheapest.cost
    assert race.over.is_set()
    left = open_core(race, reduced)
    assert set(np.flatnonzero(race.chosen)) <= set(left)
    assert len(left) < program.arcs


def test_the_second_core_takes_the_same_way_under_the_same_work(tmp_path):
    program = a_dense_program(tmp_path, 4, agents=4, jobs=40)
    ways = []
    for _ in range(2):
        clock = WorkClock(500)
        race, reduced = a_race(program, clock, a_plan_by_chance(program, 1))
        search_second_core(race, reduced, clock, seed=1)
        ways.append((race.chosen.tolist(), race.least_rest, clock.left()))
    assert ways[0] == ways[1]


@pytest.mark.parametrize("seed", range(3))
def test_the_portfolio_proves_the_cost_that_the_second_engine_proves(tmp_path, seed):
    program = a_dense_program(tmp_path, seed, agents=3, jobs=30, slack=1.3)
    found = run(program, None, 0, Clock(20))
    second = solve_by_cpsat(program, 60)
    assert second.ending is Ending.BEST
    assert second.cost is not None
    assert found.chosen is not None
    assert program.broken(found.chosen) == set()
    assert found.least_rest <= second.cost == program.total(found.chosen)


@pytest.mark.parametrize("seed", range(6))
def test_the_portfolio_bounds_and_serves_an_agency_as_patterns_do(seed):
    program = an_agencys_program(seed)
    patterns = search(program, 20)
    assert not dense(program)
    if patterns.ending is not Ending.BEST:
        return
    begun = greedy(program)
    found = run(program, None if program.broken(begun) else begun, 0, Clock(6))
    assert found.least_left <= program.left(patterns.chosen)
    assert found.chosen is not None
    assert program.broken(found.chosen) == set()
    assert program.total(found.chosen) >= patterns.bound
    if program.left(found.chosen) == found.least_left:
        assert found.least_rest <= program.rest(patterns.chosen)


def test_the_same_work_finds_the_same_plan_of_a_dense_program(tmp_path):
    program = a_dense_program(tmp_path, 2)
    first, again = (run(program, None, 0, WorkClock(4_000)) for _ in range(2))
    assert first.chosen is not None
    assert again.chosen is not None
    assert (first.chosen == again.chosen).all()
    assert first.least_rest == again.least_rest


def test_a_dense_plans_certificate_claims_no_price_that_cannot_be_counted(tmp_path):
    program = a_dense_program(tmp_path, 3, slack=1.2)
    assert dense(program)
    outcome = search(program, 5)
    assert outcome.chosen is not None
    assert outcome.certificate is not None
    verdict = certify(program, outcome.chosen, outcome.certificate)
    assert verdict.faults == ()
    assert verdict.cost == outcome.cost


def test_a_race_takes_no_plan_that_is_dearer_or_breaks_a_rule(tmp_path):
    program = a_dense_program(tmp_path, 1, slack=1.5)
    race = Race(program, 0, Clock(5))
    first, second = sorted((a_plan_by_chance(program, n) for n in (1, 2)), key=program.total)
    assert race.offer(second)
    assert race.offer(first)
    assert not race.offer(second)
    assert not race.offer(np.ones(program.arcs, dtype=bool))
    assert race.cost is not None
    race.raise_bound(race.cost - 0.9 * grain(program))
    assert race.gap == 0
    assert not race.running


def test_few_sets_are_those_of_few_arcs_or_of_small_rooms(tmp_path):
    wide = a_dense_program(tmp_path, 1)
    assert not few_sets(wide)
    least = int(wide.local.use.min())
    narrow = replace(wide, local=replace(wide.local, room=np.full_like(wide.local.room, 2 * least)))
    assert few_sets(narrow)
