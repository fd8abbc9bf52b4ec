"""Is the plan that the search finds as cheap as the cheapest of all plans, tried one by one?"""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from planner.check import breaches, cost
from planner.domain import COVERS, Agency, Case, Cover, GroupRule, Kind, Plan, Proposed, Role
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.problem.arrays import Bools
from planner.problem.problem import NOBODY
from planner.program import Program, build
from planner.rules import RULES
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.outcome import Ending
from planner.solve.search import search
from tests.builders import a_random_agency
from tests.rules.samples import stirred

SECONDS = 30.0


def an_agency_by_chance(seed: int, workers: int, new_cases: int) -> Agency:
    """Return an agency in which some cases fit and some do not."""
    rng = np.random.default_rng(seed)
    tight = bool(rng.random() < 0.2)
    agency = stirred(a_random_agency(seed, workers, new_cases, tight=tight), rng)
    budget = int(rng.choice([15_000, 30_000, 60_000]))
    marked = bool(rng.random() < 2 / new_cases)
    settings = {"unit_budget": budget, "fit_points_per_move": int(rng.choice([0, 60]))}
    preferred: dict[str, object] = {}
    if rng.random() < 0.25:
        preferred = {"group": "g3", "group_rule": GroupRule.PREFERRED, "kind": Kind.ADVOCACY}
    cases = []
    for case in agency.cases:
        changes: dict[str, object] = {"must_assign": case.must_assign and marked}
        free = case.id not in agency.open_cases and case.group in (None, "g3")
        cases.append(case.model_copy(update=changes | (preferred if free else {})))
    policy = agency.policy.model_copy(update=settings)
    return agency.changed(policy=policy, cases=tuple(cases))


def every_plan(problem: Problem) -> list[Plan]:
    """Return every plan of proposals that break nothing by themselves.

    Taking a case away breaks only what must be assigned or stay together, so no other plan is allowed.
    """
    alone = [rule for rule in RULES if rule.name not in ("must-assign", "together")]
    ways = []
    for case in problem.cases:
        each = [Plan(assignments=(p,)) for p in every_proposal(problem, case)]
        ways.append([Plan(), *(plan for plan in each if not breaches(problem, plan, alone))])
    return [
        Plan(assignments=tuple(p for part in parts for p in part.assignments))
        for parts in product(*ways)
    ]


def every_proposal(problem: Problem, case: Case) -> Iterator[Proposed]:
    """Yield a case with any lead, any support or none, and anybody as cover in the lead's absence."""
    ids = [worker.id for worker in problem.workers]
    for lead, support in product(ids, [None, *ids]):
        absent = np.flatnonzero(problem.absent[problem.worker_at[lead]]).tolist()
        weeks = [week + 1 for week in absent if week < case.weeks]
        for covers in product(ids, repeat=len(weeks)):
            cover = tuple(Cover(week=w, worker=c) for w, c in zip(weeks, covers, strict=True))
            yield Proposed(case=case.id, worker=lead, support=support, cover=cover)


def least_cost(problem: Problem, step: int) -> int | None:
    """Return the cost of the cheapest plan without a breach, tried one by one."""
    plans = [plan for plan in every_plan(problem) if not breaches(problem, plan, RULES)]
    return min((cost(problem, plan, GOALS, step) for plan in plans), default=None)


def what_it_has(problem: Problem, program: Program, chosen: Bools) -> Iterator[str]:
    """Yield which kinds of arcs a plan is made of."""
    bundle = program.item >= len(program.items) - program.bundles
    moves = (program.item >= 0) & ~program.stays & (problem.holder[program.case] != NOBODY)
    kinds = {
        "plans that give a case": (program.item >= 0) & ~program.stays,
        "plans with support": program.role == Role.SUPPORT,
        "plans with cover": np.isin(program.role, COVERS),
        "plans with a bundle": bundle,
        "plans that move a case": moves,
        "plans in which a case stays": program.stays,
    }
    yield from (name for name, arcs in kinds.items() if (chosen & arcs).any())


def assert_search_finds_the_least(seeds: range, workers: int, cases: int) -> Counter[str]:
    endings: Counter[str] = Counter()
    for seed in seeds:
        problem = measure(an_agency_by_chance(seed, workers, cases))
        program = build(problem, RULES, GOALS)
        outcome = search(program, SECONDS)
        assert outcome.cost == least_cost(problem, program.step), seed
        assert outcome.ending in (Ending.BEST, Ending.NONE), seed
        if outcome.chosen is not None:
            found = program.plan(problem, outcome.chosen)
            assert not breaches(problem, found, RULES)
            assert cost(problem, found, GOALS, program.step) == outcome.cost
            endings.update(what_it_has(problem, program, outcome.chosen))
            assert outcome.bound is not None
            assert outcome.bound <= outcome.cost
        endings[outcome.ending] += 1
    return endings


def assert_engines_agree(seeds: range, workers: int, cases: int) -> Counter[str]:
    endings: Counter[str] = Counter()
    for seed in seeds:
        problem = measure(an_agency_by_chance(seed, workers, cases))
        program = build(problem, RULES, GOALS)
        first, second = search(program, SECONDS), solve_by_cpsat(program, SECONDS)
        assert (first.ending, first.cost) == (second.ending, second.cost), seed
        endings[first.ending] += 1
    return endings


def test_no_plan_of_a_tiny_agency_is_cheaper_than_the_one_found():
    endings = assert_search_finds_the_least(range(150), workers=2, cases=3)
    assert endings[Ending.BEST] >= 120
    assert endings[Ending.NONE] >= 5
    assert endings["plans that give a case"] >= 60


def test_no_plan_with_three_workers_is_cheaper_than_the_one_found():
    endings = assert_search_finds_the_least(range(300, 400), workers=3, cases=3)
    assert endings["plans that give a case"] >= 60
    assert endings["plans in which a case stays"] >= 60
    for kind in ("with support", "with cover", "with a bundle", "that move a case"):
        assert endings[f"plans {kind}"] >= 5, kind


def test_both_engines_find_the_same_cost_in_small_agencies():
    assert assert_engines_agree(range(60), workers=4, cases=5)[Ending.BEST] >= 40


def test_both_engines_find_the_same_cost_in_larger_agencies():
    assert_engines_agree(range(204, 209), workers=12, cases=14)


@pytest.mark.ci
def test_no_plan_of_many_tiny_agencies_is_cheaper_than_the_one_found():
    assert_search_finds_the_least(range(1000, 1200), workers=2, cases=4)
    assert_search_finds_the_least(range(2000, 2050), workers=3, cases=3)


@pytest.mark.ci
def test_both_engines_find_the_same_cost_in_many_agencies():
    assert_engines_agree(range(3000, 3300), workers=4, cases=5)
    assert_engines_agree(range(200, 204), workers=12, cases=14)  # some take many rounds of prices
    assert_engines_agree(range(4000, 4030), workers=12, cases=14)
