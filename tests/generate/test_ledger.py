"""Does the ledger fit who held what, and since when?"""

from datetime import timedelta

import pytest

from planner.domain import Source
from planner.dose.case_dose import tier, weekly_dose
from planner.dose.ledger import past_equivalents
from planner.generate import generate
from planner.generate.figures import figures_of
from planner.generate.hand_out import newcomer
from planner.generate.ledger import WEEKS
from planner.generate.workers import started


@pytest.fixture(scope="module")
def authority():
    return generate("english-authority", 11)


def test_exposure_is_told_once_for_each_worker_week_tier_mode_and_source(authority):
    keys = [(e.worker, e.week, e.tier, e.mode, e.source) for e in authority.exposures]
    assert len(set(keys)) == len(keys)


def test_exposure_lies_in_the_last_half_year_and_in_the_workers_time_in_post(authority):
    for event in authority.exposures:
        assert event.week.weekday() == 0
        assert event.week >= authority.date - timedelta(weeks=WEEKS)
        came = started(authority.worker_of[event.worker], authority.date)
        assert event.week + timedelta(weeks=1) > came


def test_what_newcomers_have_been_exposed_to_is_of_the_cases_they_hold(authority):
    held: dict[str, set[int]] = {}
    for assignment in authority.assignments:
        case = authority.case_of[assignment.case]
        case_tier = tier(case, authority.referral_type_of[case.referral_type])
        held.setdefault(assignment.worker, set()).add(case_tier)
    newcomers = {worker.id for worker in authority.workers if newcomer(worker, figures_of())}
    events = [
        event
        for event in authority.exposures
        if event.worker in newcomers and event.source is Source.CASE
    ]
    assert events
    assert all(event.tier in held[event.worker] for event in events)


def test_past_exposure_is_about_what_the_open_cases_bring_from_now_on(authority):
    ahead = 0
    for assignment in authority.assignments:
        case = authority.case_of[assignment.case]
        its_tier = tier(case, authority.referral_type_of[case.referral_type])
        ahead += weekly_dose(case, its_tier, authority.weights)[0]
    own = [e for e in authority.exposures if e.source is Source.CASE]
    past = past_equivalents(own, authority.date, authority.policy.half_life_weeks, authority.weights)
    assert sum(past.values()) == pytest.approx(ahead, rel=0.1)


def test_supervisors_hear_cases_and_every_team_has_shifts(authority):
    supervisors = {team.supervisor for team in authority.teams}
    given = {e.worker for e in authority.exposures if e.source is Source.SUPERVISION_GIVEN}
    on_shift = {e.worker for e in authority.exposures if e.source is Source.SHIFT}
    assert given == supervisors
    assert {authority.worker_of[w].team for w in on_shift} == {t.id for t in authority.teams}


def test_nobody_is_responsible_for_a_case_before_they_came_or_it_came(authority):
    for assignment in authority.assignments:
        worker = authority.worker_of[assignment.worker]
        assert assignment.since >= started(worker, authority.date)
        assert assignment.since >= authority.case_of[assignment.case].received
        assert assignment.since <= authority.date
