"""One transaction of one agency: each query is its own, each change is counted and recorded."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, func, insert, text
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.audit.chain import AuditKey, Recorded, append
from api.errors import NotHere
from api.storage.ids import new_id
from api.storage.points import reach
from api.storage.tables import AgencyRow, EventRow
from api.storage.tables.base import Keyed, Versioned

_TOLD = insert(EventRow)
_OWN = select(AgencyRow).where(col(AgencyRow.agency) == bindparam("agency"))

Row = TypeVar("Row", bound=Keyed)
VersionedRow = TypeVar("VersionedRow", bound=Versioned)


class Unit:
    """What is read and written together, for one agency at one instant.

    Rows are locked in the order they are asked for; ask for them in the order of their ids, workers
    before cases. The agency's own row and the head of its record come last of all, at the end.
    """

    def __init__(self, session: Session, agency: str, now: int, key: AuditKey) -> None:
        self.session = session
        self.agency = agency
        self.now = now
        self._key = key
        self._recorded: list[Recorded] = []
        self._told: list[dict[str, Any]] = []
        self._changed: list[Versioned] = []
        self._revised = False
        self._own: AgencyRow | None = None

    @property
    def one_writer(self) -> bool:
        """Whether nobody else writes anyway until this transaction ends, as on SQLite."""
        return self.session.get_bind().dialect.name == "sqlite"

    @property
    def untouched(self) -> bool:
        """Whether nothing was written yet."""
        return not self._changed and not self._revised

    def own(self, *, afresh: bool = False) -> AgencyRow:
        """Return the agency's own row, read again where asked, or raise NotHere."""
        if self._own is None or afresh:
            query = _OWN.execution_options(populate_existing=True) if afresh else _OWN
            self._own = self.session.exec(query, params={"agency": self.agency}).one_or_none()
        if self._own is None:
            raise NotHere("agency")
        return self._own

    def find(self, table: type[Row], id: str, *, lock: bool = False) -> Row | None:
        """Return a row of the agency, read afresh and locked until the end where asked.

        Where there is one writer nobody else can change it until the end anyway.
        """
        query, named = _by_id(table), {"agency": self.agency, "id": id}
        if lock and not self.one_writer:
            query = query.with_for_update().execution_options(populate_existing=True)
        return self.session.exec(query, params=named).one_or_none()

    def get(self, table: type[Row], id: str, *, lock: bool = False) -> Row:
        """Return a row of the agency, or raise NotHere."""
        row = self.find(table, id, lock=lock)
        if row is None:
            raise NotHere(_kind(table))
        return row

    def all(
        self,
        table: type[Row],
        *where: ColumnElement[bool],
        order: Sequence[Any] = (),
        most: int | None = None,
        lock: bool = False,
        afresh: bool = False,
    ) -> list[Row]:
        """Return the rows of the agency for which all holds, by id unless said otherwise.

        A row this transaction has read before stays as it was, unless it is locked or read afresh.
        """
        query = select(table).where(col(table.agency) == self.agency, *where)
        query = query.order_by(*(order or (col(table.id),)))
        if most is not None:
            query = query.limit(most)
        if lock:
            query = query.with_for_update()
        if lock or afresh:
            query = query.execution_options(populate_existing=True)
        return list(self.session.exec(query).all())

    def count(self, table: type[Row], *where: ColumnElement[bool]) -> int:
        """Return how many rows of the agency there are for which all holds."""
        query = select(func.count()).select_from(table).where(col(table.agency) == self.agency, *where)
        return self.session.exec(query).one()

    def add(self, row: VersionedRow) -> VersionedRow:
        """Write a new row."""
        row.created_at = row.changed_at = self.now
        self.session.add(row)
        self._changed.append(row)
        self.session.flush()
        return row

    def changed(self, row: Versioned) -> None:
        """Count a change of a row; once a transaction, however often it is changed in it."""
        if not any(row is other for other in self._changed):
            row.version += 1
            row.changed_at = self.now
            self._changed.append(row)

    def revised(self) -> None:
        """Count a change of the agency's facts that no versioned row shows: its own row, its policy."""
        self._revised = True

    def alone(self, what: str) -> None:
        """Wait until nobody else does this for the agency; to be asked before anything is read."""
        self._hold("pg_advisory_xact_lock", what)

    def beside(self, what: str) -> None:
        """Do this beside others; whoever wants to do it alone waits until the end."""
        self._hold("pg_advisory_xact_lock_shared", what)

    def _hold(self, function: str, what: str) -> None:
        if not self.one_writer:
            query = text(f"SELECT {function}(hashtextextended(:what, 0))")
            self.session.execute(query, {"what": f"{self.agency}\n{what}"})

    def record(self, actor: str, action: str, kind: str, object: str, **details: Any) -> None:
        """Write to the agency's record, in this transaction; ids and code words only."""
        self._recorded.append(Recorded(actor, action, kind, object, details))

    def emit(self, type: str, **data: Any) -> None:
        """Let an event leave the house once this transaction is committed; ids only."""
        event = {"id": new_id("evt"), "type": type, "at": self.now, "data": data, "sorted": False}
        self._told.append(event | {"agency": self.agency})

    def finish(self) -> None:
        """Count the agency's revision, write the record; what is left is to commit.

        Revisions are in the order of commits, and so is `changed_at`, even where a clock goes back or
        a transaction had to wait: who asks for all that changed at some instant or later misses nothing.
        """
        if not self.one_writer:
            self.session.flush()  # what may have to wait for others comes before the agency's own row
        if self._told:
            self.session.connection().execute(_TOLD, self._told)
        with self.session.no_autoflush:
            self._count()
            if self._recorded:
                reach("before-record")
                append(self.session, self.agency, self.now, self._recorded, self._key)
        self.session.flush()
        reach("before-commit")

    def _count(self) -> None:
        facts = [row for row in self._changed if row.FACT]
        if facts or self._revised:
            reach("before-revision")
            own = self.own() if self.one_writer else self._own_locked()
            own.revision += 1
            own.changed_at = max(own.changed_at, self.now)
            for row in facts:
                row.revision, row.changed_at = own.revision, own.changed_at

    def _own_locked(self) -> AgencyRow:
        query = _OWN.with_for_update().execution_options(populate_existing=True)
        return self.session.exec(query, params={"agency": self.agency}).one()


@lru_cache(maxsize=100)
def _by_id(table: type[Row]) -> SelectOfScalar[Row]:
    """Return the query for a row by its id: made once for a table, it is asked for all the time."""
    by_id = (col(table.agency) == bindparam("agency"), col(table.id) == bindparam("id"))
    return select(table).where(*by_id)


def _kind(table: type[SQLModel]) -> str:
    return str(table.__tablename__).replace("_", "-")
