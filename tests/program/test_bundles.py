"""Do cases that are better together go to one worker where that saves, and only where they fit?"""

from collections import Counter
from typing import Any

import numpy as np
import pytest

from planner.answer import explanation_answer
from planner.check import breaches, cost
from planner.domain import COVERS, Agency, GroupRule, Kind, Plan
from planner.goals import GOALS
from planner.pipeline import Side
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from tests.builders import a_case, a_plan, a_stage, a_worker, an_agency, held
from tests.program.choices import choices
from tests.program.finding import best_of

HOUR = (a_stage(8, 60),)


def family(*names: str, **changes: Any) -> list[Any]:
    """Return cases that are preferably together, of a kind of which no pace is kept."""
    group = {"group": "g1", "group_rule": GroupRule.PREFERRED, "kind": Kind.ADVOCACY, "stages": HOUR}
    return [a_case(name, **(group | changes)) for name in names]


def agency_of(cases: list[Any], *workers: Any, **policy: Any) -> Agency:
    team = list(workers) or [a_worker("w1"), a_worker("w2")]
    return an_agency(team, cases, policy={"productive_share": 1000} | policy)


def test_a_preferred_group_goes_to_one_worker_where_that_saves():
    best = best_of(agency_of(family("c1", "c2")))
    assert set(best.given()) == {"c1", "c2"}
    assert len(set(best.given().values())) == 1


def test_without_a_saving_the_same_cases_are_shared_out():
    best = best_of(agency_of(family("c1", "c2"), preferred_group_points=0))
    assert sorted(best.given().values()) == ["w1", "w2"]


def test_a_preferred_group_is_split_where_it_does_not_fit_and_nobody_is_left():
    exactly, short = (
        [a_worker("w1", week=minutes), a_worker("w2", week=minutes)] for minutes in (120, 119)
    )
    together = best_of(agency_of(family("c1", "c2"), *exactly)).given()
    assert len(set(together.values())) == 1
    split = best_of(agency_of(family("c1", "c2"), *short)).given()
    assert sorted(split.values()) == ["w1", "w2"]


def test_coverage_comes_before_going_together():
    three = [a_worker("w1", week=119), a_worker("w2", week=60)]
    best = best_of(agency_of(family("c1", "c2", "c3"), *three))
    assert len(best.given()) == 2
    assert len(best.left()) == 1


def test_a_preferred_group_may_be_given_in_part_and_then_saves_nothing():
    cases = [*family("c1"), *family("c2", language="polish")]
    best = best_of(agency_of(cases))
    assert set(best.given()) == {"c1"}
    assert best.left() == ["c2"]
    alone = best_of(agency_of([*family("c1", group=None, group_rule=None), cases[1]]))
    fits = "continuity-and-fit"
    assert cost_of(best.problem, best.plan)[fits] > cost_of(alone.problem, alone.plan)[fits] == 0


def cost_of(problem: Any, plan: Plan) -> dict[str, int]:
    return {goal.name: goal.cost(problem, plan) for goal in GOALS}


@pytest.mark.parametrize("given", [{"c1": "w1", "c2": "w1"}, {"c1": "w2", "c2": "w2"}])
def test_a_group_with_one_worker_is_the_bundles_arc_and_costs_the_saving_less(given: dict[str, str]):
    problem = measure(agency_of(family("c1", "c2")))
    program = build(problem, RULES, GOALS)
    assert program.items == ((0,), (1,), (0, 1))
    assert program.bundles == 1
    whole = program.chosen(problem, a_plan(**given))
    assert whole is not None
    assert program.item[whole].tolist() == [2]
    apart = np.zeros_like(whole)
    worker = problem.worker_at[given["c1"]]
    apart[[program.lead_arc[0, worker], program.lead_arc[1, worker]]] = True
    saving = program.rest(apart) - program.rest(whole)
    policy = problem.agency.policy
    assert saving == 2 * policy.preferred_group_points * (
        10_000_000 // (policy.burden_points_per_sts_point * policy.fit_points_per_burden_point)
    )
    assert program.left(apart) == program.left(whole) == 0
    assert program.total(whole) == cost(problem, a_plan(**given), GOALS, program.step)


def test_a_group_that_is_split_costs_what_its_cases_cost():
    problem = measure(agency_of(family("c1", "c2")))
    program = build(problem, RULES, GOALS)
    split = a_plan(c1="w1", c2="w2")
    chosen = program.chosen(problem, split)
    assert chosen is not None
    assert sorted(program.item[chosen].tolist()) == [0, 1]
    assert breaches(problem, split, RULES) == []
    assert program.total(chosen) == cost(problem, split, GOALS, program.step)


def test_a_case_of_a_group_cannot_be_given_with_the_bundle_and_alone():
    problem = measure(agency_of(family("c1", "c2")))
    program = build(problem, RULES, GOALS)
    twice = np.zeros(program.arcs, dtype=bool)
    twice[[program.lead_arc[2, 0], program.lead_arc[0, 1]]] = True
    assert program.broken(twice) == {"one-lead"}


def test_only_new_cases_of_a_group_make_a_bundle():
    cases = family("c1", "c2", "o1")
    problem = measure(
        an_agency([a_worker("w1"), a_worker("w2")], cases, assignments=(held("o1", "w1"),))
    )
    program = build(problem, RULES, GOALS)
    assert [program.items[-1], program.bundles] == [(0, 1), 1]
    assert build(measure(agency_of(family("c1"))), RULES, GOALS).bundles == 0


def test_forcing_a_case_to_a_worker_allows_its_group_to_go_there_as_a_whole():
    problem = measure(agency_of(family("c1", "c2")))
    program = build(problem, RULES, GOALS)
    forced = program.forced(program.lead_arc[0, 1])
    for plan, kept in (
        (a_plan(c1="w2", c2="w2"), True),
        (a_plan(c1="w2", c2="w1"), True),
        (a_plan(c1="w1", c2="w1"), False),
        (a_plan(c1="w1", c2="w2"), False),
    ):
        chosen = forced.chosen(problem, plan)
        assert (chosen is not None and not forced.broken(chosen)) == kept


def test_what_it_costs_to_ask_somebody_else_counts_the_whole_group_moving_there():
    workers = [a_worker("w1"), a_worker("w2"), a_worker("w3")]
    side = Side(agency_of(family("c1", "c2"), *workers, preferred_group_points=400))
    answer = explanation_answer(side, a_plan(c1="w1", c2="w1"), "c1")
    assert [other.cost for other in answer.others] == ["about the same", "about the same"]


def test_arcs_with_bundles_stays_and_cover_become_a_plan_and_the_same_arcs_again():
    seen: Counter[str] = Counter()
    for choice in choices(range(200, 500)):
        program, chosen = choice.program, choice.chosen
        found = program.chosen(choice.problem, choice.plan)
        assert found is not None
        assert (found == chosen).all()
        seen["bundle"] += bool((program.item[chosen] >= len(program.items) - program.bundles).any())
        seen["stay"] += bool(program.stays[chosen].any())
        seen["cover"] += bool(np.isin(program.role[chosen], COVERS).any())
    assert min(seen["bundle"], seen["stay"], seen["cover"]) >= 30, seen
