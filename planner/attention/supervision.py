"""Whose supervision is due, overdue or was never recorded, and who supervises how many."""

from datetime import date, timedelta
from enum import StrEnum

from planner.attention.scope import supervisor_of
from planner.domain import Agency, Worker
from planner.domain.calendar import back_at_work
from planner.domain.noun import Noun
from planner.units import DAYS_PER_WEEK


class State(StrEnum):
    """Where a worker's supervision stands."""

    NEVER = "never-recorded"
    OVERDUE = "overdue"
    NO_INTERVAL = "no-interval"
    DUE = "due-this-week"


class SupervisionDue(Noun):
    """A worker whose supervision needs somebody this week; `due` is None where nothing says when."""

    worker: str
    supervisor: str | None
    state: State
    last: date | None
    due: date | None
    first_year: bool
    away_until: date | None


class Span(Noun):
    """A supervisor of more workers than `span_of_supervisor`: reported, not a rule."""

    supervisor: str
    workers: int


def supervision(agency: Agency) -> list[SupervisionDue]:
    """Return supervision due within seven days, overdue, or not known; the first year first."""
    found = [one for worker in agency.workers if (one := _due(agency, worker)) is not None]
    states = list(State)
    return sorted(
        found,
        key=lambda one: (
            states.index(one.state),
            not one.first_year,
            one.due or agency.date,
            one.worker,
        ),
    )


def spans(agency: Agency) -> list[Span]:
    """Return the supervisors with more workers than the span that is reported, the most first."""
    workers: dict[str, int] = {}
    for worker in agency.workers:
        if supervisor := supervisor_of(agency, worker):
            workers[supervisor] = workers.get(supervisor, 0) + 1
    wide = [
        Span(supervisor=one, workers=many)
        for one, many in workers.items()
        if many > agency.policy.span_of_supervisor
    ]
    return sorted(wide, key=lambda span: (-span.workers, span.supervisor))


def _due(agency: Agency, worker: Worker) -> SupervisionDue | None:
    last, every = worker.supervision_last, worker.supervision_every_weeks
    due = last + timedelta(weeks=every) if last and every else None
    state = _state(agency.date, last, due)
    if state is None:
        return None
    return SupervisionDue(
        worker=worker.id,
        supervisor=supervisor_of(agency, worker),
        state=state,
        last=last,
        due=due,
        first_year=worker.first_year,
        away_until=back_at_work(worker, agency.date),
    )


def _state(today: date, last: date | None, due: date | None) -> State | None:
    if last is None:
        return State.NEVER
    if due is None:
        return State.NO_INTERVAL
    if due < today:
        return State.OVERDUE
    return State.DUE if (due - today).days < DAYS_PER_WEEK else None
