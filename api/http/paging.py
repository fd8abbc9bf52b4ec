"""A list, page by page: where one page ended is a signed cursor, so that nobody bends it.

A plain list goes by id, so that no change moves a row to a page already read. With `updated_since` it
goes by revision: what changes meanwhile comes again later, and a copy misses nothing.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hmac import compare_digest, digest
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from api.access.current import TheActor
from api.http.call import Answer
from api.keys import Keys
from api.storage.tables.base import Keyed, Versioned
from api.storage.unit import Unit
from planner.errors import BadInput, BadRow

MOST = 500
_USUAL = 100
_TAG_BYTES = 16
_SHORTEST, _LONGEST = 23, 400  # characters: a tag and a word at least
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?\d{0,3}([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_BENT = "this is no cursor of this list; begin again without one, or repeat its other parameters."

Row = TypeVar("Row", bound=Keyed)
Out = TypeVar("Out", bound=BaseModel)


class Listed(BaseModel, Generic[Out]):
    """A page of a list, and where the next begins."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    data: list[Out]
    next_cursor: str | None = Field(description="For the next page; null on the last.")


@dataclass(frozen=True)
class Found(Generic[Row]):
    """The rows of a page, and the cursor after them."""

    rows: list[Row]
    next_cursor: str | None
    link: str | None

    def answer(self, body: type[Listed[Out]], out: Callable[[Row], Out]) -> Answer:
        """Return the page as an answer, with the header Link where another follows."""
        listed = body(data=[out(row) for row in self.rows], next_cursor=self.next_cursor)
        return Answer(listed, headers=None if self.link is None else {"Link": self.link})


@dataclass(frozen=True)
class Page:
    """Which page is asked for. `since`: only what changed at that instant or later, ended or not."""

    limit: int
    since: int | None
    after: tuple[Any, ...] | None
    path: str
    query: tuple[tuple[str, str], ...]  # but for the cursor
    place: bytes  # what a cursor is signed for: whose list, and which
    key: bytes

    def of(
        self, unit: Unit, table: type[Row], *where: ColumnElement[bool], by: str = "id"
    ) -> Found[Row]:
        """Return the page of the rows for which all holds, by id or another column that is unique."""
        names = ("revision", "id") if self.since is not None and issubclass(table, Versioned) else (by,)
        columns = [col(getattr(table, name)) for name in names]
        conditions = [*where, *self._changed(table)]
        if self.after is not None:
            conditions.append(_beyond(columns, self.after))
        rows = unit.all(table, *conditions, order=columns, most=self.limit + 1)
        if len(rows) <= self.limit:
            return Found(rows, None, None)
        rows = rows[: self.limit]
        cursor = self._cursor([getattr(rows[-1], name) for name in names])
        link = f'<{self.path}?{urlencode((*self.query, ("cursor", cursor)))}>; rel="next"'
        return Found(rows, cursor, link)

    def _changed(self, table: type[Row]) -> list[ColumnElement[bool]]:
        if self.since is None or not issubclass(table, Versioned):
            return []
        return [col(table.changed_at) >= self.since]

    def _cursor(self, values: Sequence[Any]) -> str:
        said = json.dumps(values, separators=(",", ":")).encode()
        return urlsafe_b64encode(_tag(self.key, self.place, said) + said).decode().rstrip("=")


def _beyond(columns: Sequence[Any], after: Sequence[Any]) -> ColumnElement[bool]:
    if len(columns) == 1:
        return columns[0] > after[0]  # type: ignore[no-any-return]
    first, second = columns
    return or_(first > after[0], and_(first == after[0], second > after[1]))


def _tag(key: bytes, place: bytes, said: bytes) -> bytes:
    return digest(key, place + b"\n" + said, "sha256")[:_TAG_BYTES]


def _opened(key: bytes, place: bytes, cursor: str) -> tuple[Any, ...]:
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        raw = b""
    tag, said = raw[:_TAG_BYTES], raw[_TAG_BYTES:]
    if not said or not compare_digest(tag, _tag(key, place, said)):
        raise BadInput([BadRow("query", 0, "cursor", _BENT)])
    return tuple(json.loads(said))


def _instant(text: str) -> int:
    """Return RFC 3339 text as milliseconds since 1970, rounded down, or raise BadInput."""
    try:
        if not _RFC_3339.fullmatch(text):
            raise ValueError
        return (datetime.fromisoformat(text.upper()) - _EPOCH) // timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        fault = BadRow(
            "query",
            0,
            "updated_since",
            "this is no instant with its offset.",
            "an instant such as 2025-10-06T09:00:00Z (in an address + is written %2B)",
        )
        raise BadInput([fault]) from None


async def _page(
    request: Request,
    actor: TheActor,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Rows a page, at most.")] = _USUAL,
    cursor: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=_LONGEST,
            description="`next_cursor` of the page before.",
            json_schema_extra={"pattern": f"^[A-Za-z0-9_-]{{{_SHORTEST},{_LONGEST}}}$"},
        ),
    ] = None,
    updated_since: Annotated[
        str | None,
        Query(
            max_length=40,
            description="Only what changed at this instant or later, what has ended too (RFC 3339).",
            json_schema_extra={"format": "date-time"},
        ),
    ] = None,
) -> Page:
    keys: Keys = request.app.state.keys
    key = keys.derived("cursor")
    query = tuple((n, v) for n, v in request.query_params.multi_items() if n != "cursor")
    filters = sorted((name, value) for name, value in query if name != "limit")
    place = json.dumps([actor.agency, actor.id, request.url.path, filters]).encode()
    return Page(
        limit=limit,
        since=None if updated_since is None else _instant(updated_since),
        after=None if cursor is None else _opened(key, place, cursor),
        path=request.url.path,
        query=query,
        place=place,
        key=key,
    )


ThePage = Annotated[Page, Depends(_page)]
