"""Transactions: one of an agency at a time, retried where the database asks for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from random import uniform
from threading import Lock
from time import sleep
from typing import TypeVar

from sqlalchemy import Engine, TextClause, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session, col, select

from api.audit.chain import AuditKey
from api.errors import Busy, Conflict, NotReady
from api.storage.clock import Clock
from api.storage.engine import BUSY_SECONDS, WRITES, is_sqlite
from api.storage.points import reach
from api.storage.tables import DirectoryRow
from api.storage.unit import Unit
from api.storage.written import WritingSession

T = TypeVar("T")

MOST_TRIES = 8
_AGAIN = {"40001", "40P01"}  # a serialization failure, a deadlock: PostgreSQL asks to try again
_NO_LOCK = "55P03"  # what it was to change is held by somebody else for too long
_OF_THE_AGENCY = text("SELECT set_config('app.agency', :agency, true)")
# A process that is stopped while it writes keeps its locks, so the database ends such a transaction; and
# nobody waits for a lock for longer than they would wait for an answer.
_TO_WRITE = text(
    "SELECT set_config('app.agency', :agency, true), set_config('lock_timeout', '20s', true),"
    " set_config('idle_in_transaction_session_timeout', '30s', true)"
)
_LONGEST_PAUSE = 0.2
_TOO_MANY = "Too many change the same things at once. Ask again in a few seconds."
_SILENT = "The database does not answer."


class Store:
    """The database of the service, its clock and the key of its record.

    `several` lets tests keep several agencies on SQLite.
    """

    def __init__(
        self, engine: Engine, clock: Clock, audit_key: AuditKey, *, several: bool = False
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.audit_key = audit_key
        self.several = several
        self._times: Counter[tuple[str, type]] = Counter()
        self._lock, self._writer = Lock(), Lock()

    def agencies(self) -> list[str]:
        """Return the ids of all agencies; for work that goes through all of them."""
        try:
            with Session(self.engine) as session:
                return list(session.exec(select(DirectoryRow.agency).order_by(col(DirectoryRow.agency))))
        except (DBAPIError, NoConnection):
            raise NotReady(_SILENT) from None

    def times_written(self, agency: str, tables: Iterable[type]) -> int:
        """Return how often this process has written to these tables of an agency."""
        return sum(self._times[agency, table] for table in tables)

    def read(self, agency: str, work: Callable[[Unit], T]) -> T:
        """Return what `work` reads, all of it at one moment; whatever it writes is not kept."""
        try:
            with Session(self._reading(), expire_on_commit=False) as session:
                unit = self._begun(session, agency, _OF_THE_AGENCY)
                try:
                    return work(unit)
                finally:
                    session.expunge_all()
                    session.rollback()
        except (DBAPIError, NoConnection):
            raise NotReady(_SILENT) from None

    def write(self, agency: str, work: Callable[[Unit], T]) -> T:
        """Return what `work` returns once all it wrote is committed, or nothing of it is.

        `work` may run several times: it is tried again, up to 8 times, where the database asks for it.

        Raises
        ------
        Busy
            It was asked to try again too often.
        Conflict
            What was to be written contradicts what somebody else wrote meanwhile.
        NotReady
            The database does not answer, or has no room. Whether the transaction was committed may be
            unknown then; the same request with the same Idempotency-Key tells.
        """
        for attempt in range(MOST_TRIES):
            try:
                return self._written(agency, work)
            except NoConnection:
                break
            except IntegrityError:
                raise Conflict("Somebody else changed this meanwhile.") from None
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) == _NO_LOCK:
                    break
                if not _try_again(error):
                    raise NotReady("The database does not answer, or has no room.") from None
            sleep(uniform(0, _LONGEST_PAUSE * (attempt + 1) / MOST_TRIES))  # noqa: S311  (no secret)
        raise Busy(_TOO_MANY)

    def _written(self, agency: str, work: Callable[[Unit], T]) -> T:
        bound = self.engine.execution_options(**{WRITES: True})
        with self._turn(), WritingSession(bound, expire_on_commit=False) as session:
            unit = self._begun(session, agency, _TO_WRITE)
            result = work(unit)
            unit.finish()
            session.commit()
            self._count(agency, session.tables_written)
            reach("after-commit")
            return result

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for a turn to write: SQLite has one writer, and has others sleep and try again."""
        if not is_sqlite(self.engine):
            yield
            return
        if not self._writer.acquire(timeout=BUSY_SECONDS):
            raise Busy(_TOO_MANY)
        try:
            yield
        finally:
            self._writer.release()

    def _count(self, agency: str, tables: Iterable[type]) -> None:
        with self._lock:
            self._times.update((agency, table) for table in tables)

    def _reading(self) -> Engine:
        if is_sqlite(self.engine):
            return self.engine
        return self.engine.execution_options(isolation_level="REPEATABLE READ")

    def _begun(self, session: Session, agency: str, first: TextClause) -> Unit:
        if not is_sqlite(self.engine):
            session.execute(first, {"agency": agency})
        return Unit(session, agency, self.clock(), self.audit_key)


def _try_again(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlstate", None)
    return code in _AGAIN or "database is locked" in str(error.orig)
