"""Does a program say the same of chosen arcs as the plain checks say of the plan they stand for?"""

from collections import Counter

import numpy as np
import pytest

from planner.check import breaches
from planner.domain import GroupRule, Kind, Plan, Role
from planner.goals import GOALS
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.rules.one_lead import OneLead
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency
from tests.program.choices import choices

TEAM = [a_worker("w1"), a_worker("w2")]


def assert_broken_agrees(seeds: range, plans: int = 4) -> Counter[str]:
    seen: Counter[str] = Counter()
    for choice in choices(seeds, plans):
        by_hand = {breach.rule for breach in breaches(choice.problem, choice.plan, RULES)}
        assert choice.program.broken(choice.chosen) == by_hand
        seen.update(by_hand or {"none"})
    return seen


def test_arcs_break_the_rules_that_their_plan_breaks():
    seen = assert_broken_agrees(range(250), plans=10)
    often = {
        *("none", "must-assign", "one-lead", "presence", "hours", "dose-budget", "dose-windows"),
        *("severest-at-once", "severe-share", "intake-pace", "new-cases-a-batch"),
        *("first-year-support", "apart", "immediate-response"),
    }
    assert {name: seen[name] for name in often if seen[name] < 10} == {}


@pytest.mark.ci
def test_arcs_break_the_rules_that_their_plan_breaks_in_many_agencies():
    assert_broken_agrees(range(5000, 8000))


def test_arcs_become_a_plan_and_the_plan_the_same_arcs():
    for choice in choices(range(100)):
        found = choice.program.chosen(choice.problem, choice.plan)
        assert found is not None
        assert (found == choice.chosen).all()


def test_a_plan_with_an_arc_that_is_not_there_has_no_arcs():
    agency = an_agency([a_worker("w1", conflicts=("c1",)), TEAM[1]], [a_case("c1")])
    problem = measure(agency)
    program = build(problem, RULES, GOALS)
    assert program.chosen(problem, a_plan(c1="w1")) is None
    assert program.chosen(problem, a_plan(c1=("w2", "w1"))) is None
    assert program.chosen(problem, a_plan(c1="w2")) is not None


@pytest.mark.parametrize("plan", [a_plan(c1="w1"), a_plan(c1="w1", c2="w2")])
def test_a_plan_that_splits_cases_that_go_together_has_no_arcs(plan: Plan):
    together = {"group": "g1", "group_rule": GroupRule.TOGETHER, "kind": Kind.ADVOCACY}
    family = [a_case(c, **together) for c in ("c1", "c2")]
    problem = measure(an_agency(TEAM, family))
    program = build(problem, RULES, GOALS)
    assert program.chosen(problem, plan) is None
    assert program.chosen(problem, a_plan(c1="w1", c2="w1")) is not None


def test_support_without_a_lead_breaks_a_rule():
    newcomer = a_worker("w2", months_in_field=10, months_in_post=10)
    problem = measure(an_agency([TEAM[0], newcomer], [a_case("c1", rubric=a_tier(4))]))
    program = build(problem, RULES, GOALS)
    chosen = np.zeros(program.arcs, dtype=bool)
    chosen[program.helper_arc[Role.SUPPORT, 0, 0]] = True
    assert program.broken(chosen) == {OneLead.name}
    chosen[program.lead_arc[0, 1]] = True
    assert program.broken(chosen) == set()


def test_a_lead_arc_with_its_helpers():
    newcomers = [a_worker(w, months_in_field=10, months_in_post=10) for w in ("w1", "w2")]
    team = [*newcomers, a_worker("w3")]
    problem = measure(an_agency(team, [a_case(c, rubric=a_tier(4)) for c in ("c1", "c2")]))
    program = build(problem, RULES, GOALS)
    chosen = program.chosen(problem, a_plan(c1=("w1", "w3"), c2=("w2", "w3")))
    assert chosen is not None
    lead, support = program.lead_arc[0, 0], program.helper_arc[Role.SUPPORT, 0, 2]
    assert program.with_helpers(chosen, lead) == [lead, support]


def test_forcing_an_arc_keeps_the_cost_of_every_plan_that_has_it():
    compared = 0
    for choice in choices(range(80), plans=2):
        program, chosen = choice.program, choice.chosen
        for arc in np.flatnonzero(chosen & (program.item >= 0)):
            forced = program.forced(int(arc))
            kept = forced.chosen(choice.problem, choice.plan)
            assert kept is not None
            assert forced.total(kept) == program.total(chosen)
            assert forced.broken(kept) == program.broken(chosen)
            assert forced.step == program.step
            compared += 1
    assert compared > 100


def test_forcing_an_arc_refuses_every_plan_without_it():
    refused = 0
    for choice in choices(range(80), plans=2):
        program = choice.program
        for arc in np.flatnonzero(~choice.chosen & (program.item >= 0))[:3]:
            forced = program.forced(int(arc))
            kept = forced.chosen(choice.problem, choice.plan)
            if (choice.chosen & program.giving(int(arc))).any():  # with a bundle, to the same worker
                assert kept is not None
                assert "forced" not in forced.broken(kept)
                assert forced.total(kept) == program.total(choice.chosen)
                continue
            assert kept is None or "forced" in forced.broken(kept)
            refused += 1
    assert refused > 100
