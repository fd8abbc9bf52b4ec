"""Who is on duty for which case: only for an immediate response that somebody must make today."""

from datetime import timedelta
from typing import Any

import pytest

from planner.domain import Assignment, Days, Hold, Kind, Wish
from planner.problem import measure
from tests.builders import TODAY, a_case, a_worker, an_agency

DUE: dict[str, Any] = {
    "kind": Kind.IMMEDIATE_RESPONSE,
    "received": TODAY - timedelta(days=9),
    "response_deadline": TODAY,
}


def days(first: int, last: int) -> tuple[Days, ...]:
    return (Days(first=TODAY + timedelta(days=first), last=TODAY + timedelta(days=last)),)


def on_duty(case: dict[str, Any], worker: dict[str, Any], **agency: Any) -> bool:
    """Return whether a worker is on duty for a case; nobody else ever is."""
    team = [a_worker("w1", **{"duty": days(0, 0)} | worker), a_worker("w2")]
    found = measure(an_agency(team, [a_case("c1", **DUE | case)], **agency)).on_duty
    assert found.shape == (1, 2)
    assert not found[0, 1]
    return bool(found[0, 0])


@pytest.mark.parametrize(("due", "expected"), [(-3, True), (0, True), (1, False), (7, False)])
def test_the_response_is_due_today_or_overdue(due: int, *, expected: bool):
    deadline = {"response_deadline": TODAY + timedelta(days=due)}
    assert on_duty(deadline, {"duty": days(0, 7)}) is expected


@pytest.mark.parametrize("kind", Kind)
def test_there_is_duty_for_immediate_responses_alone(kind: Kind):
    assert on_duty({"kind": kind}, {}) is (kind is Kind.IMMEDIATE_RESPONSE)


@pytest.mark.parametrize(
    ("duty", "expected"),
    [((), False), (days(-2, -1), False), (days(-1, 1), True), (days(1, 2), False)],
)
def test_the_day_of_duty_is_today(duty: tuple[Days, ...], *, expected: bool):
    assert on_duty({}, {"duty": duty}) is expected


@pytest.mark.parametrize("away", [{"leave": days(0, 0)}, {"last_day": TODAY - timedelta(days=1)}])
def test_who_is_away_today_is_not_on_duty(away: dict[str, Any]):
    assert not on_duty({}, away)


def test_once_the_client_is_met_the_response_has_been_made():
    assert not on_duty({"first_met": TODAY - timedelta(days=1)}, {})
    assert not on_duty({"first_met": TODAY}, {})


def test_an_open_case_is_no_duty_of_anybody():
    moving = Assignment(
        case="c1", worker="w2", since=TODAY - timedelta(days=9), hold=Hold.MOVABLE, wish=Wish.CLIENT
    )
    assert not on_duty({}, {}, assignments=(moving,))
