"""Does an open case move where it helps, and stay where it does not or may not move?"""

from datetime import timedelta
from typing import Any

import pytest

from planner.answer import plan_answer
from planner.check import breaches
from planner.domain import Agency, Assignment, Hold, Mode, Role, Wish, shipped_weights
from planner.dose.case_dose import dose
from planner.pipeline import propose
from planner.problem import measure
from planner.rules import RULES
from tests.builders import TODAY, a_case, a_plan, a_stage, a_tier, a_worker, an_agency
from tests.program.finding import best_of

LONG, SHORT = (a_stage(20, 180, other=30),), (a_stage(20, 60, other=30),)
FIRST_YEAR = {"months_in_field": 10, "months_in_post": 10}


def movable(case: str, worker: str, wish: Wish | None = None, hold: Hold = Hold.MOVABLE) -> Assignment:
    """Return an open case that is marked movable."""
    since = TODAY - timedelta(days=60)
    return Assignment(case=case, worker=worker, since=since, hold=hold, wish=wish)


def burdened(*workers: Any, policy: dict[str, Any] | None = None, **o1: Any) -> Agency:
    """Return an agency of which w1 is over budget with two severe cases; the first may move."""
    cases = [
        a_case("o1", rubric=a_tier(4), stages=LONG, **o1),
        a_case("o2", rubric=a_tier(4), stages=LONG),
    ]
    return an_agency(
        list(workers) or [a_worker("w1"), a_worker("w2")],
        cases,
        assignments=(movable("o1", "w1"), movable("o2", "w1", hold=Hold.KEPT)),
        policy={"half_life_weeks": 1} | (policy or {}),
    )


def leaving(*others: Any, **o1: Any) -> Agency:
    """Return an agency of which w1 leaves in two weeks, and leads a case for twenty."""
    w1 = a_worker("w1", last_day=TODAY + timedelta(weeks=2))
    cases = [a_case("o1", **{"stages": SHORT} | o1)]
    return an_agency([w1, *others], cases, assignments=(movable("o1", "w1", hold=Hold.KEPT),))


def test_a_movable_case_of_a_worker_over_budget_moves_where_it_helps():
    best = best_of(burdened())
    assert best.problem.cases[0].id == "o1"
    assert best.given() == {"o1": "w2"}


def test_it_stays_where_a_move_costs_more_than_it_helps():
    best = best_of(burdened(policy={"fit_points_per_move": 10_000}))
    assert best.problem.may_stay.tolist() == [True]
    assert (best.given(), best.left()) == ({}, [])


def test_it_stays_where_nobody_else_can_take_it():
    best = best_of(burdened(a_worker("w1"), a_worker("w2", languages=("polish",))))
    assert (best.given(), best.left()) == ({}, [])


def test_a_case_of_a_worker_within_budget_moves_only_if_somebody_asked():
    for wish, decided in ((None, 0), (Wish.CLIENT, 1), (Wish.WORKER, 1)):
        agency = an_agency(
            [a_worker("w1"), a_worker("w2")], [a_case("o1")], assignments=(movable("o1", "w1", wish),)
        )
        assert len(measure(agency).cases) == decided


def test_a_case_of_a_leaver_moves_though_it_is_kept():
    best = best_of(leaving(a_worker("w2")))
    assert best.problem.may_stay.tolist() == [False]
    assert best.given() == {"o1": "w2"}


def test_a_case_that_ends_before_its_worker_leaves_is_not_decided_on():
    assert measure(leaving(a_worker("w2"), stages=(a_stage(1),))).cases == ()


def test_a_leavers_case_that_nobody_can_take_is_left_and_held_by_the_leaver():
    agency = leaving(a_worker("w2", languages=("polish",)))
    assert best_of(agency).left() == ["o1"]
    answer = plan_answer(propose(agency, 10))
    (left,) = answer.unassigned
    assert (left.case, left.held_by) == ("o1", "w1")
    assert "1 without the language english" in left.why


@pytest.mark.parametrize("dates", ["court_dates", "disclosure_dates"])
@pytest.mark.parametrize(("days", "decided"), [(-15, 1), (-14, 0), (14, 0), (15, 1)])
def test_near_a_court_or_disclosure_date_a_movable_case_stays(dates: str, days: int, decided: int):
    near: dict[str, Any] = {dates: (TODAY + timedelta(days=days),)}
    agency = burdened(**near)
    problem = measure(agency)
    assert len(problem.cases) == decided
    found = breaches(problem, a_plan(o1="w2"), RULES)
    assert ("moves" in {breach.rule for breach in found}) == (not decided)


def test_a_moved_case_brings_the_hours_and_the_dose_of_the_handover():
    problem = measure(burdened())
    minutes, fresh = problem.minutes[0, 0], problem.fresh[0, 0]
    assert (minutes[0] - minutes[1], minutes[1]) == (120, 210)
    assert fresh[0] - fresh[1] == pytest.approx(dose(120, 4, Mode.READING, shipped_weights()), abs=1)
    assert problem.dose[0, 0, 0] > problem.stay_dose[0, 0]


def test_who_has_no_hours_for_the_handover_cannot_take_over():
    weeks = {"productive_share": 1000}
    exactly, short = (a_worker("w2", week=minutes) for minutes in (330, 329))
    assert best_of(burdened(a_worker("w1"), exactly, policy=weeks)).given() == {"o1": "w2"}
    assert best_of(burdened(a_worker("w1"), short, policy=weeks)).given() == {}


def test_a_case_that_stays_is_judged_by_no_rule():
    newcomer = a_worker("w1", **FIRST_YEAR, licences=(), languages=("polish",))
    barred = a_worker("w2", conflicts=("o1",))
    best = best_of(burdened(newcomer, barred, must_assign=True, licence="medical"))
    assert best.problem.tier[0] >= 4
    assert (best.given(), best.left()) == ({}, [])


def test_a_first_year_worker_takes_a_severe_case_over_only_with_support():
    workers = [a_worker("w1"), a_worker("w2", **FIRST_YEAR)]
    assert best_of(burdened(*workers, policy={"fit_points_per_move": 0})).given() == {}
    third = a_worker("w3", languages=("polish",))
    best = best_of(burdened(*workers, third, policy={"fit_points_per_move": 0}))
    assert best.given() == {"o1": "w2"}
    assert best.of("o1").support == "w3"


def test_the_supporting_worker_of_an_open_case_stays_and_does_not_take_it_over():
    agency = burdened(a_worker("w1"), a_worker("w2"), a_worker("w3"))
    supported = agency.assignments[0].model_copy(update={"support": "w2"})
    best = best_of(agency.changed(assignments=(supported, agency.assignments[1])))
    assert best.given() == {"o1": "w3"}
    assert best.of("o1").support is None


def test_room_that_a_move_frees_is_not_given_away_in_the_same_plan():
    polish = a_worker("w1", languages=("english", "polish"))
    new = a_case("c1", language="polish", stages=SHORT)
    agency = burdened(polish, a_worker("w2"))
    both = best_of(agency.changed(cases=(*agency.cases, new)))
    assert (both.given(), both.left()) == ({"o1": "w2"}, ["c1"])
    moved = agency.changed(
        cases=(*agency.cases, new), assignments=(movable("o1", "w2"), agency.assignments[1])
    )
    assert best_of(moved).given() == {"c1": "w1"}


def test_what_moves_and_what_stays_count_in_the_load_of_their_workers():
    problem = measure(burdened())
    stays, moves = problem.added_load(a_plan()), problem.added_load(a_plan(o1="w2"))
    assert stays == {0: int(problem.stay_load[0])}
    assert moves == {1: int(problem.load[0, 0])}
    assert problem.start_load[0] + problem.stay_load[0] == pytest.approx(problem.carried_load[0], abs=2)
    assert problem.added(a_plan(o1="w2")) == {1: [(0, Role.LEAD)]}
