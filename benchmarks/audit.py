"""How long does verifying a record take? `python -m benchmarks.audit [ROWS]`, a million by default."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import insert
from sqlmodel import Session

from api.audit.chain import AuditKey
from api.audit.verify import verify
from api.storage.engine import WRITES, open_engine
from api.storage.store import Store
from api.storage.tables import METADATA, AuditHeadRow, AuditRow
from benchmarks.machine import measured

_ROWS = 1_000_000
_AT_ONCE = 10_000
_AGENCY = "measured"


def main(rows: int) -> None:
    """Write a record of rows like those of acceptances, on SQLite, and verify all of it."""
    key = AuditKey(b"k" * 32)
    with measured(), TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'caseload.db'}")
        METADATA.create_all(engine)
        store = Store(engine, lambda: 0, key)
        begun = perf_counter()
        _fill(store, key, rows)
        print(f"{rows:,} rows written in {perf_counter() - begun:.1f} s", flush=True)
        begun = perf_counter()
        found = store.read(_AGENCY, lambda unit: verify(unit, key))
        seconds = perf_counter() - begun
        if found.fault is not None:
            raise SystemExit(found.fault.what)
        print(f"{found.rows:,} rows verified in {seconds:.1f} s, {found.rows / seconds:,.0f} a second")


def _fill(store: Store, key: AuditKey, rows: int) -> None:
    previous = ""
    with Session(store.engine.execution_options(**{WRITES: True})) as session:
        for first in range(1, rows + 1, _AT_ONCE):
            batch = []
            for number in range(first, min(first + _AT_ONCE, rows + 1)):
                row = {
                    "agency": _AGENCY,
                    "number": number,
                    "at": 1_760_000_000_000 + number,
                    "actor": f"usr-{number % 50:020x}",
                    "action": "proposal.accept",
                    "kind": "proposal",
                    "object": f"prp-{number:020x}",
                    "details": {"case": f"c-{number}", "worker": f"w-{number % 300:03}", "version": 3},
                }
                hashed = key.hash(previous, row)
                batch.append(row | {"previous": previous, "hash": hashed})
                previous = hashed
            session.execute(insert(AuditRow), batch)
        session.add(AuditHeadRow(agency=_AGENCY, number=rows, hash=previous))
        session.commit()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else _ROWS)
