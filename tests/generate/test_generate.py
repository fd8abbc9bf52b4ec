"""Is an invented authority valid, the same for the same seed, and as loaded as published?"""

from collections import Counter

import numpy as np
import pytest

from planner.domain import Fact, GroupRule, Step
from planner.dose.case_dose import tier, weekly_dose
from planner.generate import generate
from planner.generate.figures import figures_of
from planner.generate.hand_out import open_count
from planner.problem import measure

NAME = "english-authority"
FIGURES = figures_of()
FULL_CASELOAD = 17  # families, CWLA
ORDINARY_TO_BUDGET = 1.25


@pytest.fixture(scope="module")
def authority():
    return generate(NAME, 2025)


@pytest.fixture(scope="module")
def large():
    return generate(NAME, 7, workers=300, new_cases=150)


def tiers_of(agency, cases):
    return [tier(c, agency.referral_type_of[c.referral_type]) for c in cases]


def posts(agency):
    return sum(worker.fte for worker in agency.workers) / 1000


def opened(agency):
    return [case for case in agency.cases if case.id in agency.open_cases]


def without_conflicts(agency):
    return [worker.model_copy(update={"conflicts": ()}) for worker in agency.workers]


def test_the_same_seed_gives_the_same_agency_and_another_seed_another(authority):
    assert generate(NAME, 2025) == authority
    assert generate(NAME, 2026) != authority


def test_more_new_cases_change_no_worker_and_no_open_case(authority):
    more = generate(NAME, 2025, new_cases=90)
    assert len(more.new_cases) == 90
    assert without_conflicts(more) == without_conflicts(authority)
    assert more.teams == authority.teams
    assert opened(more) == opened(authority)
    assert more.assignments == authority.assignments
    assert more.exposures == authority.exposures
    assert more.profiles == authority.profiles


def test_as_many_people_hold_cases_as_the_median_authority_has_posts_for_them(authority):
    assert len(authority.workers) == FIGURES.one("case_holders") == 119
    assert {a.worker for a in authority.assignments} == {w.id for w in authority.workers}
    assert posts(authority) / 119 == pytest.approx(0.93, abs=0.015)


def test_open_cases_are_the_published_caseload_for_each_full_time_post(authority, large):
    for agency in (authority, large):
        assert len(agency.assignments) == open_count(agency.workers, FIGURES)
        assert len(agency.assignments) == pytest.approx(15.2 * posts(agency), abs=0.5)


def test_a_scaled_agency_keeps_the_load_of_each_worker(authority, large):
    assert len(large.workers) == 300
    assert len(large.new_cases) == 150
    usual, scaled = measure(authority), measure(large)
    for numerator, denominator in (("carried_dose", "budget"), ("carried_minutes", None)):
        shares = [
            getattr(p, numerator)[:, 0].sum()
            / (getattr(p, denominator)[:, 0] if denominator else p.room_minutes).sum()
            for p in (usual, scaled)
        ]
        assert shares[0] == pytest.approx(shares[1], abs=0.06)


def test_any_number_of_workers_and_new_cases_gives_a_valid_agency():
    for workers, new_cases in ((1, 0), (2, 1), (5, 3), (30, 40)):
        agency = generate(NAME, 3, workers=workers, new_cases=new_cases)
        assert len(agency.workers) == workers
        assert len(agency.new_cases) == new_cases
        measure(agency)


def test_new_cases_are_the_published_arrivals_for_as_many_posts(authority):
    arrivals = (3367 - 156) / 52 / 119
    assert len(authority.new_cases) == round(arrivals * posts(authority))


def test_between_a_tenth_and_a_fifth_of_cases_are_severe_and_a_few_severest(authority, large):
    for agency in (authority, large):
        tiers = tiers_of(agency, opened(agency))
        assert 0.1 <= np.mean(np.array(tiers) >= 4) <= 0.2
        assert 0.01 <= np.mean(np.array(tiers) == 5) <= 0.06
    assert 0.08 <= np.mean(np.array(measure(large).tier) >= 4) <= 0.22


def test_an_ordinary_caseload_fills_nine_tenths_of_the_hours(authority):
    problem = measure(authority)
    used = problem.carried_minutes[:, 0].sum() / problem.room_minutes.sum()
    assert 0.86 <= used <= 0.93


def test_the_default_budget_is_a_full_ordinary_caseload_and_a_quarter(large):
    doses = [
        weekly_dose(case, case_tier, large.weights)[0]
        for case, case_tier in zip(opened(large), tiers_of(large, opened(large)), strict=True)
    ]
    budget = FULL_CASELOAD * float(np.mean(doses)) * ORDINARY_TO_BUDGET
    assert large.policy.unit_budget == pytest.approx(budget, rel=0.05)


def test_a_few_workers_are_over_budget_on_the_first_day_and_most_are_not(authority):
    problem = measure(authority)
    share = problem.carried_dose[:, 0] / problem.budget[:, 0]
    assert 0.65 <= share.mean() <= 0.8
    assert 3 <= (share > 1).sum() <= 8
    assert (share > 0.8).sum() > 10


def test_nobody_in_the_first_year_leads_a_severe_open_case(authority):
    first_year = {worker.id for worker in authority.workers if worker.first_year}
    assert 0.12 <= len(first_year) / len(authority.workers) <= 0.15
    lead = {a.case: a.worker for a in authority.assignments}
    cases = opened(authority)
    for case, case_tier in zip(cases, tiers_of(authority, cases), strict=True):
        assert not (lead[case.id] in first_year and case_tier >= 4)


def test_whoever_holds_an_open_case_has_what_it_asks_for(authority):
    for assignment in authority.assignments:
        case = authority.case_of[assignment.case]
        worker = authority.worker_of[assignment.worker]
        assert set(case.skills_required) <= set(worker.skills)
        assert case.licence is None or case.licence in worker.licences
        assert case.language in worker.languages or case.interpreter
        assert case.office == authority.team_of[worker.team].office


def test_families_come_in_together_apart_and_to_open_brothers_and_sisters(authority):
    rules = Counter(case.group_rule for case in authority.new_cases if case.group)
    assert rules[GroupRule.TOGETHER] >= 4
    assert rules[GroupRule.APART] == 2
    open_groups = {case.group for case in opened(authority)}
    siblings = [c for c in authority.new_cases if c.group_rule is GroupRule.PREFERRED]
    assert siblings
    assert {case.group for case in siblings} <= open_groups


def test_some_facts_of_new_cases_are_unknown_and_none_of_open_cases(authority):
    def unknown(cases):
        return sum(value is Fact.UNKNOWN for case in cases for _, value in case.rubric)

    assert unknown(authority.new_cases) > 10
    assert unknown(opened(authority)) == 0


def test_no_case_must_be_assigned_and_no_deadline_is_over(authority):
    for case in authority.new_cases:
        assert not case.must_assign
        assert case.response_deadline >= authority.date


def test_a_few_workers_have_limits_of_their_own_or_take_less(authority):
    steps = Counter(profile.step for profile in authority.profiles)
    assert steps[Step.LIGHTER] == 3
    assert steps[Step.REST] == 1
    assert sum(1 for p in authority.profiles if p.limits) == 10
    assert all(len(profile.limits) <= 1 for profile in authority.profiles)
