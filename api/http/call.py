"""One request of somebody known: read or write for their agency, each change once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.access.actor import Actor
from api.access.current import TheActor
from api.errors import VersionMoved, VersionNeeded
from api.http.idempotency import key_of, remember, remembered
from api.storage.store import Store
from api.storage.tables import AgencyRow
from api.storage.tables.base import Versioned
from api.storage.unit import Unit

T = TypeVar("T")
_JSON = "application/json"


@dataclass(frozen=True)
class Answer:
    """What a write comes to: a body, its status, the version for the header ETag and other headers.

    `kept` is what is kept of the body for a POST that comes again, where the body holds a secret.
    """

    body: BaseModel | None
    status: int = 200
    version: int | None = None
    headers: dict[str, str] | None = None
    kept: BaseModel | None = None

    def response(self) -> Response:
        """Return it as a response."""
        headers = dict(self.headers or {})
        if self.version is not None:
            headers["ETag"] = etag(self.version)
        if self.body is None:
            return Response(None, self.status, headers)
        return Response(self.body.model_dump_json(), self.status, headers, _JSON)


@dataclass(frozen=True)
class Call:
    """One request, by an actor, to the store."""

    request: Request
    actor: Actor
    store: Store

    def read(self, work: Callable[[Unit], T]) -> T:
        """Return what is read, all at one moment."""
        return self.store.read(self.actor.agency, work)

    def write(self, work: Callable[[Unit], Answer]) -> Response:
        """Write once and answer; a POST that comes again is answered as it was the first time.

        Raises
        ------
        KeyNeeded, KeyReused, InFlight
            About the header Idempotency-Key, which every POST has to bring.
        """
        asked = key_of(self.request, self.actor) if self.request.method == "POST" else None

        def once(unit: Unit) -> Response:
            if asked is None:
                return work(unit).response()
            before = remembered(unit, asked)
            if before is not None:
                return before
            answer = work(unit)
            response = answer.response()
            secret = answer.kept is not None
            kept = replace(answer, body=answer.kept).response() if secret else response
            remember(unit, asked, kept)
            return response

        return self.store.write(self.actor.agency, once)

    def record(self, unit: Unit, action: str, kind: str, object: str, **details: Any) -> None:
        """Write what this actor does into the record, in the transaction of the unit."""
        unit.record(self.actor.id, action, kind, object, **details)

    def against(self, row: Versioned | AgencyRow) -> None:
        """Refuse a change that is not made against the present version of a row (header If-Match).

        Raises
        ------
        VersionNeeded
            The header is not there.
        VersionMoved
            It names another version.
        """
        named = self.request.headers.get("if-match")
        if named is None:
            raise VersionNeeded("Send the ETag you saw in the header If-Match.")
        if named != etag(row.version):
            raise VersionMoved("Read it again; its ETag is another one now.")


def etag(version: int) -> str:
    """Return the version of a row as the header ETag has it."""
    return f'"{version}"'


async def _call(request: Request, actor: TheActor) -> Call:
    return Call(request, actor, request.app.state.store)


TheCall = Annotated[Call, Depends(_call)]
