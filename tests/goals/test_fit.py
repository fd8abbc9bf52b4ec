"""Fit: a client meets the earlier worker, a family its worker, a case the preferred skills."""

from datetime import timedelta
from typing import Any

import pytest

from planner.domain import Days, GroupRule, Kind, Plan, Role
from planner.goals.fit import Fit
from planner.pipeline import propose
from planner.problem import measure
from tests.builders import (
    TODAY,
    a_case,
    a_plan,
    a_random_agency,
    a_tier,
    a_worker,
    an_agency,
    held,
)

GOAL = Fit()
POINT = 12_500  # cost points of a fit point: ten million to the STS point, 400 x 2 fit points
TEAM = [
    a_worker("w1", skills=("trafficking", "court-work"), languages=("english", "polish")),
    a_worker("w2"),
]
LEAVING = a_worker("w1", last_day=TODAY + timedelta(days=7))


def missed(case: dict[str, Any], worker: str, *open_cases: Any, **agency: Any) -> float:
    """Return the fit points missed by giving a case to a worker."""
    whole = an_agency(TEAM, [a_case("c1", **case), *open_cases], **agency)
    return GOAL.cost(measure(whole), a_plan(c1=worker)) / POINT


@pytest.mark.parametrize(
    ("case", "by_w2"),
    [
        ({}, 0),
        ({"earlier_worker": "w1"}, 40),
        ({"skills_preferred": ("trafficking",)}, 10),
        ({"skills_preferred": ("trafficking", "court-work")}, 20),
        ({"language": "polish", "interpreter": True}, 20),
        ({"earlier_worker": "w1", "skills_preferred": ("trafficking",)}, 50),
    ],
)
def test_what_the_other_worker_would_have_had_is_missed(case: dict[str, Any], by_w2: int):
    assert [missed(case, worker) for worker in ("w1", "w2")] == [0, by_w2]


@pytest.mark.parametrize(
    ("wants", "by_w1", "by_w2"),
    [(("female-worker",), 0, 20), (("female-worker", "evening-visits"), 20, 40), ((), 0, 0)],
)
def test_each_wish_of_the_client_that_the_worker_does_not_offer_is_missed(
    wants: tuple[str, ...], by_w1: int, by_w2: int
):
    team = [TEAM[0].model_copy(update={"offers": ("female-worker",)}), TEAM[1]]
    problem = measure(an_agency(team, [a_case("c1", client_wants=wants)]))
    found = [GOAL.cost(problem, a_plan(c1=worker)) / POINT for worker in ("w1", "w2")]
    assert found == [by_w1, by_w2]


@pytest.mark.parametrize(("kind", "by_w2"), [(Kind.IMMEDIATE_RESPONSE, 800), (Kind.ONGOING, 0)])
def test_an_immediate_response_misses_the_worker_on_duty(kind: Kind, by_w2: int):
    on_duty = TEAM[0].model_copy(update={"duty": (Days(first=TODAY, last=TODAY),)})
    case = a_case("c1", kind=kind, response_deadline=TODAY)
    problem = measure(an_agency([on_duty, TEAM[1]], [case]))
    found = [GOAL.cost(problem, a_plan(c1=worker)) / POINT for worker in ("w1", "w2")]
    assert found == [0, by_w2]


def test_with_nobody_on_duty_an_immediate_response_misses_nothing():
    assert missed({"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}, "w2") == 0


@pytest.mark.parametrize(
    ("rule", "by_w2"),
    [(GroupRule.PREFERRED, 20), (GroupRule.TOGETHER, 20), (GroupRule.APART, 0)],
)
def test_a_family_meets_its_worker_unless_it_is_to_be_kept_apart(rule: GroupRule, by_w2: int):
    family = {"group": "g1", "group_rule": rule}
    sibling = a_case("o1", **family)
    for worker, points in (("w1", 0), ("w2", by_w2)):
        assert missed(family, worker, sibling, assignments=(held("o1", "w1"),)) == points


def test_supporting_an_open_case_makes_nobody_the_familys_worker():
    family = {"group": "g1", "group_rule": GroupRule.PREFERRED}
    open_case = (held("o1", "w1", support="w2"),)
    assert missed(family, "w2", a_case("o1", **family), assignments=open_case) == 20


def test_a_worker_who_leaves_before_the_case_ends_is_not_the_familys_worker():
    family = {"group": "g1", "group_rule": GroupRule.TOGETHER}
    for last_day, points in ((LEAVING.last_day, 0), (None, 20)):
        team = [LEAVING.model_copy(update={"last_day": last_day}), TEAM[1]]
        cases = [a_case("c1", **family), a_case("o1", **family)]
        problem = measure(an_agency(team, cases, assignments=(held("o1", "w1"),)))
        assert GOAL.cost(problem, a_plan(c1="w2")) == points * POINT


def test_a_case_that_is_left_misses_nothing():
    problem = measure(an_agency(TEAM, [a_case("c1", earlier_worker="w1")]))
    assert GOAL.cost(problem, Plan()) == 0


def test_support_neither_fits_nor_misses():
    case = a_case("c1", rubric=a_tier(4), earlier_worker="w1")
    problem = measure(an_agency(TEAM, [case]))
    assert GOAL.costs(problem, Role.SUPPORT) is None
    assert GOAL.cost(problem, a_plan(c1=("w2", "w1"))) == 40 * POINT


def test_new_cases_preferred_together_miss_their_points_unless_one_worker_leads_them_all():
    family = {"group": "g1", "group_rule": GroupRule.PREFERRED}
    problem = measure(an_agency(TEAM, [a_case(c, **family) for c in ("c1", "c2", "c3")]))
    for plan, points in (
        (a_plan(c1="w1", c2="w1", c3="w1"), 0),
        (a_plan(c1="w1", c2="w1", c3="w2"), 3 * 20),
        (a_plan(c1="w1", c2="w1"), 2 * 20),
        (Plan(), 0),
    ):
        assert GOAL.cost(problem, plan) == points * POINT
    assert GOAL.value(problem, a_plan(c1="w2", c2="w2", c3="w2")) == 3 * 20
    assert GOAL.value(problem, a_plan(c1="w1", c2="w2", c3="w2")) == 0
    (bundle,) = GOAL.bundles(problem)
    assert (bundle.cases, bundle.saving) == ((0, 1, 2), 3 * 20 * POINT)


def test_a_leavers_case_and_a_new_one_preferred_together_are_a_bundle():
    family = {"group": "g1", "group_rule": GroupRule.PREFERRED}
    cases = [a_case("c1", **family), a_case("o1", **family)]
    team = [LEAVING, TEAM[1], a_worker("w3")]
    problem = measure(an_agency(team, cases, assignments=(held("o1", "w1"),)))
    assert GOAL.cost(problem, a_plan(c1="w2", o1="w2")) == 0
    assert GOAL.cost(problem, a_plan(c1="w2", o1="w3")) == 2 * 20 * POINT
    (bundle,) = GOAL.bundles(problem)
    assert (bundle.cases, bundle.saving) == ((0, 1), 2 * 20 * POINT)


@pytest.mark.parametrize(
    ("rule", "ids"),
    [
        (GroupRule.TOGETHER, ("c1", "c2")),
        (GroupRule.APART, ("c1", "c2")),
        (GroupRule.PREFERRED, ("c1", "o1")),
    ],
)
def test_only_several_new_cases_preferred_together_are_a_bundle(rule: GroupRule, ids: tuple[str, ...]):
    cases = [a_case(case, group="g1", group_rule=rule) for case in ids]
    open_cases = tuple(held(case, "w1") for case in ids if case.startswith("o"))
    problem = measure(an_agency(TEAM, cases, assignments=open_cases))
    assert list(GOAL.bundles(problem)) == []


def test_the_search_gives_a_preferred_group_to_one_worker_where_that_is_cheaper():
    family = {"group": "g1", "group_rule": GroupRule.PREFERRED}
    cases = [a_case(c, kind=Kind.ADVOCACY, **family) for c in ("c1", "c2")]
    for points, workers in ((0, 2), (10_000, 1)):
        agency = an_agency(TEAM, cases, policy={"preferred_group_points": points})
        plan = propose(agency, 10.0).plan
        assert plan is not None
        assert len(plan.assignments) == 2
        assert len({proposed.worker for proposed in plan.assignments}) == workers


def test_the_cost_of_each_worker_is_that_of_giving_them_the_case_alone():
    different = set()
    for seed in range(40):
        problem = measure(a_random_agency(seed, workers=5, cases=8, tight=bool(seed % 2)))
        by_plans = [
            [GOAL.cost(problem, a_plan(**{case.id: worker.id})) for worker in problem.workers]
            for case in problem.cases
        ]
        costs = GOAL.costs(problem, Role.LEAD)
        assert costs is not None
        assert costs.tolist() == by_plans
        different |= {cost for row in by_plans for cost in row}
    assert len(different) > 20


def test_the_value_is_the_points_reached():
    case = a_case("c1", earlier_worker="w1", skills_preferred=("trafficking", "nursing"))
    problem = measure(an_agency(TEAM, [case]))
    assert [GOAL.value(problem, a_plan(c1=worker)) for worker in ("w1", "w2")] == [50, 0]
