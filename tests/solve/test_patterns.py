"""Whether the list of patterns is complete, against all sets written out."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest

from planner.goals import GOALS
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.solve.clock import WorkClock
from planner.solve.levels import NOISE
from planner.solve.one_worker import Effort, least_reduced
from planner.solve.patterns import Pricing, Wanted
from tests.builders import a_random_agency


def every_set(pricing, paid):
    """Return (worker, arcs, reduced cost without the worker's price) of every set with room."""
    program = pricing.program
    found = []
    for worker in range(program.workers):
        mine = np.flatnonzero(program.worker == worker)
        for size in range(1, len(mine) + 1):
            table = np.array(list(combinations(mine.tolist(), size)))
            table = table[pricing.rooms.hold(table)]
            reduced = pricing._cost(table, np.full(len(table), worker)) - paid[table].sum(axis=1)
            found += [(worker, tuple(a), r) for a, r in zip(table.tolist(), reduced, strict=True)]
    return found


@cache
def sets_by_chance(seed):
    """Return the pricing of an agency by chance, what rows pay by chance, and every set."""
    problem = measure(a_random_agency(seed, workers=3, cases=7, tight=bool(seed % 2)))
    pricing = Pricing(build(problem, RULES, GOALS))
    paid = pricing.alone * np.random.default_rng(seed).uniform(0.5, 1.8, pricing.program.arcs)
    return pricing, paid, every_set(pricing, paid)


def best_of(sets, worker):
    return min([0.0, *(reduced for of, _, reduced in sets if of == worker)])


def test_there_are_agencies_with_many_sets_and_with_few():
    counts = [len(sets_by_chance(seed)[2]) for seed in range(40)]
    assert max(counts) > 1000
    assert sum(count > 50 for count in counts) >= 8
    assert sum(count < 10 for count in counts) >= 8


@pytest.mark.parametrize("seed", range(40))
def test_every_pattern_up_to_a_wanted_reduced_cost_is_listed(seed):
    pricing, paid, sets = sets_by_chance(seed)
    prices = np.array([best_of(sets, worker) for worker in range(pricing.program.workers)])
    for wanted in (0.0, 1e5, 1e6):
        listed, crowded = pricing.below(paid, prices, Wanted(wanted))
        have = {tuple(int(a) for a in row if a >= 0) for row in listed.arcs}
        want = {arcs for worker, arcs, reduced in sets if reduced - prices[worker] <= wanted - 1e-6}
        assert len(crowded) == 0
        assert want <= have


@pytest.mark.parametrize("seed", range(40))
def test_where_a_pattern_is_missing_one_is_found(seed):
    pricing, paid, sets = sets_by_chance(seed)
    listed, _ = pricing.below(paid, np.zeros(pricing.program.workers), Wanted(-NOISE))
    assert (len(listed) > 0) == any(reduced < -NOISE for _, _, reduced in sets)


@pytest.mark.parametrize("each", [1, 3])
@pytest.mark.parametrize("seed", range(40))
def test_the_best_pattern_of_each_worker_is_among_the_few_that_are_asked_for(seed, each):
    pricing, paid, sets = sets_by_chance(seed)
    nobody = np.zeros(pricing.program.workers)
    listed, crowded = pricing.below(paid, nobody, Wanted(-NOISE, each=each))
    reduced = listed.cost - np.where(listed.arcs >= 0, paid[listed.arcs], 0.0).sum(axis=1)
    assert len(crowded) == 0
    for worker in range(pricing.program.workers):
        found = min([0.0, *reduced[listed.worker == worker].tolist()])
        assert found == pytest.approx(best_of(sets, worker), abs=2 * NOISE)


@pytest.mark.parametrize("seed", range(40))
def test_who_is_not_listed_to_the_end_for_lack_of_time_is_said(seed):
    pricing, paid, sets = sets_by_chance(seed)
    prices = np.array([best_of(sets, worker) for worker in range(pricing.program.workers)])
    listed, unsure = pricing.below(paid, prices, Wanted(1e6), WorkClock(0))
    have = {tuple(int(a) for a in row if a >= 0) for row in listed.arcs}
    wanted = [(of, arcs) for of, arcs, reduced in sets if reduced - prices[of] <= 1e6 - 1e-6]
    missed = {of for of, arcs in wanted if arcs not in have}
    assert missed <= set(unsure.tolist())
    assert have == {arcs for arcs in have if len(arcs) == 1}


def test_beyond_so_many_patterns_no_more_are_listed_and_that_is_said():
    seed = max(range(40), key=lambda seed: len(sets_by_chance(seed)[2]))
    pricing, paid, _ = sets_by_chance(seed)
    nobody = np.zeros(pricing.program.workers)
    every, none_unsure = pricing.below(paid, nobody, Wanted(1e6))
    some, unsure = pricing.below(paid, nobody, Wanted(1e6, total=20))
    assert (len(none_unsure), 20 < len(some) < len(every)) == (0, True)
    assert len(unsure)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_pattern_of_one_worker_is_the_best_of_all_sets(seed):
    pricing, paid, sets = sets_by_chance(seed)
    for worker in range(pricing.program.workers):
        arcs, bound = least_reduced(pricing, worker, paid, Effort(limit=5, gap=1e-9))
        best = best_of(sets, worker)
        assert bound == pytest.approx(best, abs=1.0)
        cost = pricing.set_of(arcs).cost[0] - paid[arcs].sum() if len(arcs) else 0.0
        assert cost == pytest.approx(best, abs=1.0)
