"""Does a part of an agency say of its cases and workers what the whole says?"""

import numpy as np

from planner.check import breaches, cost
from planner.domain import Plan
from planner.goals import GOALS
from planner.problem import measure, surveyed
from planner.program import build
from planner.rebalance.around import Around
from planner.rules import RULES
from planner.solve.clock import WorkClock
from planner.solve.search import search
from tests.builders import TODAY, a_case, a_plan, a_worker, an_agency, held
from tests.program.test_moves import movable
from tests.rebalance.chance_agencies import to_rebalance

REST = [goal for goal in GOALS if goal.name != "coverage"]


def test_a_part_of_all_who_are_concerned_costs_and_breaks_what_the_whole_does():
    broken = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        agency = to_rebalance(seed, 7, 6)
        whole, known = measure(agency), surveyed(agency)
        around = Around(agency, known)
        some = around.with_families(c.id for c in whole.cases if rng.random() < 0.5)
        plan = a_plan(**{c: f"w{rng.integers(7)}" for c in sorted(some) if rng.random() < 0.7})
        part = measure(agency, known.part(around.named(some, plan), some))
        assert [case.id for case in part.cases] == sorted(some)
        told = [
            cost(problem, plan, REST, 0) - cost(problem, Plan(), REST, 0) for problem in (whole, part)
        ]
        assert told[0] == told[1], seed
        found = [
            {(b.rule, b.case, b.worker, b.week) for b in breaches(problem, plan, RULES)}
            for problem in (whole, part)
        ]
        must = {breach for breach in found[0] if breach[0] in ("must-assign", "budget-margin")}
        assert found[0] - must == {b for b in found[1] if b[0] not in ("must-assign", "budget-margin")}
        broken += bool(found[1])
    assert broken >= 20


def test_the_whole_as_a_part_is_the_whole():
    for seed in range(10):
        agency = to_rebalance(seed)
        known = surveyed(agency)
        part = known.part({w.id for w in known.workers}, set(known.moving))
        outcomes = [
            search(build(measure(agency, each), RULES, GOALS), WorkClock(50_000))
            for each in (None, part)
        ]
        assert outcomes[0].cost == outcomes[1].cost


def test_of_many_who_reach_an_office_the_least_loaded_who_are_eligible_are_near(monkeypatch):
    small = {"workers": 3, "colleagues": 2}
    monkeypatch.setattr("planner.rebalance.around.number", small.__getitem__)
    light = [a_worker(f"w{n}") for n in range(5)]
    speak = [a_worker(f"x{n}", languages=("polish",)) for n in range(4)]
    leaver = a_worker("z1", last_day=TODAY)
    cases = [a_case("o1", language="polish", interpreter=False), a_case("o2"), a_case("o3")]
    assignments = (movable("o1", "z1"), held("o2", "x0"), held("o3", "x1"))
    agency = an_agency([*light, *speak, leaver], cases, assignments=assignments)
    around = Around(agency, surveyed(agency))
    assert around.takers({"o1"}) == {"w0", "x2", "x3"}
