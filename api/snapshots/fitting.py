"""How records fit each other and the day: what is gone is not mentioned, no day is still to come."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel

from planner.domain import Assignment, Case, Exposure, Team, Worker

_WEEK = timedelta(days=7)
Noun = TypeVar("Noun", bound=BaseModel)


def fitting(  # noqa: PLR0913  (the tables of an agency)
    today: date,
    *,
    teams: Iterable[Team],
    workers: Iterable[Worker],
    cases: Iterable[Case],
    assignments: Iterable[Assignment],
    exposures: Iterable[Exposure],
) -> dict[str, Any]:
    """Return tables of which each mentions only what is in another.

    A worker without their supervisor here, a client whose earlier worker has left, a conflict with a
    case that is closed: the mention goes, the record stays. Exposure of a week that is not over and of
    workers who are not here is left out; so is an assignment whose case is not here. What came in or
    was given on a day still to come, as where a clock was put back, counts from this day on.
    """
    workers, cases = tuple(workers), tuple(cases)
    there = {worker.id for worker in workers}
    named = {case.id for case in cases} | {case.group for case in cases if case.group}
    held = {case.id for case in cases}
    return {
        "teams": tuple(_without(team, there, "supervisor") for team in teams),
        "workers": tuple(_worker(worker, there, named) for worker in workers),
        "cases": tuple(
            _not_after(
                _without(case, there, "earlier_worker", "held_by"), today, "received", "first_met"
            )
            for case in cases
        ),
        "assignments": tuple(
            _not_after(_without(a, there, "support"), today, "since")
            for a in assignments
            if a.case in held and a.worker in there
        ),
        "exposures": tuple(e for e in exposures if e.worker in there and e.week + _WEEK <= today),
    }


def _worker(worker: Worker, there: set[str], named: set[str]) -> Worker:
    conflicts = tuple(each for each in worker.conflicts if each in named)
    if conflicts != worker.conflicts:
        worker = worker.model_copy(update={"conflicts": conflicts})
    return _without(worker, there, "supervisor", "peer_partner")


def _without(noun: Noun, there: set[str], *fields: str) -> Noun:
    gone = {f: None for f in fields if getattr(noun, f) is not None and getattr(noun, f) not in there}
    return noun.model_copy(update=gone) if gone else noun


def _not_after(noun: Noun, today: date, *fields: str) -> Noun:
    days = {f: today for f in fields if (getattr(noun, f) or today) > today}
    return noun.model_copy(update=days) if days else noun
