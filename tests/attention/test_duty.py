"""Who is on duty on which day, and whose immediate response is reviewed."""

from planner.attention.duty import clashes, duty, reviews
from planner.domain import Days, Kind
from tests.attention.busy import after, open_case
from tests.builders import TODAY, a_case, a_worker, an_agency

NORTH = frozenset({"north"})


def days(first: int, last: int) -> tuple[Days, ...]:
    return (Days(first=after(first), last=after(last)),)


def test_each_of_seven_days_names_who_is_on_duty_and_not_away():
    workers = [
        a_worker("w2", duty=days(0, 1)),
        a_worker("w1", duty=days(1, 1)),
        a_worker("w3", duty=days(0, 6), offices=("south",)),
        a_worker("w4", duty=days(0, 2), leave=days(0, 1)),
    ]
    agency = an_agency(workers, [])
    found = duty(agency, NORTH)
    assert [one.day for one in found] == [after(day) for day in range(7)]
    assert [one.workers for one in found[:4]] == [("w2",), ("w1", "w2"), ("w4",), ()]


def test_who_is_to_be_on_duty_but_away_is_told():
    agency = an_agency([a_worker(duty=days(0, 4), leave=days(3, 9))], [])
    (one,) = clashes(agency)
    assert (one.worker, one.first, one.last, one.days) == ("w1", after(3), after(4), 2)
    assert clashes(an_agency([a_worker(duty=days(7, 9), leave=days(7, 9))], [])) == []


def test_an_immediate_response_is_reviewed_on_the_next_working_day():
    # TODAY is a Monday: what was given out from Friday on is still to be reviewed
    cases = [a_case(f"c{ago}", kind=Kind.IMMEDIATE_RESPONSE) for ago in (4, 3, 1, 0)]
    cases.append(a_case("c9"))
    assignments = [open_case(case.id, "w1", since=int(case.id[1]) % 9) for case in cases]
    agency = an_agency([a_worker()], cases, assignments=tuple(assignments))
    assert [(one.case, one.review_on) for one in reviews(agency)] == [
        ("c1", TODAY),
        ("c3", TODAY),
        ("c0", after(1)),
    ]
