"""Does an explanation of a plan say what the measures say, and nothing private to a manager?"""

import pytest

from planner.check import breaches
from planner.claims import Seen
from planner.domain import FACTS, Agency, Fact, Kind, Plan, PrivateProfile, Step
from planner.explain.since import Before
from planner.goals import GOALS
from planner.measures import measures
from planner.pipeline import Side, propose
from planner.plan_explained.answer import plan_explanation
from planner.rules import RULES
from tests.builders import (
    a_case,
    a_plan,
    a_random_agency,
    a_rubric,
    a_stage,
    a_tier,
    a_worker,
    an_agency,
    held,
)

WORK = 4_000.0


def a_plan_of(agency: Agency) -> Plan:
    plan = propose(agency, 60, WORK).plan
    assert plan is not None
    return plan


def an_office(seed: int) -> Agency:
    """Return a random agency in which no case has to be assigned, so that there is a plan."""
    agency = a_random_agency(seed, workers=6, cases=7)
    free = (case.model_copy(update={"must_assign": False}) for case in agency.cases)
    return agency.changed(cases=tuple(free))


@pytest.mark.parametrize("seed", range(8))
def test_the_facts_are_those_of_the_measures(seed):
    agency = an_office(seed)
    plan = a_plan_of(agency)
    answer = plan_explanation(agency, plan, work=WORK)
    problem = Side(agency).public.problem
    found = measures(problem, plan, GOALS)
    cover = answer.coverage
    assert (cover.new_cases, cover.assigned) == (found["new_cases"], found["assigned"])
    assert (cover.movable_cases, cover.moved) == (found["movable_cases"], found["moved"])
    assert cover.leavers_cases_left == found["leavers_cases_left"]
    assert cover.share == found["coverage"]
    assert {each.case for each in answer.waiting} == {case.id for case in problem.left(plan)}
    assert cover.at_most is not None
    assert cover.most == (cover.share > cover.at_most - 1e-9)
    highest = [group.highest_after for group in answer.teams]
    assert max(highest) == found["largest_share"]


@pytest.mark.parametrize("seed", range(8))
def test_a_manager_reads_the_same_bytes_whatever_workers_keep_private(seed):
    agency = an_office(seed).public()
    plan = a_plan_of(agency)
    before = Before(a_plan(c0="w3", c1="w2"), ("c2",))
    kinds = [
        (),
        (PrivateProfile(worker="w0", limits=FACTS),),
        tuple(PrivateProfile(worker=worker.id, step=Step.REST) for worker in agency.workers),
    ]
    told = {
        plan_explanation(agency.changed(profiles=each), plan, before, work=WORK).model_dump_json()
        for each in kinds
    }
    assert len(told) == 1


def test_the_comparison_would_see_what_an_auditor_is_told():
    team = [a_worker("w1"), a_worker("w2", languages=("polish",))]
    agency = an_agency(team, [a_case("c1", rubric=a_tier(3))])
    limited = agency.changed(profiles=(PrivateProfile(worker="w1", limits=FACTS),))
    free, kept = (
        plan_explanation(each, a_plan(), seen=Seen.AUDITOR, work=WORK) for each in (agency, limited)
    )
    assert (free.coverage.most, kept.coverage.most) == (False, True)
    manager = [plan_explanation(each, a_plan(), work=WORK) for each in (agency, limited)]
    assert manager[0] == manager[1]
    assert kept.claims is not None
    assert all(claim.seen is Seen.AUDITOR for claim in kept.claims.claims)


def test_what_even_burden_costs_is_nothing_where_nothing_else_is_asked_for():
    agency = an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1"), a_case("c2")])
    answer = plan_explanation(agency, a_plan_of(agency), work=WORK)
    assert answer.even is not None
    assert answer.even.proven
    assert answer.even.at_least == 0


def test_what_even_burden_costs_is_the_fit_it_gives_up():
    team = [a_worker("w1"), a_worker("w2")]
    cases = [
        a_case("c1", earlier_worker="w1", kind=Kind.ADVOCACY, stages=(a_stage(13, exposure=120),)),
        a_case("o1", kind=Kind.ADVOCACY, stages=(a_stage(26, exposure=300),)),
    ]
    settings = {"continuity_points": 40, "no_worse_than_rotation": False, "unit_budget": 8000}
    agency = an_agency(team, cases, assignments=(held("o1", "w1"),), policy=settings)
    answer = plan_explanation(agency, a_plan_of(agency), work=WORK)
    assert answer.even is not None
    fit = next(goal for goal in answer.even.goals if goal.name == "continuity-and-fit")
    even = next(goal for goal in answer.even.goals if goal.name == "even-burden")
    assert answer.even.proven
    assert answer.even.at_least > 0
    assert fit.after > fit.before
    assert even.after > even.before


def test_a_plan_that_breaks_a_rule_is_explained_and_said_to():
    agency = an_agency([a_worker("w1")], [a_case("c1", language="polish"), a_case("c2")])
    answer = plan_explanation(agency, a_plan(c1="w1"), work=WORK)
    assert breaches(Side(agency).problem, a_plan(c1="w1"), RULES)
    assert not answer.keeps_rules
    assert not answer.coverage.most
    assert not answer.best_known


def test_unknown_facts_taken_for_the_worse_are_counted():
    rubric = a_rubric(graphic_material=Fact.UNKNOWN, death_or_threat=Fact.UNKNOWN)
    agency = an_agency([a_worker("w1")], [a_case("c1", rubric=rubric), a_case("c2")])
    unknown = plan_explanation(agency, a_plan(c1="w1", c2="w1"), work=WORK).assumptions.unknown_new
    assert (unknown.cases, unknown.of_cases) == (1, 2)
    assert unknown.facts == {"death_or_threat": 1, "graphic_material": 1}
