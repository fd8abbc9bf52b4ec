"""Splitting a family is offered where it goes together and no one worker can take it."""

from planner.domain import GroupRule
from planner.explain.wording import left_sentences
from planner.pipeline import Side, propose, why_left
from tests.builders import a_case, a_stage, a_worker, an_agency

TOGETHER = {"group": "g1", "group_rule": GroupRule.TOGETHER, "stages": (a_stage(exposure=0, other=900),)}


def the_family(weeks: int):
    """Two cases of 15 hours a week each, and two workers with `weeks` minutes of contract."""
    team = [a_worker("w1", week=weeks), a_worker("w2", week=weeks)]
    return an_agency(team, [a_case("c1", **TOGETHER), a_case("c2", **TOGETHER)])


def test_a_family_too_large_for_anybody_is_left_and_its_split_is_offered():
    planned = propose(the_family(37 * 60), 5)
    assert planned.plan is not None
    assert not planned.plan.assignments
    left = why_left(planned.side, planned.plan, "c1")
    assert {(part.case, part.worker) for part in left.split} in (
        {("c1", "w1"), ("c2", "w2")},
        {("c1", "w2"), ("c2", "w1")},
    )
    assert left_sentences(left)[-1].startswith("If the family were split, it could go today: c1 to w")


def test_no_split_is_offered_where_it_would_not_help():
    planned = propose(the_family(20 * 60), 5)
    assert planned.plan is not None
    assert why_left(planned.side, planned.plan, "c1").split == ()


def test_a_case_of_no_family_has_nothing_to_split():
    agency = an_agency([a_worker("w1", week=60)], [a_case("c1", stages=TOGETHER["stages"])])
    planned = propose(agency, 5)
    assert planned.plan is not None
    assert why_left(Side(agency), planned.plan, "c1").split == ()
