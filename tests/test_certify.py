"""Does the certifier confirm what is so, and refuse whatever is not?"""

from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from planner.certify import _OPEN, Count, _Branching, certify
from planner.goals import GOALS
from planner.problem import measure
from planner.program import build
from planner.program.certificate import Certificate
from planner.rules import RULES
from planner.solve.clock import WorkClock
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.insertion import greedy
from planner.solve.outcome import Ending
from planner.solve.search import search
from tests.builders import a_random_agency

SEEDS = range(30)


@cache
def searched(seed):
    """Return the program of an agency by chance, and how its search ended."""
    agency = a_random_agency(seed, workers=6, cases=9, tight=bool(seed % 2))
    free = (case.model_copy(update={"must_assign": False}) for case in agency.cases)
    program = build(measure(agency.changed(cases=tuple(free))), RULES, GOALS)
    return program, search(program, WorkClock(10_000), priced=True)


def with_both_proofs():
    """Return a search whose certificate has prices of coverage and of the rest."""
    for seed in range(200):
        program, outcome = searched(seed)
        found = outcome.certificate
        if found is not None and found.coverage and found.cheapest and found.cheapest.links:
            return program, outcome, found
    raise AssertionError("no seed has both")


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_search_ends_with_is_confirmed(seed):
    program, outcome = searched(seed)
    assert outcome.certificate is not None
    verdict = certify(program, outcome.chosen, outcome.certificate)
    assert verdict.faults == ()
    assert verdict.cost == outcome.cost
    assert verdict.bound <= verdict.cost


@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_the_confirmed_bound_is_never_above_what_the_best_plan_costs(seed):
    program, outcome = searched(seed)
    second = solve_by_cpsat(program, 30, by_work=True)
    assert second.ending is Ending.BEST
    assert second.cost is not None
    assert certify(program, outcome.chosen, outcome.certificate).bound <= second.cost


def test_most_often_prices_alone_prove_the_best_plan_best():
    gaps = []
    for seed in SEEDS:
        program, outcome = searched(seed)
        verdict = certify(program, outcome.chosen, outcome.certificate)
        gaps.append(verdict.gap <= max(1, 1e-6 * program.rest(outcome.chosen)))
    assert np.mean(gaps) > 0.6


def test_a_price_with_its_sign_turned_is_refused():
    program, outcome, found = with_both_proofs()
    most = max(found.cheapest.links, key=lambda pair: abs(pair[1]))
    turned = tuple((at, -p if (at, p) == most else p) for at, p in found.cheapest.links)
    changed = found.cheapest.model_copy(update={"links": turned})
    verdict = certify(program, outcome.chosen, found.model_copy(update={"cheapest": changed}))
    assert "Prices prove that the rest costs" in verdict.faults[0]


@pytest.mark.parametrize("part", ["coverage", "cheapest"])
def test_a_bound_that_is_raised_is_refused(part):
    program, outcome, found = with_both_proofs()
    prices = getattr(found, part)
    raised = prices.model_copy(update={"least": prices.least + program.weight + 1_000})
    verdict = certify(program, outcome.chosen, found.model_copy(update={part: raised}))
    assert not verdict.fine


def test_a_bound_above_the_cost_is_refused():
    program, outcome, found = with_both_proofs()
    changed = found.model_copy(update={"bound": outcome.cost + 1})
    assert not certify(program, outcome.chosen, changed).fine


def test_a_certificate_of_another_plan_is_refused():
    for seed in SEEDS:
        program, outcome = searched(seed)
        other = greedy(program)
        if not program.broken(other) and program.total(other) != outcome.cost:
            assert not certify(program, other, outcome.certificate).fine
            return
    raise AssertionError("greedy is best everywhere")


def test_a_plan_that_breaks_a_row_is_refused():
    program, _, found = with_both_proofs()
    everything = np.ones(program.arcs, dtype=bool)
    changed = found.model_copy(
        update={"left": program.left(everything), "rest": program.rest(everything), "bound": 0}
    )
    assert "The plan breaks a rule." in certify(program, everything, changed).faults


def test_a_certificate_of_another_program_is_refused():
    program, outcome, found = with_both_proofs()
    dearer = replace(program, cost=program.cost + 1)
    assert "of another agency" in certify(dearer, outcome.chosen, found).faults[0]


@pytest.mark.parametrize(
    "change",
    [
        {"covering": -1},
        {"links": ((0, 1), (0, 1))},
        {"links": ((-1, 1),)},
        {"links": ((10**6, 1),)},
        {"links": ((0, 1 << 61),)},
        {"covering": 1 << 61},
    ],
)
def test_prices_of_no_row_of_the_wrong_sign_or_too_large_to_count_are_refused(change):
    program, outcome, found = with_both_proofs()
    changed = found.model_copy(update={"cheapest": found.cheapest.model_copy(update=change)})
    assert "The prices do not fit the rows." in certify(program, outcome.chosen, changed).faults


@pytest.mark.parametrize("seed", range(30))
def test_the_least_of_a_worker_is_that_of_all_sets_written_out(seed):
    agency = a_random_agency(seed, workers=3, cases=5, tight=bool(seed % 2))
    program = build(measure(agency), RULES, GOALS)
    count, chance = Count(program), np.random.default_rng(seed)
    for worker in range(program.workers):
        mine = np.flatnonzero(program.worker == worker)
        alone = [count.rest(np.arange(program.arcs) == arc) for arc in mine]
        paid = np.rint(np.array(alone, dtype=float) * 1000 * chance.uniform(0.5, 1.8, len(mine)))
        reduced = program.cost[mine] * 1000 - paid.astype(np.int64)
        least = 0
        for size in range(1, len(mine) + 1):
            for members in combinations(range(len(mine)), size):
                arcs = mine[list(members)]
                if (
                    program.local.use[program.local.row[arcs]].sum(0) <= program.local.room[worker]
                ).all():
                    chosen = np.isin(np.arange(program.arcs), arcs)
                    curves = count.rest(chosen) - int(program.cost[arcs].sum())
                    least = min(least, 1000 * curves + int(reduced[list(members)].sum()))
        found = _Branching(count, worker, mine, reduced, curves=True).least()
        assert least - _OPEN <= found <= least


def test_where_branching_is_given_up_the_bound_is_weaker_but_true(monkeypatch):
    program, outcome, found = with_both_proofs()
    honest = certify(program, outcome.chosen, found)
    monkeypatch.setattr("planner.certify._MOST_SETS", 1)
    weaker = certify(program, outcome.chosen, found)
    assert weaker.bound <= honest.bound


def test_a_certificate_is_the_same_once_written_and_read():
    _, _, found = with_both_proofs()
    assert Certificate.model_validate_json(found.model_dump_json()) == found
