"""Whose supervision is due, and who supervises many."""

import pytest

from planner.attention.scope import NoSupervisor, scope
from planner.attention.supervision import State, spans, supervision
from planner.domain import Days, Setting, Team
from planner.errors import UnknownReference
from tests.attention.busy import after
from tests.builders import TODAY, a_worker, an_agency

TEAM = Team(id="blue", office="north", setting=Setting.CHILD_WELFARE, supervisor="w1")


def states(*workers):
    return {one.worker: (one.state, one.due) for one in supervision(an_agency(list(workers), []))}


def seen(worker: str, days_ago: int, every: int | None = 2, **changes):
    last = {"supervision_last": after(-days_ago), "supervision_every_weeks": every}
    return a_worker(worker, **last | changes)


def test_supervision_is_overdue_from_the_day_after_it_was_due():
    assert states(seen("w1", 15), seen("w2", 14), seen("w3", 8), seen("w4", 7)) == {
        "w1": (State.OVERDUE, after(-1)),
        "w2": (State.DUE, TODAY),
        "w3": (State.DUE, after(6)),
    }


def test_what_was_never_recorded_is_said():
    assert states(a_worker("w1"), seen("w2", 7, every=None)) == {
        "w1": (State.NEVER, None),
        "w2": (State.NO_INTERVAL, None),
    }


def test_the_first_year_comes_first_and_who_is_away_is_said():
    leave = (Days(first=TODAY, last=after(4)),)
    agency = an_agency(
        [seen("w1", 30), seen("w2", 16, months_in_field=11, months_in_post=5, leave=leave)], []
    )
    first, second = supervision(agency)
    assert (first.worker, first.first_year, first.away_until) == ("w2", True, after(7))
    assert (second.worker, second.first_year, second.away_until) == ("w1", False, None)


def test_a_span_is_told_above_five_workers():
    for many, told in ((6, []), (7, [("w1", 6)])):
        agency = an_agency([a_worker(f"w{n}") for n in range(1, many + 1)], [], teams=(TEAM,))
        assert [(span.supervisor, span.workers) for span in spans(agency)] == told


def test_a_workers_own_supervisor_comes_before_the_teams_and_nobody_is_their_own():
    workers = [a_worker("w1"), a_worker("w2"), a_worker("w3", supervisor="w2")]
    agency = an_agency(workers, [], teams=(TEAM,))
    assert scope(agency, "w1").workers == {"w2"}
    assert scope(agency, "w1").offices == {"north"}
    assert scope(agency, "w2").workers == {"w3"}
    assert scope(agency, "w2").offices == {"north"}
    assert scope(agency, None).workers == {"w1", "w2", "w3"}


def test_a_page_needs_somebody_who_supervises():
    agency = an_agency([a_worker("w1"), a_worker("w2")], [], teams=(TEAM,))
    with pytest.raises(NoSupervisor, match="'w2' supervises nobody"):
        scope(agency, "w2")
    with pytest.raises(UnknownReference):
        scope(agency, "w9")
