"""Who is away, which weeks need cover, and what leavers hand over."""

from planner.attention.absence import away, leavers
from planner.domain import Days
from tests.attention.busy import after
from tests.builders import TODAY, a_case, a_stage, a_tier, a_worker, an_agency, held


def on_leave(first: int, last: int, worker: str = "w1", **changes):
    return a_worker(worker, leave=(Days(first=after(first), last=after(last)),), **changes)


def test_three_working_days_in_a_week_need_cover_and_two_do_not():
    for last, covered in ((8, ()), (9, (after(7),))):  # to Tuesday and to Wednesday of next week
        (one,) = away(an_agency([on_leave(5, last)], []))
        assert one.covered_weeks == covered
    assert (one.first, one.last, one.working_days) == (after(5), after(9), 3)
    assert not one.no_new_case


def test_more_than_ten_working_days_away_bring_no_new_case():
    for last, none in ((11, False), (14, True)):
        (one,) = away(an_agency([on_leave(0, last)], [a_case()], assignments=(held("c1", "w1"),)))
        assert one.no_new_case is none
        assert one.open_cases == 1


def test_only_working_days_of_the_coming_four_weeks_count():
    assert away(an_agency([on_leave(5, 6), on_leave(28, 40, "w2")], [])) == []
    (one,) = away(an_agency([on_leave(25, 40)], []))
    assert (one.working_days, one.last) == (1, after(40))


def test_a_leaver_hands_over_what_outlasts_the_last_day():
    cases = [
        a_case("c1", stages=(a_stage(2),)),
        a_case("c2", stages=(a_stage(3),), rubric=a_tier(4)),
        a_case("c3", stages=(a_stage(9),)),
    ]
    assignments = tuple(held(case.id, "w1") for case in cases)
    (one,) = leavers(an_agency([a_worker(last_day=after(14))], cases, assignments=assignments))
    assert (one.to_hand_over, one.ending_before, one.gone) == (2, 1, False)
    assert one.minutes == 240
    assert one.dose == 7500  # two hours of reading, three quarters each, at tiers 4 and 1


def test_a_leaver_is_told_within_thirteen_weeks_and_when_gone_with_cases():
    workers = [
        a_worker("w1", last_day=after(91)),
        a_worker("w2", last_day=after(92)),
        a_worker("w3", last_day=after(-1)),
        a_worker("w4", last_day=after(-1)),
    ]
    agency = an_agency(workers, [a_case()], assignments=(held("c1", "w3"),))
    assert [(one.worker, one.gone) for one in leavers(agency)] == [("w3", True), ("w1", False)]


def test_days_after_the_last_day_are_not_called_leave():
    assert away(an_agency([a_worker(last_day=TODAY)], [])) == []
