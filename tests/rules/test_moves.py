"""Moves: an open case goes to somebody new only where it may move, and to nobody who is on it."""

from datetime import timedelta

import pytest

from planner.check import breaches
from planner.domain import Cover, Days, Hold, Plan, Proposed, Wish
from planner.problem import measure
from planner.rule import Breach
from planner.rules import RULES
from planner.rules.moves import Moves
from tests.builders import TODAY, a_case, a_plan, a_stage, a_worker, an_agency, held
from tests.rules.asking import told

RULE = Moves()
TEAM = [a_worker("w1"), a_worker("w2"), a_worker("w3")]
ASKED = {"hold": Hold.MOVABLE, "wish": Wish.CLIENT}


def an_open_case(team=TEAM, support=None, case=None, policy=None, **assignment):
    carried = held("o1", "w1", support).model_copy(update=assignment)
    return an_agency(team, [case or a_case("o1")], assignments=(carried,), policy=policy or {})


def may_move(agency) -> list[str]:
    return [case.id for case in measure(agency).cases]


def test_a_case_that_may_move_goes_to_somebody_new():
    assert told(RULE, an_open_case(**ASKED), a_plan(o1="w2")) == []


def on_it_already(worker: str) -> Breach:
    return Breach("moves", case="o1", worker=worker, what="on-it-already")


def test_its_lead_is_not_given_it_in_any_role():
    agency = an_open_case(case=a_case("o1", two_workers=True), **ASKED)
    assert told(RULE, agency, a_plan(o1="w1")) == [on_it_already("w1")]
    assert told(RULE, agency, a_plan(o1=("w2", "w1"))) == [on_it_already("w1")]


def test_its_supporting_worker_may_become_the_lead():
    assert told(RULE, an_open_case(support="w2", **ASKED), a_plan(o1="w2")) == []


def test_its_supporting_worker_stays_beside_a_case_that_needs_two():
    agency = an_open_case(support="w2", case=a_case("o1", two_workers=True), **ASKED)
    assert told(RULE, agency, a_plan(o1="w2")) == [on_it_already("w2")]
    assert told(RULE, agency, a_plan(o1="w3")) == []


def test_its_supporting_worker_neither_supports_again_nor_covers():
    agency = an_open_case(support="w2", **ASKED)
    covered = Proposed(case="o1", worker="w3", cover=(Cover(week=1, worker="w2"),))
    assert told(RULE, agency, a_plan(o1=("w3", "w2"))) == [on_it_already("w2")]
    assert told(RULE, agency, Plan(assignments=(covered,))) == [on_it_already("w2")]


def test_staying_is_always_allowed():
    assert told(RULE, an_open_case(**ASKED)) == []


def test_a_new_case_is_no_move():
    assert told(RULE, an_agency(TEAM, [a_case("c1")]), a_plan(c1="w1")) == []


def test_a_kept_case_in_a_plan_is_refused_and_the_rest_is_judged():
    agency = an_open_case()
    kept = Breach("moves", case="o1", worker="w2", what="kept")
    assert breaches(measure(agency), a_plan(o1="w2"), RULES) == [kept]


@pytest.mark.parametrize("wish", Wish)
def test_a_movable_case_may_move_where_somebody_asked(wish: Wish):
    assert may_move(an_open_case(hold=Hold.MOVABLE, wish=wish)) == ["o1"]


def test_a_movable_case_without_a_reason_may_not():
    assert may_move(an_open_case(hold=Hold.MOVABLE)) == []


def test_an_excess_of_dose_is_a_reason_for_a_movable_case_alone():
    heavy = a_case("o1", stages=(a_stage(weeks=20, exposure=1500),))
    low = {"unit_budget": 1000}
    assert may_move(an_open_case(case=heavy, policy=low, hold=Hold.MOVABLE)) == ["o1"]
    assert may_move(an_open_case(case=heavy, policy=low)) == []


@pytest.mark.parametrize("dates", ["court_dates", "disclosure_dates"])
@pytest.mark.parametrize(("days", "moves"), [(14, False), (15, True), (-14, False), (-15, True)])
def test_no_move_within_the_moratorium_before_or_after(dates: str, days: int, *, moves: bool):
    case = a_case("o1", **{dates: (TODAY + timedelta(days=days),)})
    assert (may_move(an_open_case(case=case, **ASKED)) == ["o1"]) is moves


@pytest.mark.parametrize(("days", "moves"), [(27, True), (28, False)])
def test_all_that_outlasts_who_leaves_soon_has_to_move(days: int, *, moves: bool):
    team = [a_worker("w1", last_day=TODAY + timedelta(days=days)), *TEAM[1:]]
    problem = measure(an_open_case(team, case=a_case("o1", stages=(a_stage(weeks=9),))))
    assert [case.id for case in problem.cases] == (["o1"] if moves else [])
    assert not problem.may_stay.any()


@pytest.mark.parametrize("dates", ["court_dates", "disclosure_dates"])
@pytest.mark.parametrize("hold", Hold)
@pytest.mark.parametrize(
    ("last", "day", "moves"),
    [
        (20, 0, False),  # today
        (20, -1, True),  # over
        (20, 14, False),  # the last day of the moratorium
        (20, 15, True),
        (9, 9, False),  # the last day of the leaver
        (9, 10, True),  # somebody else goes to court
    ],
)
def test_a_leavers_case_waits_for_a_date_near_on_which_the_leaver_is_still_there(
    dates: str, hold: Hold, last: int, day: int, *, moves: bool
):
    team = [a_worker("w1", last_day=TODAY + timedelta(days=last)), *TEAM[1:]]
    near = {dates: (TODAY + timedelta(days=day),), "stages": (a_stage(weeks=9),)}
    agency = an_open_case(team, case=a_case("o1", **near), hold=hold)
    assert (may_move(agency) == ["o1"]) is moves
    waits = [] if moves else ["kept"]
    assert [b.what for b in breaches(measure(agency), a_plan(o1="w2"), [RULE])] == waits


def test_a_case_that_ends_before_the_last_day_stays():
    team = [a_worker("w1", last_day=TODAY + timedelta(days=14)), *TEAM[1:]]
    assert may_move(an_open_case(team, case=a_case("o1", stages=(a_stage(weeks=2),)))) == []
    assert may_move(an_open_case(team, case=a_case("o1", stages=(a_stage(weeks=3),)))) == ["o1"]


def test_leave_alone_is_no_reason():
    team = [a_worker("w1", leave=(Days(first=TODAY, last=TODAY + timedelta(days=60)),)), *TEAM[1:]]
    assert may_move(an_open_case(team, hold=Hold.MOVABLE)) == []
