"""Fit: a client meets the earlier worker, a family its worker, a case the preferred skills."""

from typing import Any

import pytest

from planner.domain import GroupRule, Plan
from planner.goals.fit import Fit
from planner.problem import measure
from planner.rule import Role
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency, held

GOAL = Fit()
POINT = 12_500  # cost points of a fit point: ten million to the STS point, 400 x 2 fit points
TEAM = [
    a_worker("w1", skills=("trafficking", "court-work"), languages=("english", "polish")),
    a_worker("w2"),
]


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


def test_a_case_that_is_left_misses_nothing():
    problem = measure(an_agency(TEAM, [a_case("c1", earlier_worker="w1")]))
    assert GOAL.cost(problem, Plan()) == 0


def test_support_neither_fits_nor_misses():
    case = a_case("c1", rubric=a_tier(4), earlier_worker="w1")
    problem = measure(an_agency(TEAM, [case]))
    assert GOAL.costs(problem, Role.SUPPORT) is None
    assert GOAL.cost(problem, a_plan(c1=("w2", "w1"))) == 40 * POINT


def test_the_value_is_the_points_reached():
    case = a_case("c1", earlier_worker="w1", skills_preferred=("trafficking", "nursing"))
    problem = measure(an_agency(TEAM, [case]))
    assert [GOAL.value(problem, a_plan(c1=worker)) for worker in ("w1", "w2")] == [50, 0]
