"""In how many days somebody must have responded to a case."""

from datetime import timedelta

import pytest

from planner.domain import Assignment, Hold, Wish
from planner.problem import measure
from planner.problem.absence import NEVER
from tests.builders import TODAY, a_case, a_worker, an_agency

LONG_AGO = TODAY - timedelta(days=30)


def response_day(today: int = 0, due: int = 7, **changes) -> int:
    """Return it for a case due so many days after a Monday, `today` days after it."""
    assigned = changes.pop("assigned", ())
    case = a_case(received=LONG_AGO, response_deadline=TODAY + timedelta(days=due), **changes)
    day = TODAY + timedelta(days=today)
    return int(measure(an_agency([a_worker()], [case], date=day, assignments=assigned)).response_day[0])


@pytest.mark.parametrize(
    ("today", "due", "expected"),
    [
        (0, 0, 0),  # today
        (0, 1, 1),
        (0, 5, 5),  # a Saturday: whoever is on duty
        (0, -9, 0),  # over: today
        (5, 3, 2),  # over, on a Saturday: on Monday
        (5, 5, 2),  # today, on a Saturday: on Monday
        (5, 6, 2),
        (5, 8, 3),
    ],
)
def test_the_day_of_the_deadline_or_the_next_working_day(today: int, due: int, expected: int):
    assert response_day(today, due) == expected


@pytest.mark.parametrize("met", [0, -20])
def test_there_is_none_once_the_client_is_met(met: int):
    assert response_day(first_met=TODAY + timedelta(days=met)) == NEVER


@pytest.mark.parametrize("due", [-9, 0, 7])
def test_an_open_case_has_none(due: int):
    moving = Assignment(case="c1", worker="w1", since=LONG_AGO, hold=Hold.MOVABLE, wish=Wish.CLIENT)
    assert response_day(due=due, assigned=(moving,)) == NEVER
