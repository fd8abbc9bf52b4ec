"""Which jobs are held by somebody silent: found from the jobs' own rows, by a watch of one's own.

No wall clock decides. Whoever watches counts, by its own monotonic clock, how long it has seen a job
with the same attempt, owner and beat; so a clock that jumps steals nothing and revives nothing. Time
in which it did not look, as when it was stopped or the database away, counts as one look at most: an
owner who was held up by the same thing has time to beat again.
"""

from dataclasses import dataclass
from time import monotonic

from sqlmodel import col

from api.jobs.queue import QUEUED, RUNNING, let_go
from api.storage.store import Store
from api.storage.tables import JobRow
from api.storage.unit import Unit

LOOKS = 6  # in a lease

Mark = tuple[int, str | None, int]


@dataclass
class _Seen:
    mark: Mark
    silent: float
    last: float


class Watch:
    """One process's watch over the jobs of all agencies."""

    def __init__(self, store: Store, lease_seconds: float) -> None:
        self._store, self._lease = store, lease_seconds
        self._seen: dict[tuple[str, str], _Seen] = {}

    @property
    def every(self) -> float:
        """Seconds from one look to the next."""
        return self._lease / LOOKS

    def look(self, agency: str) -> list[str]:
        """Take jobs from owners who are silent for a lease; return which jobs wait then."""
        running, waiting = self._store.read(agency, _open)
        now = monotonic()
        for job, mark in running.items():
            if self._silent((agency, job), mark, now) >= self._lease:
                self._let_go(agency, job, mark)
                waiting.append(job)
        gone = [key for key in self._seen if key[0] == agency and key[1] not in running]
        for key in gone:
            del self._seen[key]
        return waiting

    def _silent(self, key: tuple[str, str], mark: Mark, now: float) -> float:
        seen = self._seen.get(key)
        if seen is None or seen.mark != mark:
            seen = self._seen[key] = _Seen(mark, 0.0, now)
        seen.silent += min(now - seen.last, 2 * self.every)
        seen.last = now
        return seen.silent

    def _let_go(self, agency: str, job: str, mark: Mark) -> None:
        self._store.write(agency, lambda unit: let_go(unit, job, *mark))
        del self._seen[agency, job]


def _open(unit: Unit) -> tuple[dict[str, Mark], list[str]]:
    running = unit.all(JobRow, col(JobRow.state) == RUNNING)
    waiting = unit.all(JobRow, col(JobRow.state) == QUEUED)
    return {row.id: (row.attempt, row.owner, row.beat) for row in running}, [row.id for row in waiting]
