"""Does a plan of each small agency show what docs/agencies.md says of it?"""

from functools import cache
from pathlib import Path

import pytest

from planner.answer import plan_answer
from planner.domain import GroupRule, Kind
from planner.intake import read_agency
from planner.pipeline import Side, propose

pytestmark = pytest.mark.ci
SCENARIOS = Path(__file__).parents[2] / "scenarios"
SECONDS = 10


@cache
def planned(name):
    agency = read_agency(SCENARIOS / name)
    answer = plan_answer(propose(agency, SECONDS))
    return agency, {a.case: a for a in answer.assignments}, answer.measures


def test_the_ngo_gives_most_cases_a_worker_and_the_unassessed_threat_none():
    agency, given, measures = planned("trafficking-ngo")
    assert 9 <= measures["assigned"] < measures["new_cases"] == 12
    (threat,) = (
        case.id
        for case in agency.new_cases
        if case.threat_to_worker == "yes" and case.safety_assessment == "missing"
    )
    assert threat not in given
    assert measures["supported"] >= 1
    required = [c for c in agency.new_cases if c.client_requires and c.id in given]
    assert required
    for case in required:
        assert set(case.client_requires) <= set(agency.worker_of[given[case.id].worker].offers)


def test_the_case_of_the_night_goes_to_the_worker_on_duty_although_over_budget():
    agency, given, measures = planned("trafficking-ngo")
    (tonight,) = (c.id for c in agency.new_cases if c.kind is Kind.IMMEDIATE_RESPONSE)
    lead = agency.worker_of[given[tonight].worker]
    assert any(days.first <= agency.date <= days.last for days in lead.duty)
    problem = Side(agency).public.problem
    place = problem.worker_at[lead.id]
    assert problem.carried_dose[place, 0] > problem.budget[place, 0]
    assert measures["given_beyond_budget"] == 1


def test_most_new_cases_of_the_ngo_are_severe():
    agency = planned("trafficking-ngo")[0]
    problem = Side(agency).public.problem
    severe = [problem.severe(problem.case_at[case.id]) for case in agency.new_cases]
    assert sum(severe) > len(severe) * 2 / 3


def test_the_centre_gives_nine_tenths_a_worker_and_keeps_families_together_and_apart():
    agency, given, measures = planned("advocacy-centre")
    assert measures["assigned"] >= 0.9 * measures["new_cases"]
    leads = {}
    for case in agency.new_cases:
        if case.group and case.id in given:
            leads.setdefault((case.group_rule, case.group), []).append(given[case.id].worker)
    for (rule, _), workers in leads.items():
        if rule is GroupRule.TOGETHER:
            assert len(set(workers)) == 1
        elif rule is GroupRule.APART:
            assert len(set(workers)) == len(workers)
    several = [w for (rule, _), w in leads.items() if rule is GroupRule.PREFERRED and len(w) > 1]
    assert any(len(set(workers)) == 1 for workers in several)


def test_the_district_places_all_new_cases_and_most_of_the_leavers():
    agency, given, measures = planned("rural-district")
    assert measures["assigned"] == measures["new_cases"] == 7
    (leaver,) = (worker.id for worker in agency.workers if worker.last_day)
    assert sum(proposed.moved_from == leaver for proposed in given.values()) >= 8
    assert measures["leavers_cases_left"] <= 3
    assert any(proposed.cover for proposed in given.values())
    assert any(a.wish and a.case in given for a in agency.assignments)
    (pair,) = (case.id for case in agency.new_cases if case.two_workers)
    assert given[pair].support


def test_the_agency_in_crisis_leaves_many_and_gives_nobody_dose_beyond_the_budget():
    _, given, measures = planned("agency-in-crisis")
    assert measures["coverage"] >= 0.5
    assert measures["assigned"] < measures["new_cases"] / 2
    assert measures["given_beyond_budget"] == 0
    assert len({proposed.worker for proposed in given.values()}) >= 3
