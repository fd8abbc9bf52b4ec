"""Which cases of a group need a lead, and who leads one of a family already."""

from datetime import timedelta

import pytest

from planner.domain import Assignment, GroupRule, Hold, Wish
from planner.problem import Problem, measure
from tests.builders import TODAY, a_case, a_worker, an_agency, held

LEAVER = a_worker("w1", last_day=TODAY + timedelta(days=7))
TEAM = [LEAVER, a_worker("w2"), a_worker("w3")]
MOVES = {"hold": Hold.MOVABLE, "wish": Wish.CLIENT}


def movable(case: str, worker: str) -> Assignment:
    return held(case, worker).model_copy(update=MOVES)


def problem_of(*ids: str, rule=GroupRule.TOGETHER, open_cases=(), **changes) -> Problem:
    cases = [a_case(case, **{"group": "g1", "group_rule": rule} | changes) for case in ids]
    return measure(an_agency(TEAM, cases, assignments=tuple(open_cases)))


def grouped(problem: Problem, rule: GroupRule) -> dict[str, list[str]]:
    return {
        group: [problem.cases[place].id for place in places]
        for group, places in problem.groups(rule).items()
    }


@pytest.mark.parametrize("rule", GroupRule)
def test_the_cases_of_a_group_are_found_by_its_rule_alone(rule: GroupRule):
    problem = problem_of("c1", "c2", "c3", rule=rule)
    assert grouped(problem, rule) == {"g1": ["c1", "c2", "c3"]}
    assert [other for other in GroupRule if other is not rule and problem.groups(other)] == []


def test_a_leavers_case_belongs_to_its_group():
    problem = problem_of("c1", "o1", open_cases=(held("o1", "w1"),))
    assert grouped(problem, GroupRule.TOGETHER) == {"g1": ["c1", "o1"]}


def test_the_cases_of_one_leaver_are_a_group():
    problem = problem_of("o1", "o2", open_cases=(held("o1", "w1"), held("o2", "w1")))
    assert grouped(problem, GroupRule.TOGETHER) == {"g1": ["o1", "o2"]}


@pytest.mark.parametrize("open_case", [movable("o1", "w2"), held("o1", "w2")])
def test_an_open_case_that_has_its_lead_does_not(open_case: Assignment):
    assert problem_of("c1", "o1", open_cases=(open_case,)).groups(GroupRule.TOGETHER) == {}
    problem = problem_of("c1", "c2", "o1", open_cases=(open_case,))
    assert grouped(problem, GroupRule.TOGETHER) == {"g1": ["c1", "c2"]}


def test_one_case_alone_and_cases_of_no_group_are_no_group():
    assert problem_of("c1").groups(GroupRule.TOGETHER) == {}
    alone = problem_of("c1", "c2", group=None, rule=None)
    assert [rule for rule in GroupRule if alone.groups(rule)] == []


def test_families_are_the_groups_that_go_together_and_count_as_one():
    problem = problem_of("c1", "c2", "o1", open_cases=(held("o1", "w1"),))
    assert problem.families == problem.groups(GroupRule.TOGETHER) == {"g1": (0, 1, 2)}
    assert problem.counts.tolist() == [True, False, False]
    assert problem_of("c1", "c2", rule=GroupRule.PREFERRED).counts.all()


@pytest.mark.parametrize(
    ("open_case", "workers"),
    [(held("o1", "w1"), set()), (held("o1", "w2"), {"w2"}), (movable("o1", "w2"), {"w2"})],
)
def test_who_leads_a_case_of_the_family_and_stays_is_its_worker(open_case, workers: set[str]):
    problem = problem_of("c1", "o1", open_cases=(open_case,))
    assert problem.sibling_workers == ({"g1": workers} if workers else {})
