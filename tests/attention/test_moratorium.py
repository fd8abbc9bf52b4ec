"""Which movable cases may not move now, and until when."""

from planner.attention.moratorium import moves_blocked
from planner.domain import Hold, Wish
from tests.attention.busy import after, open_case
from tests.builders import a_case, a_worker, an_agency


def blocked(court=(), disclosure=(), worker=None, **assignment):
    case = a_case(
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


def test_what_somebody_wants_moved_comes_first():
    cases = [a_case(f"c{n}", court_dates=(after(n),)) for n in (1, 2)]
    assignments = (
        open_case("c1", "w1", hold=Hold.MOVABLE),
        open_case("c2", "w1", hold=Hold.MOVABLE, wish=Wish.WORKER),
    )
    found = moves_blocked(an_agency([a_worker()], cases, assignments=assignments))
    assert [one.case for one in found] == ["c2", "c1"]
