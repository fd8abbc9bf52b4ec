"""How an agency's record is chained: each row's hash covers the row before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from hmac import compare_digest, digest
from typing import Any

import rfc8785
from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, col, select

from api.storage.tables import AuditHeadRow, AuditRow

_ALGORITHM = "sha256"
_ID = 8  # hexadecimal digits
_OWN = col(AuditHeadRow.agency) == bindparam("own")
_HEAD = select(AuditHeadRow.number, AuditHeadRow.hash).where(_OWN).with_for_update()
_MOVED = update(AuditHeadRow).where(_OWN)
_FIRST = insert(AuditHeadRow).values(agency=bindparam("own"))
_ADDED = insert(AuditRow)


@dataclass(frozen=True)
class AuditKey:
    """The secrets that hashes of the record are made with; they are never in the database.

    New rows are hashed with `secret`. What was hashed before a change of keys is verified with one of
    `former`, newest first. A hash says which key made it: `id:64 hexadecimal digits`.
    """

    secret: bytes
    former: tuple[bytes, ...] = ()

    @cached_property
    def secrets(self) -> Mapping[str, bytes]:
        """All secrets by their id, newest first."""
        return {_id(secret): secret for secret in (self.secret, *self.former)}

    @cached_property
    def ages(self) -> Mapping[str, int]:
        """How old each secret is by its id: 0 is the present one."""
        return {name: age for age, name in enumerate(self.secrets)}

    def hash(self, previous: str, row: Mapping[str, Any]) -> str:
        """Return the hash of a row after another one: HMAC-SHA256(previous hash, canonical JSON)."""
        return f"{_id(self.secret)}:{_digest(self.secret, previous, row)}"

    def proves(self, hash: str, previous: str, row: Mapping[str, Any]) -> bool:
        """Return whether a hash is the one of this row after that hash, made with a known secret.

        Raises
        ------
        ValueError
            The row holds what has no canonical JSON.
        """
        name, _, hexadecimal = hash.partition(":")
        secret = self.secrets.get(name)
        return secret is not None and compare_digest(
            _digest(secret, previous, row).encode(), hexadecimal.encode()
        )

    def age(self, hash: str) -> int | None:
        """Return how old the key is that a hash says it was made with, or None for no key of ours."""
        return self.ages.get(hash.partition(":")[0])


def _id(secret: bytes) -> str:
    return sha256(b"caseload key id" + secret).hexdigest()[:_ID]


def _digest(secret: bytes, previous: str, row: Mapping[str, Any]) -> str:
    return digest(secret, previous.encode() + rfc8785.dumps(dict(row)), _ALGORITHM).hex()


@dataclass(frozen=True)
class Recorded:
    """Something to write into the record: ids and code words only."""

    actor: str
    action: str
    kind: str
    object: str
    details: Mapping[str, Any]


def append(session: Session, agency: str, now: int, recorded: Sequence[Recorded], key: AuditKey) -> None:
    """Write rows at the end of an agency's chain, its head locked.

    Past the session's own account of rows: nobody reads them in the transaction that writes them.
    """
    connection, own = session.connection(), {"own": agency}
    head = connection.execute(_HEAD, own).one_or_none()
    number, previous = (0, "") if head is None else head
    rows = []
    for each in recorded:
        number += 1
        row = {"agency": agency, "number": number, "at": now, **vars(each)}
        hashed = key.hash(previous, row)
        rows.append(row | {"previous": previous, "hash": hashed})
        previous = hashed
    connection.execute(_ADDED, rows)
    connection.execute(_FIRST if head is None else _MOVED, own | {"number": number, "hash": previous})
