"""Are the agencies other than the English authority what they are meant to be?"""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain import Fact, GroupRule, Hold, Kind, Mode, Safety, StandingExposure, Wish
from planner.dose.case_dose import tier
from planner.errors import PlannerError
from planner.generate import NAMES, generate
from planner.intake import read_agency
from planner.problem import measure
from planner.program import build
from planner.rules import RULES

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SMALL = tuple(name for name in NAMES if name != "english-authority")
MOST_BLOCKED = 0.1


@pytest.fixture(scope="module")
def shipped():
    return {name: read_agency(SCENARIOS / name) for name in SMALL}


@pytest.fixture(scope="module")
def ngo(shipped):
    return shipped["trafficking-ngo"]


@pytest.fixture(scope="module")
def centre(shipped):
    return shipped["advocacy-centre"]


@pytest.fixture(scope="module")
def district(shipped):
    return shipped["rural-district"]


@pytest.fixture(scope="module")
def crisis(shipped):
    return shipped["agency-in-crisis"]


def opened(agency):
    return [case for case in agency.cases if case.id in agency.open_cases]


def severe_share(agency):
    tiers = [tier(case, agency.referral_type_of[case.referral_type]) for case in agency.cases]
    return sum(one >= 4 for one in tiers) / len(tiers)


def shares_of_budget(agency):
    problem = measure(agency)
    shares = problem.carried_dose[:, 0] / problem.budget[:, 0]
    return {worker.id: share for worker, share in zip(problem.workers, shares, strict=True)}


def working_days_away(worker, agency):
    coming = [agency.date + timedelta(days=ahead) for ahead in range(28)]
    away = [day for day in coming if any(d.first <= day <= d.last for d in worker.leave)]
    return sum(day.weekday() < 5 for day in away)


def test_an_unknown_kind_of_agency_is_refused_with_the_nearest_that_there_is():
    with pytest.raises(PlannerError, match="did you mean 'trafficking-ngo'"):
        generate("traficking-ngo", 1)


@pytest.mark.parametrize("name", SMALL)
def test_any_number_of_workers_and_new_cases_gives_a_valid_agency(name):
    for workers, new_cases in ((1, 0), (2, 1), (5, 3), (31, 40)):
        agency = generate(name, 3, workers=workers, new_cases=new_cases)
        assert len(agency.workers) == workers
        assert len(agency.new_cases) == new_cases
        measure(agency)


@pytest.mark.parametrize("name", SMALL)
def test_more_new_cases_change_no_ledger_and_no_open_case(name):
    usual, more = generate(name, 5), generate(name, 5, new_cases=40)
    assert opened(more) == opened(usual)
    assert more.assignments == usual.assignments
    assert more.exposures == usual.exposures


@pytest.mark.parametrize("name", SMALL)
def test_no_default_rule_alone_blocks_more_than_a_tenth_of_the_new_cases(name, shipped):
    problem = measure(shipped[name])
    new = {case.id for case in shipped[name].new_cases}
    for rule in RULES:
        program = build(problem, [rule], ())
        led = {case for item in program.item[program.item >= 0] for case in program.items[item]}
        blocked = new - {problem.cases[case].id for case in led}
        assert len(blocked) <= MOST_BLOCKED * len(new), (rule.name, blocked)


@pytest.mark.parametrize("name", SMALL)
def test_every_known_threat_is_assessed_but_one_where_eleven_cases_are_new(name, shipped):
    new = shipped[name].new_cases
    known = [case for case in new if case.threat_to_worker is Fact.YES]
    missing = [case for case in known if case.safety_assessment is Safety.MISSING]
    assert len(missing) == (0 if name == "rural-district" else 1)
    assert not missing or len(new) >= 11


@pytest.mark.parametrize("name", SMALL)
def test_every_open_case_was_met_in_time_and_a_few_new_ones_were(name, shipped):
    agency = shipped[name]
    for case in opened(agency):
        assert case.first_met is not None
        assert case.received <= case.first_met <= case.response_deadline
    met = [case for case in agency.new_cases if case.first_met]
    assert 0 < len(met) < len(agency.new_cases) / 2


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_on_duty_while_on_leave(name):
    agency = read_agency(SCENARIOS / name)
    on_duty: Counter[tuple[str, date]] = Counter()
    for worker in agency.workers:
        for duty in worker.duty:
            assert not any(
                leave.first <= duty.last and duty.first <= leave.last for leave in worker.leave
            )
            assert worker.last_day is None
            on_duty[worker.team, duty.first] += 1
    assert set(on_duty.values()) == {1}


def test_duty_of_who_is_on_leave_goes_to_the_next_of_the_team():
    agency = generate("rural-district", 3)
    assert len({team for team, _ in _duties(agency)}) == len(agency.teams)
    assert len(_duties(agency)) == 4 * len(agency.teams)


def _duties(agency):
    return [(worker.team, duty) for worker in agency.workers for duty in worker.duty]


@pytest.mark.parametrize("name", SMALL)
def test_a_supervisor_without_a_conflict_holds_every_new_case_but_one(name, shipped):
    agency = shipped[name]
    supervisors = {team.supervisor for team in agency.teams}
    holders = {case.id: case.held_by for case in agency.new_cases}
    forgotten = [case for case in agency.new_cases if case.held_by is None]
    assert len(forgotten) == 1
    assert all(case.response_deadline > agency.date for case in forgotten)
    assert set(holders.values()) - {None} <= supervisors
    for case, holder in holders.items():
        assert holder is None or case not in agency.worker_of[holder].conflicts


def test_most_cases_of_the_ngo_are_severe_so_that_the_severe_share_is_off(ngo):
    assert len(ngo.workers) == 12
    assert severe_share(ngo) * 1000 > ngo.policy.severe_share_off_above


def test_a_part_of_the_ngo_answers_the_hotline_every_week(ngo):
    answering = [worker for worker in ngo.workers if worker.standing_exposure]
    assert 3 <= len(answering) <= 5
    shift = StandingExposure(tier=3, mode=Mode.LIVE, minutes=240)
    assert {worker.standing_exposure for worker in answering} == {(shift,)}


def test_one_case_comes_to_the_ngo_tonight_and_one_tired_worker_is_on_duty(ngo):
    (tonight,) = (case for case in ngo.new_cases if case.kind is Kind.IMMEDIATE_RESPONSE)
    assert tonight.received == tonight.response_deadline == ngo.date
    assert tonight.urgency == 5
    here = [w.id for w in ngo.workers if any(d.first <= ngo.date <= d.last for d in w.duty)]
    assert len(here) == 1
    assert shares_of_budget(ngo)[here[0]] > 0.9


def test_clients_of_the_ngo_require_and_refuse_and_speak_several_languages(ngo):
    assert any(case.client_requires for case in ngo.new_cases)
    assert any(case.client_refuses for case in ngo.new_cases)
    assert len({case.language for case in ngo.new_cases}) >= 3
    assert any(case.interpreter for case in ngo.new_cases)


def test_interviews_of_the_centre_are_recorded_and_for_trained_workers(centre):
    assert len(centre.workers) == 30
    kinds = Counter(case.kind for case in centre.new_cases)
    assert set(kinds) == {Kind.FORENSIC_INTERVIEW, Kind.ADVOCACY}
    interviews = [case for case in centre.cases if case.kind is Kind.FORENSIC_INTERVIEW]
    assert {case.trainings_required for case in interviews} == {("forensic-interview-protocol",)}
    viewed = [
        case
        for case in interviews
        if any(mode is Mode.MEDIA for stage in case.stages for mode, _ in stage.exposure)
    ]
    assert viewed
    assert all(case.rubric.graphic_material is not Fact.NO for case in viewed)


def test_families_of_the_centre_are_together_apart_and_preferred(centre):
    rules = Counter(case.group_rule for case in centre.new_cases if case.group)
    assert rules[GroupRule.TOGETHER] == rules[GroupRule.APART] == 4
    assert rules[GroupRule.PREFERRED] == 4
    alone = [case.group for case in centre.new_cases if case.group_rule is GroupRule.PREFERRED]
    assert sorted(Counter(alone).values()) == [1, 1, 2]


def test_the_district_has_three_offices_and_two_languages(district):
    assert {len(worker.offices) for worker in district.workers} == {1, 2}
    assert len({office for worker in district.workers for office in worker.offices}) == 3
    assert {case.language for case in district.cases} == {"en", "es"}
    base = {worker.id: district.team_of[worker.team].office for worker in district.workers}
    away = [a for a in district.assignments if district.case_of[a.case].office != base[a.worker]]
    assert 10 <= len(away) <= 60


def test_some_of_the_district_are_away_for_a_week_and_one_for_longer(district):
    away = Counter(working_days_away(worker, district) for worker in district.workers)
    assert away[5] == 4
    assert [days for days in away if days > 10] == [15]


def test_somebody_leaves_the_district_with_twelve_cases_that_may_move(district):
    (leaver,) = (worker for worker in district.workers if worker.last_day)
    assert 7 < (leaver.last_day - district.date).days <= 14
    held = [a for a in district.assignments if a.worker == leaver.id]
    assert len(held) == 12
    assert {(a.hold, a.wish) for a in held} == {(Hold.MOVABLE, None)}


def test_some_of_the_district_wish_for_a_move_and_some_wait_for_a_court(district):
    wishes = Counter(a.wish for a in district.assignments if a.wish)
    assert set(wishes) == {Wish.CLIENT, Wish.WORKER}
    for asked in (a for a in district.assignments if a.wish is Wish.CLIENT):
        spoken = district.worker_of[asked.worker].languages
        assert district.case_of[asked.case].language not in spoken
    near = district.date + timedelta(days=14)
    assert sum(any(day <= near for day in case.court_dates) for case in opened(district)) >= 3
    assert any(case.two_workers for case in district.new_cases)


def test_half_of_the_agency_in_crisis_is_new_and_half_of_those_in_the_first_year(crisis):
    months = [worker.months_in_field for worker in crisis.workers]
    assert len(months) == 24
    assert sum(month < 24 for month in months) == 12
    assert sum(month < 12 for month in months) == 6


def test_nearly_all_of_the_agency_in_crisis_are_over_budget_and_a_few_have_room(crisis):
    shares = shares_of_budget(crisis).values()
    assert sum(share >= 0.95 for share in shares) >= 18
    assert 2 <= sum(share < 0.5 for share in shares) <= 4


def test_cases_of_the_agency_in_crisis_have_waited_for_weeks_with_somebody_who_holds_them(crisis):
    waiting = [c for c in crisis.new_cases if (crisis.date - c.received).days >= 21]
    assert len(waiting) == 8
    supervisors = {team.supervisor for team in crisis.teams}
    assert {case.held_by for case in waiting} <= supervisors
    facts = [value for case in crisis.new_cases for _, value in case.rubric]
    assert facts.count(Fact.UNKNOWN) > len(crisis.new_cases) / 2


def test_nobody_is_responsible_for_a_case_before_it_came(shipped):
    for agency in shipped.values():
        for assignment in agency.assignments:
            assert agency.case_of[assignment.case].received <= assignment.since <= agency.date
