"""Does each change do what it says, and do changes compose in their order?"""

from collections import Counter
from typing import Any

import pytest

from planner.errors import BadInput, PlannerError, UnknownReference
from planner.simulate.changed import BadParameter, composed, parameters_of
from planner.simulate.parameters import parameters
from tests.builders import TODAY, a_case, a_worker, an_agency
from tests.simulate.questions import a_small_agency, a_team, asked

HIRE = {"do": "hire", "count": 2, "like": "w1"}


def put(agency, *changes):
    return composed(agency, asked(*changes)).agency


def test_nothing_changed_is_the_same_agency():
    agency = a_small_agency()
    assert put(agency) == agency


def test_hires_are_like_somebody_and_come_with_nothing_of_their_own():
    agency = a_small_agency()
    after = put(agency, HIRE | {"skills": ["trafficking"], "months_in_field": 7})
    like, first, second = (after.worker_of[one] for one in ("w1", "hire-1", "hire-2"))
    assert {w.id for w in after.workers} == {w.id for w in agency.workers} | {"hire-1", "hire-2"}
    assert (first.team, first.week, first.licences) == (like.team, like.week, like.licences)
    assert (first.months_in_field, first.months_in_post, first.skills) == (7, 0, ("trafficking",))
    assert first.model_copy(update={"id": second.id}) == second
    assert after.assignments == agency.assignments


def test_hires_like_a_team_are_like_its_middle_worker_and_never_like_its_supervisor():
    after = put(a_small_agency(4), HIRE | {"like": "blue"})
    assert after.worker_of["hire-1"].months_in_field == after.worker_of["w2"].months_in_field


def test_hires_of_two_changes_have_different_ids():
    assert {"hire-1", "hire-2", "hire-3", "hire-4"} <= set(put(a_small_agency(), HIRE, HIRE).worker_of)


def test_later_hires_join_in_their_week_and_are_changed_as_everybody_is():
    agency, question = a_small_agency(), asked(HIRE | {"week": 3}, {"do": "part-time", "percent": 50})
    whole = composed(agency, question)
    assert whole.joins == {"hire-1": 3, "hire-2": 3}
    assert set(whole.agency.worker_of) == set(agency.worker_of) | set(whole.joins)
    assert {whole.agency.worker_of[worker].fte for worker in whole.joins} == {500}


def test_leavers_leave_in_their_week_and_stay_in_the_agency_until_then():
    agency, question = a_small_agency(), asked({"do": "leave", "workers": ["w2", "w1"]})
    assert composed(agency, question).agency == agency
    assert composed(agency, question).leaves == {"w2": 0, "w1": 0}


def test_a_setting_is_put_to_a_value_or_to_a_part_of_what_it_is():
    after = put(
        a_small_agency(policy={"unit_budget": 10_000}),
        {"do": "policy", "percent": {"unit_budget": 80, "urgency_weights": 200}},
        {"do": "policy", "set": {"severest_at_once": 1, "risk_weight": False}},
    )
    before = a_small_agency().policy
    assert after.policy.unit_budget == 8_000
    assert after.policy.urgency_weights == tuple(2 * weight for weight in before.urgency_weights)
    assert (after.policy.severest_at_once, after.policy.risk_weight) == (1, False)


def test_changes_compose_in_their_order():
    set_ = {"do": "policy", "set": {"unit_budget": 10_000}}
    less = {"do": "policy", "percent": {"unit_budget": 50}}
    assert put(a_small_agency(), set_, less).policy.unit_budget == 5_000
    assert put(a_small_agency(), less, set_).policy.unit_budget == 10_000
    assert put(a_small_agency(), HIRE, {"do": "part-time", "percent": 80}).worker_of["hire-1"].fte == 800
    after = put(a_small_agency(), {"do": "part-time", "percent": 50}, HIRE)
    assert after.worker_of["hire-1"].fte == 500


def test_a_setting_out_of_its_bounds_is_refused():
    with pytest.raises(BadInput, match=r"policy\.unit_budget"):
        put(a_small_agency(), {"do": "policy", "percent": {"unit_budget": 1}})


def test_the_organisational_score_rises_where_there_is_one_and_stays_in_its_bounds():
    teams = (a_team(sts_informed_score=195), a_team("red", sts_informed_score=50), a_team("green"))
    agency = an_agency([a_worker()], [], teams=teams)
    score = {"do": "organisational-score", "add": 10}
    assert [t.sts_informed_score for t in put(agency, score).teams] == [200, 60, None]
    only = put(agency, score | {"teams": ["red"]})
    assert [t.sts_informed_score for t in only.teams] == [195, 60, None]
    with pytest.raises(PlannerError, match="no such team has one"):
        put(agency, score | {"teams": ["green"]})


def test_fridays_off_take_a_fifth_of_every_post():
    after = put(a_small_agency(), {"do": "part-time", "percent": 80})
    assert {(w.fte, w.week) for w in after.workers} == {(800, 37 * 60 * 80 // 100)}


def test_a_closed_office_is_nowhere_any_more():
    workers = [a_worker("w1", offices=("south", "north")), a_worker("w2", offices=("south",))]
    cases = [a_case("c1", office="south"), a_case("c2")]
    teams = (a_team(office="south"),)
    closed = put(
        an_agency(workers, cases, teams=teams), {"do": "close-office", "office": "south", "to": "north"}
    )
    assert {w.offices for w in closed.workers} == {("north",)}
    assert {c.office for c in closed.cases} | {t.office for t in closed.teams} == {"north"}


def test_half_of_a_team_becomes_new_with_the_posts_cases_and_without_a_ledger():
    agency = a_small_agency()
    after = put(agency, {"do": "new-people", "percent": 50, "months_in_field": 3})
    new = {w.id for w in after.workers if w.first_year}
    assert len(new) == 3
    assert "w0" not in new, "supervisors stay"
    assert {w.months_in_post for w in after.workers if w.id in new} == {3}
    assert after.assignments == agency.assignments
    assert {e.worker for e in after.exposures} == set(agency.worker_of) - new
    assert {p.worker for p in after.profiles} == set(agency.worker_of) - new
    assert put(after, {"do": "new-people", "percent": 50}) == after, "half is new already"


@pytest.mark.parametrize(("workers", "span"), [(6, 5), (7, 5), (12, 5), (30, 3), (40, 2)])
def test_nobody_supervises_more_than_the_span_and_everybody_stays_supervised(workers: int, span: int):
    agency = a_small_agency(workers)
    change = {"do": "supervision-span", "workers": span, "percent_for_cases": 80}
    after = put(agency, change)
    people = Counter(w.supervisor for w in after.workers if w.id != "w0")
    assert None not in people
    assert max(people.values()) <= span
    new = set(people) - {"w0"}
    assert {w.fte for w in after.workers if w.id in new} <= {800}
    assert {w.fte for w in after.workers if w.id not in new} == {1000}
    assert after.policy.span_of_supervisor == span
    assert put(after, change) == after


def test_the_longest_in_the_field_become_supervisors():
    change = {"do": "supervision-span", "workers": 5, "percent_for_cases": 80}
    after = put(a_small_agency(8), change)
    assert {w.supervisor for w in after.workers} == {None, "w0", "w7"}


def test_growth_compounds_with_what_there_is():
    growth = {"do": "growth", "percent_a_year": 10}
    values = {"do": "parameters", "set": {"arrivals_growth": 50, "turnover": 200}}
    assert parameters_of(asked(growth)).arrivals_growth == 100
    assert parameters_of(asked(growth, growth)).arrivals_growth == 210
    assert parameters_of(asked(values, growth)).arrivals_growth == 155
    assert parameters_of(asked(growth, values)).arrivals_growth == 50
    assert parameters_of(asked(values)).turnover == 200


def test_parameters_start_from_those_given_and_last_as_long_as_the_question():
    found = parameters_of(asked(weeks=10), parameters(weeks=99, leave_days=3))
    assert (found.weeks, found.leave_days) == (10, 3)


def test_a_parameter_out_of_its_bounds_is_refused():
    with pytest.raises(BadParameter, match="turnover is -1"):
        parameters_of(asked({"do": "parameters", "set": {"turnover": -1}}))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (HIRE | {"like": "w99"}, "worker 'w99'"),
        ({"do": "leave", "workers": ["w99"]}, "worker 'w99'"),
        ({"do": "part-time", "percent": 50, "teams": ["pink"]}, "team 'pink'"),
        ({"do": "new-people", "percent": 50, "teams": ["pink"]}, "team 'pink'"),
        ({"do": "organisational-score", "add": 1, "teams": ["pink"]}, "team 'pink'"),
        ({"do": "close-office", "office": "west", "to": "north"}, "office 'west'"),
        ({"do": "close-office", "office": "north", "to": "west"}, "office 'west'"),
    ],
)
def test_what_the_agency_does_not_have_is_refused_by_name(change: dict[str, Any], what: str):
    with pytest.raises(UnknownReference, match=what):
        put(a_small_agency(), change)


def test_a_change_is_of_people_who_are_there():
    agency = a_small_agency(7)
    later = HIRE | {"week": 9, "months_in_field": 700}
    after = put(agency, later, {"do": "supervision-span", "workers": 5, "percent_for_cases": 80})
    assert "hire-1" not in {w.supervisor for w in after.workers}
    assert after.date == TODAY
