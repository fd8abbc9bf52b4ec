"""Which open cases may not move now, and until when."""

import pytest

from planner.attention.moratorium import moves_blocked
from planner.domain import Hold, Wish
from planner.problem import measure
from tests.attention.busy import after, open_case
from tests.builders import a_case, a_random_agency, a_stage, a_worker, an_agency


def blocked(court=(), disclosure=(), worker=None, weeks=4, **assignment):
    case = a_case(
        stages=(a_stage(weeks),),
        court_dates=tuple(after(day) for day in court),
        disclosure_dates=tuple(after(day) for day in disclosure),
    )
    assignment = {"hold": Hold.MOVABLE} | assignment
    agency = an_agency(
        [worker or a_worker()], [case], assignments=(open_case("c1", "w1", **assignment),)
    )
    return moves_blocked(agency)


def test_a_move_is_blocked_fourteen_days_before_and_after_and_not_fifteen():
    assert blocked(court=(15,)) == []
    assert blocked(disclosure=(-15,)) == []
    assert blocked(court=(14,))[0].until == after(28)
    assert blocked(disclosure=(-14,))[0].until == after(0)


def test_dates_close_after_one_another_block_in_one_run():
    (one,) = blocked(court=(-10, 19), disclosure=(60,))
    assert one.near == (after(-10), after(19))
    assert one.until == after(33)


def test_kept_cases_are_not_told_and_a_wish_or_leaver_is():
    assert blocked(court=(1,), hold=Hold.KEPT) == []
    assert blocked(court=(1,), wish=Wish.CLIENT)[0].wish is Wish.CLIENT
    assert blocked(court=(1,), worker=a_worker(last_day=after(3)))[0].leaver
    assert not blocked(court=(1,), worker=a_worker(last_day=after(300)))[0].leaver


@pytest.mark.parametrize("hold", Hold)
@pytest.mark.parametrize(
    ("court", "until"),
    [
        ((3,), 3),  # until the day in court, not for the days after it
        ((0,), 0),
        ((3, 17), 17),
        ((3, 18), 18),
        ((3, 19), 3),  # the day after the first, the second is not near
        ((20,), None),
        ((14,), 14),
        ((21, 10), 10),  # nobody waits for a day on which the leaver is gone
        ((-1,), None),
    ],
)
def test_a_leavers_case_waits_until_a_date_near_has_passed_and_then_goes(court, until, hold):
    leaver = a_worker(last_day=after(20))
    found = blocked(court=court, worker=leaver, hold=hold, weeks=9)
    if until is None:
        assert found == []
    else:
        (one,) = found
        assert (one.until, one.leaver) == (after(until), True)


def test_before_the_weeks_of_handing_over_a_leavers_case_waits_as_any_other():
    leaver = a_worker(last_day=after(60))
    assert blocked(court=(3,), worker=leaver, weeks=20)[0].until == after(17)
    assert blocked(court=(3,), worker=leaver, weeks=20, hold=Hold.KEPT) == []


def test_a_wait_that_reaches_the_weeks_of_handing_over_ends_when_the_leaver_may_wait_no_more():
    leaver = a_worker(last_day=after(35))
    (one,) = blocked(court=(10, 24, 38), worker=leaver, weeks=20)
    assert one.until == after(24)


def test_no_case_that_may_not_move_is_one_to_decide_on():
    told, decided = 0, 0
    for seed in range(60):
        agency = a_random_agency(seed, workers=5, cases=3)
        dated = [
            case.model_copy(update={"court_dates": (after(seed % 25 - 5),)}) if place % 2 else case
            for place, case in enumerate(agency.cases)
        ]
        agency = agency.changed(cases=tuple(dated))
        here = {case.id for case in measure(agency).cases} & agency.open_cases
        waiting = {one.case for one in moves_blocked(agency)}
        assert not here & waiting
        told, decided = told + len(waiting), decided + len(here)
    assert min(told, decided) > 20


def test_what_somebody_wants_moved_comes_first():
    cases = [a_case(f"c{n}", court_dates=(after(n),)) for n in (1, 2)]
    assignments = (
        open_case("c1", "w1", hold=Hold.MOVABLE),
        open_case("c2", "w1", hold=Hold.MOVABLE, wish=Wish.WORKER),
    )
    found = moves_blocked(an_agency([a_worker()], cases, assignments=assignments))
    assert [one.case for one in found] == ["c2", "c1"]
