"""Is every row of the service's database as the plain model has it?"""

import json
from collections import Counter
from typing import Any

from tests.service.stateful.door import House
from tests.service.stateful.model import Assignment, Exposure, Model, Notice

_EXPOSURE = 'worker, week, "case", {}, replaces, replaced, version'
_OF_DATA = ", ".join(f"json_extract(data, '$.{name}')" for name in ("minutes", "tier", "mode", "source"))
_COLUMNS = {
    "agency": "version, planner_on, ledger_from",
    "worker": "team, enabled, open_cases, version",
    '"case"': "team, state, holder, closed_on, version",
    "assignment": '"case", worker, support, since, path, proposal, consent, hold, wish, active,'
    " ended_on, end_reason, version",
    "exposure": _EXPOSURE.format(_OF_DATA),
    "proposal": '"case", state, decided_by, reason_code, version',
    "ask": '"case", worker, consent, state, version',
    "consent": '"case", worker, asked_by, answered_by, state, version',
    "review": "assignment, state, due_on, by, version",
    "notice": "worker, kind, supervision_by, seen_at, supervised_at, ended_at, version",
    "policy": "number, effective_from",
}


def learn(m: Model, house: House) -> None:
    """Take the names of what began with the agency."""
    sql = "SELECT id, \"case\", worker, since FROM assignment WHERE agency = 'riverside'"
    for key, case, worker, since in house.rows.execute(sql).fetchall():
        day = m.today.fromisoformat(since)
        m.assignments[key] = Assignment(key, case, worker, None, day, "import", m.now)
        m.cases[case].state = "open"
    for week, minutes in (("2025-09-29", 150),):
        day = m.today.fromisoformat(week)
        m.exposures.append(Exposure("", "w-002", day, None, minutes, 2, "live", "case"))


def compare(m: Model, house: House) -> None:
    """Hold every row against the model, and take the names of new events and notices."""
    m.measured.clear()
    kept = {table: _rows(house, table) for table in _COLUMNS}
    _name(m.exposures, kept["exposure"], lambda e: _of_exposure(e)[:8])
    _name(m.notices, kept["notice"], lambda n: (n.worker, n.kind))
    due = _due(m)
    for table, rows in kept.items():
        assert rows == due[table], f"{table}: {_otherwise(rows, due[table])}"
    _record(m, house)
    _events(m, house)


def _rows(house: House, table: str) -> dict[str, tuple[Any, ...]]:
    key = "agency" if table == "agency" else "id"
    sql = f"SELECT {key}, {_COLUMNS[table]} FROM {table} WHERE agency = 'riverside'"
    return {row[0]: row[1:] for row in house.rows.execute(sql)}


def _due(m: Model) -> dict[str, dict[str, tuple[Any, ...]]]:
    agency = (m.version, int(m.planner_on), m.ledger_from.isoformat())
    return {
        "agency": {"riverside": agency},
        "worker": {w.id: (w.team, int(w.enabled), m.load(w.id), w.version) for w in m.workers.values()},
        '"case"': {
            c.id: (c.team, c.state, c.holder, _day(c.closed_on), c.version) for c in m.cases.values()
        },
        "assignment": {a.id: _of_assignment(a) for a in m.assignments.values()},
        "exposure": {e.id: _of_exposure(e) for e in m.exposures},
        "proposal": {
            p.id: (p.case, p.state, p.decided_by, p.reason_code, p.version) for p in m.proposals.values()
        },
        "ask": {a.id: (a.case, a.worker, a.consent, a.state, a.version) for a in m.asks.values()},
        "consent": {
            c.id: (c.case, c.worker, c.asked_by, c.answered_by, c.state, c.version)
            for c in m.consents.values()
        },
        "review": {
            r.id: (r.assignment, r.state, _day(r.due_on), r.by, r.version) for r in m.reviews.values()
        },
        "notice": {n.id: _of_notice(n) for n in m.notices},
        "policy": {str(p.number): (p.number, _day(p.effective_from)) for p in m.policies},
    }


def _of_assignment(a: Assignment) -> tuple[Any, ...]:
    how = (a.case, a.worker, a.support, _day(a.since), a.path, a.proposal, a.consent, a.hold, a.wish)
    return (*how, int(a.active), _day(a.ended_on), a.end_reason, a.version)


def _of_exposure(e: Exposure) -> tuple[Any, ...]:
    what = (e.worker, _day(e.week), e.case, e.minutes, e.tier, e.mode, e.source)
    return (*what, e.replaces, int(e.replaced), e.version)


def _of_notice(n: Notice) -> tuple[Any, ...]:
    return (n.worker, n.kind, _day(n.supervision_by), n.seen, n.supervised, n.ended, n.version)


def _name(things: list[Any], rows: dict[str, tuple[Any, ...]], content: Any) -> None:
    """Give things without a name that of a row of the same content."""
    known = {thing.id for thing in things}
    free = [key for key in rows if key not in known]
    for thing in things:
        if not thing.id:
            wanted = content(thing)
            same = [key for key in free if rows[key][: len(wanted)] == wanted]
            assert same, f"there is no row of {thing}"
            thing.id = same[0]
            free.remove(same[0])


def _otherwise(rows: dict[str, Any], due: dict[str, Any]) -> str:
    ids = sorted(key for key in rows.keys() | due.keys() if rows.get(key) != due.get(key))
    return "; ".join(f"{key} is {rows.get(key)}, should be {due.get(key)}" for key in ids)


def _record(m: Model, house: House) -> None:
    sql = (
        "SELECT actor, action, kind, object FROM audit WHERE agency = 'riverside'"
        " AND number > ? ORDER BY number"
    )
    found = house.rows.execute(sql, (house.recorded,)).fetchall()
    assert found == m.record[house.recorded :], f"the record: {found}"
    house.recorded = len(m.record)


def _events(m: Model, house: House) -> None:
    sql = "SELECT type, data FROM event WHERE agency = 'riverside' AND rowid > ?"
    found = house.rows.execute(sql, (house.told,)).fetchall()
    notices = {notice.id: notice.worker for notice in m.notices}
    said = []
    for kind, text in found:
        data = json.loads(text)
        if kind == "worker.action_level_reached":
            assert notices[data.pop("notice")] == data["worker"]
        said.append((kind, tuple(sorted(data.items()))))
    due = [(kind, tuple(sorted(data.items()))) for kind, data in m.told]
    assert Counter(said) == Counter(due), f"events: {said}"
    m.told = []
    row = house.rows.execute("SELECT max(rowid) FROM event").fetchone()[0]
    house.told = row or 0


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
