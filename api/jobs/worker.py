"""How a process works on jobs: it takes one, works on it while its heart beats, and ends it, fenced."""

import logging
from collections.abc import Callable, Mapping
from threading import Event
from traceback import extract_tb

from sqlmodel import col

from api.errors import Busy, Conflict, NotReady, SwitchedOff
from api.jobs.heart import Heart
from api.jobs.kinds import Failed, Kind, Working
from api.jobs.plan_job import plan
from api.jobs.queue import OPEN, QUEUED, RUNNING, Claim, Lost, fail, give_back, succeed, take
from api.settings import Settings
from api.snapshots.snapshot import Snapshots
from api.storage.ids import new_id
from api.storage.points import reach
from api.storage.store import Store
from api.storage.tables import JobRow
from api.storage.unit import Unit
from planner.errors import PlannerError, TooLarge

KINDS: Mapping[str, Kind] = {"plan": plan}
_LOG = logging.getLogger("caseload")
_TO_BE_TRIED_AGAIN = (Busy, Conflict, NotReady)
_CODES: tuple[tuple[type[Exception], str], ...] = (
    (MemoryError, "memory"),
    (TooLarge, "too-large"),
    (SwitchedOff, "switched-off"),
)
UNEXPECTED = "unexpected"


class Worker:
    """Takes jobs one after another. Its name is new with each start, and never taken for another's."""

    def __init__(self, store: Store, settings: Settings, kinds: Mapping[str, Kind] = KINDS) -> None:
        self.owner = new_id("boot")
        self._store, self._settings, self._kinds = store, settings, kinds
        self._snapshots = Snapshots()
        self._stopping = Event()
        self._heart: Heart | None = None

    def stop(self) -> None:
        """Take on nothing more, and give back what is in hand."""
        self._stopping.set()
        if self._heart is not None:
            self._heart.end()

    def drain(self, agency: str) -> None:
        """Work on an agency's jobs until none waits that may be worked on now."""
        while self.step(agency):
            pass

    def step(self, agency: str) -> bool:
        """Work on one job of an agency; False where there is none, or one is being worked on."""
        if self._stopping.is_set() or not self._store.read(agency, _waits):
            return False
        try:
            claim = self._store.write(agency, lambda unit: take(unit, self.owner))
        except Conflict:
            return False  # somebody else was faster
        if claim is None:
            return False
        reach("job-taken")
        try:
            self._work(claim)
        except _TO_BE_TRIED_AGAIN as error:
            _LOG.warning("%s: job %s is left to its lease", type(error).__name__, claim.id)
        return True

    def _work(self, claim: Claim) -> None:
        with Heart(self._store, claim, self._settings.lease_seconds) as self._heart:
            try:
                if self._stopping.is_set():
                    self._heart.end()
                working = Working(self._store, self._snapshots, self._settings, claim, self._heart)
                finish = self._kinds[claim.kind](working)
                reach("job-done")
                self._heart.during("writing")
                self._end(claim, lambda unit: succeed(unit, claim, finish(unit)))
            except Lost:
                if self._stopping.is_set():
                    self._end(claim, lambda unit: give_back(unit, claim))
            except _TO_BE_TRIED_AGAIN:
                raise
            except Failed as error:
                self._fail(claim, error.problem)
            except Exception as error:
                self._fail(claim, _code(error))

    def _fail(self, claim: Claim, problem: str) -> None:
        self._end(claim, lambda unit: fail(unit, claim, problem))

    def _end(self, claim: Claim, work: Callable[[Unit], None]) -> None:
        try:
            self._store.write(claim.agency, work)
        except Lost:
            _LOG.warning("job %s was no longer this worker's; nothing of it was kept", claim.id)


def work_one(store: Store, settings: Settings | None = None) -> bool:
    """Work on one job of any agency, here and now; False where there is none."""
    worker = Worker(store, settings or Settings())
    return any(worker.step(agency) for agency in store.agencies())


def _waits(unit: Unit) -> bool:
    states = [row.state for row in unit.all(JobRow, col(JobRow.state).in_(OPEN))]
    return QUEUED in states and RUNNING not in states


def _code(error: Exception) -> str:
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    if not isinstance(error, PlannerError):
        frames = extract_tb(error.__traceback__)
        places = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(frames))
        _LOG.error("%s at %s", type(error).__name__, places)
    return UNEXPECTED
