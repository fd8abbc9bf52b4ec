"""An agency in which no check finds anything, and ways to spoil it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from planner.doctor import Finding, examine
from planner.domain import (
    Agency,
    Assignment,
    Case,
    Exposure,
    Mode,
    Safety,
    Setting,
    Source,
    Team,
    Worker,
)
from tests.builders import TODAY, a_case, a_worker, an_agency

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def a_colleague(id: str, supervisor: str, **changes: Any) -> Worker:
    fields: dict[str, Any] = {
        "supervisor": supervisor,
        "supervision_last": TODAY - WEEK,
        "supervision_every_weeks": 2,
    }
    return a_worker(id, **(fields | changes))


def exposure(worker: str, weeks_ago: int, **changes: Any) -> Exposure:
    fields: dict[str, Any] = {
        "worker": worker,
        "week": TODAY - weeks_ago * WEEK,
        "minutes": 60 + weeks_ago,
        "tier": 1 + weeks_ago % 5,
        "mode": list(Mode)[weeks_ago % 3],
        "source": Source.CASE,
    }
    return Exposure.model_validate(fields | changes)


def carried(case: str, worker: str, **changes: Any) -> Assignment:
    fields: dict[str, Any] = {"case": case, "worker": worker, "since": TODAY - 20 * WEEK}
    return Assignment.model_validate(fields | changes)


def an_old_case(id: str, **changes: Any) -> Case:
    fields: dict[str, Any] = {"received": TODAY - 21 * WEEK, "response_deadline": TODAY - 20 * WEEK}
    return a_case(id, **(fields | {"safety_assessment": Safety.DONE} | changes))


def clean(**changes: Any) -> Agency:
    """Return two workers who supervise each other, an open case each, a new case and a full ledger."""
    workers = changes.pop("workers", [a_colleague("w1", "w2"), a_colleague("w2", "w1")])
    cases = changes.pop("cases", [a_case("c1", held_by="w1"), an_old_case("o1"), an_old_case("o2")])
    fields: dict[str, Any] = {
        "teams": (Team(id="blue", office="north", setting=Setting.CHILD_WELFARE, supervisor="w1"),),
        "assignments": (carried("o1", "w1"), carried("o2", "w2")),
        "exposures": tuple(exposure(w, ago) for w in ("w1", "w2") for ago in range(1, 21)),
    }
    return an_agency(workers, cases, **(fields | changes))


def with_case(id: str, agency: Agency | None = None, /, **changes: Any) -> Agency:
    """Return the agency with a case changed."""
    agency = agency or clean()
    return agency.changed(cases=_changed(agency.cases, id, "id", changes))


def with_worker(id: str, agency: Agency | None = None, /, **changes: Any) -> Agency:
    """Return the agency with a worker changed."""
    agency = agency or clean()
    return agency.changed(workers=_changed(agency.workers, id, "id", changes))


def with_assignment(case: str, agency: Agency | None = None, /, **changes: Any) -> Agency:
    """Return the agency with an open case's assignment changed."""
    agency = agency or clean()
    return agency.changed(assignments=_changed(agency.assignments, case, "case", changes))


def _changed(nouns: Iterable[Any], id: str, key: str, changes: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(
        type(noun).model_validate(dict(noun) | changes) if getattr(noun, key) == id else noun
        for noun in nouns
    )


def all_of(check: str, agency: Agency) -> list[Finding]:
    """Return what a check finds in an agency."""
    return [finding for finding in examine(agency).findings if finding.check == check]


def records(check: str, agency: Agency) -> tuple[str, ...]:
    """Return the records of the one finding of a check, or none where it finds nothing."""
    found = all_of(check, agency)
    assert len(found) <= 1
    return found[0].records if found else ()


def finds(check: str, agency: Agency) -> bool:
    """Return whether a check finds something."""
    return bool(all_of(check, agency))
