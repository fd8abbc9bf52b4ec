"""What may become of a job: each step is one transaction, and only for whoever holds the job.

Nothing here asks what time it is to decide: a lease is counted by who watches (`api.jobs.watch`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlmodel import col

from api.errors import Gone, TooMany
from api.jobs.carry import carry
from api.storage.ids import new_id
from api.storage.tables import JobRow
from api.storage.unit import Unit

QUEUED, RUNNING = "queued", "running"
SUCCEEDED, FAILED, CANCELLED = "succeeded", "failed", "cancelled"
OPEN = (QUEUED, RUNNING)
MOST_ATTEMPTS = 3
LOST = "lost"  # what a job failed of whose workers vanished, each time
WORKER = "job-worker"  # who it was, in the record


class Lost(Exception):
    """The job is no longer this worker's: it was cancelled, or taken for lost and given to another."""


@dataclass(frozen=True)
class Claim:
    """A job in a worker's hands: `attempt` and `owner` are its fence."""

    agency: str
    id: str
    kind: str
    attempt: int
    owner: str
    teams: tuple[str, ...]
    input: dict[str, Any]
    by: str


def ask(  # noqa: PLR0913, PLR0917  (what a job is)
    unit: Unit, kind: str, teams: Sequence[str], input: dict[str, Any], by: str, most: int
) -> JobRow:
    """Write a new job that waits, and have it carried to a worker once this is committed.

    Raises
    ------
    TooMany
        As many jobs of the agency wait already as may.
    """
    if unit.count(JobRow, col(JobRow.state) == QUEUED) >= most:
        raise TooMany(f"{most} jobs wait already. Ask again when one of them is over.")
    row = JobRow(agency=unit.agency, id=new_id("job"), kind=kind, teams=list(teams), input=input, by=by)
    unit.add(row)
    carry(unit, row.id)
    return row


def take(unit: Unit, owner: str) -> Claim | None:
    """Give the agency's next job to an owner, in one statement; None where nothing waits.

    Of two that try at once one waits or is refused by the index `one_running_job`.
    """
    oldest = (
        select(col(JobRow.id))
        .where(col(JobRow.agency) == unit.agency, col(JobRow.state) == QUEUED)
        .order_by(col(JobRow.created_at), col(JobRow.id))
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    row = _move(
        unit,
        [col(JobRow.id) == oldest],
        state=RUNNING,
        attempt=col(JobRow.attempt) + 1,
        owner=owner,
        beat=0,
        started_at=unit.now,
        progress={},
    )
    if row is None:
        return None
    unit.changed(row)
    return Claim(
        agency=row.agency,
        id=row.id,
        kind=row.kind,
        attempt=row.attempt,
        owner=owner,
        teams=tuple(row.teams),
        input=row.input,
        by=row.by,
    )


def beat(unit: Unit, claim: Claim, progress: dict[str, Any]) -> bool:
    """Say that a job's owner still works; False where it is no longer theirs."""
    return _move(unit, _held(claim), beat=col(JobRow.beat) + 1, progress=progress) is not None


def succeed(unit: Unit, claim: Claim, result: dict[str, Any]) -> None:
    """End a job with its result, or raise Lost; whatever else the transaction wrote goes with it."""
    _end(unit, claim, SUCCEEDED, result=result)
    unit.record(WORKER, "job.succeed", "job", claim.id)


def fail(unit: Unit, claim: Claim, problem: str) -> None:
    """End a job with a code word for what was the matter, or raise Lost."""
    _end(unit, claim, FAILED, problem=problem)
    unit.record(WORKER, "job.fail", "job", claim.id, problem=problem)
    unit.emit("job.failed", job=claim.id)


def give_back(unit: Unit, claim: Claim) -> None:
    """Let a job wait again, because its worker is being stopped; or raise Lost."""
    row = _move(unit, _held(claim), state=QUEUED, owner=None, progress={})
    if row is None:
        raise Lost
    unit.changed(row)
    carry(unit, row.id)


def let_go(unit: Unit, job: str, attempt: int, owner: str | None, beat: int) -> bool:
    """Take a job from an owner who is silent since some beat: to wait again, or failed at last.

    False where they spoke meanwhile, or it is no longer theirs.
    """
    silent = [*_mark(job, attempt, owner), col(JobRow.beat) == beat]
    if attempt >= MOST_ATTEMPTS:
        values = {"state": FAILED, "problem": LOST, "finished_at": unit.now}
    else:
        values = {"state": QUEUED}
    row = _move(unit, silent, owner=None, progress={}, **values)
    if row is None:
        return False
    unit.changed(row)
    if row.state == FAILED:
        unit.record(WORKER, "job.fail", "job", job, problem=LOST)
        unit.emit("job.failed", job=job)
    else:
        unit.record(WORKER, "job.let-go", "job", job, attempt=attempt)
        carry(unit, job)
    return True


def cancel(unit: Unit, row: JobRow) -> None:
    """End a job nobody wants any more; whoever works on it finds out at their next beat.

    Raises
    ------
    Gone
        It is over already.
    """
    if row.state not in OPEN:
        raise Gone("The job is over.")
    row.state, row.owner, row.progress = CANCELLED, None, {}
    row.finished_at = unit.now
    unit.changed(row)


def _end(unit: Unit, claim: Claim, state: str, **values: Any) -> None:
    ended = {"state": state, "finished_at": unit.now, "owner": None, "progress": {}}
    row = _move(unit, _held(claim), **ended, **values)
    if row is None:
        raise Lost
    unit.changed(row)


def _held(claim: Claim) -> list[ColumnElement[bool]]:
    return _mark(claim.id, claim.attempt, claim.owner)


def _mark(job: str, attempt: int, owner: str | None) -> list[ColumnElement[bool]]:
    table = JobRow
    return [
        col(table.id) == job,
        col(table.attempt) == attempt,
        col(table.owner) == owner,
        col(table.state) == RUNNING,
    ]


def _move(unit: Unit, where: list[ColumnElement[bool]], **values: Any) -> JobRow | None:
    statement = (
        update(JobRow)
        .where(col(JobRow.agency) == unit.agency, *where)
        .values(**values)
        .returning(JobRow)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return unit.session.execute(statement).scalar_one_or_none()
