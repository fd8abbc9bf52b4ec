"""Which tables a transaction writes, so that what is remembered of them can be forgotten."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session

_WRITTEN = "written"


class WritingSession(Session):
    """A session that knows which tables it wrote, row by row or many rows at once."""

    @property
    def tables_written(self) -> set[type]:
        """The tables."""
        found: set[type] = self.info.setdefault(_WRITTEN, set())
        return found


@event.listens_for(WritingSession, "after_flush")
def _flushed(session: WritingSession, _: Any) -> None:
    session.tables_written.update(map(type, (*session.new, *session.dirty, *session.deleted)))


@event.listens_for(WritingSession, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    session, mapper = state.session, state.bind_mapper
    if isinstance(session, WritingSession) and mapper is not None and not state.is_select:
        session.tables_written.add(mapper.class_)
