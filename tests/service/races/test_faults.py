"""Every call to the database fails once, in turn, for six kinds of change, on both databases: all or
nothing, 503 where it failed, and the same request again does the work once.

Also: a deadlock is tried again unseen, a full disk refuses writes and not reads, and a connection cut in
mid-accept or between the commit and its reply is decided by what was committed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from api.storage.points import told
from api.storage.tables import AskRow, AssignmentRow, CaseRow, ConsentRow, EventRow
from tests.service.places import fresh
from tests.service.postgres import Server
from tests.service.races.crowd import WHY, Crowd
from tests.service.races.interleaving import POINTS
from tests.service.races.invariants import violations

CASE, WORKER = "c-201", "w-101"
RELEASE = {"holder": "w-001", "reason_code": "workload"}


class Fault(Exception):
    """What a driver says; `sqlstate` as PostgreSQL gives it."""

    sqlstate: str | None = None


@contextmanager
def failing(engine: Engine, number: int, cause: Fault, times: int = 1) -> Iterator[list[int]]:
    """Let the number-th statement fail, and so often after; yield how many there were."""
    count = [0]

    def before(*_: Any) -> None:
        count[0] += 1
        if number <= count[0] < number + times:
            raise OperationalError("a statement", {}, cause)

    event.listen(engine, "before_cursor_execute", before)
    try:
        yield count
    finally:
        event.remove(engine, "before_cursor_execute", before)


def accepting(at: Crowd):
    return "case-manager", f"/v1/proposals/{at.proposal(CASE)}/accept", {}, 1


def overriding(at: Crowd):
    body = WHY | {"worker": WORKER}
    return "case-manager", f"/v1/proposals/{at.proposal(CASE)}/override", body, 1


def taking(at: Crowd):
    return "worker", f"/v1/asks/{at.asked(CASE, WORKER)}/accept", None, 1


def releasing(at: Crowd):
    at.take(at.asked(CASE, WORKER), WORKER)
    return "case-manager", f"/v1/cases/{CASE}/release", RELEASE, at.version(CASE)


def closing(at: Crowd):
    at.take(at.asked(CASE, WORKER), WORKER)
    return "case-manager", f"/v1/cases/{CASE}/close", None, at.version(CASE)


def undoing(at: Crowd):
    at.take(at.asked(CASE, WORKER), WORKER)
    at.take(at.asked(CASE, "w-102"), "w-102")
    held = at.read(lambda u: [row for row in u.all(AssignmentRow) if row.active])[0]
    return "case-manager", f"/v1/assignments/{held.id}/undo", None, held.version


CHANGES = (accepting, overriding, taking, releasing, closing, undoing)


def everything(at: Crowd) -> Any:
    return at.read(
        lambda u: [
            [row.model_dump() for row in u.all(table)]
            for table in (AssignmentRow, CaseRow, AskRow, ConsentRow, EventRow)
        ]
    )


def every_call_fails_once(at: Crowd, change: Any) -> int:
    """Fail each statement of a change in turn; return how many there are."""
    role, path, body, version = change(at)
    worker = WORKER if role == "worker" else None
    person = at.place.person(role, [] if worker else ["north"], worker=worker)
    headers, before = fresh(version), everything(at)
    for number in range(1, 400):
        with failing(at.place.store.engine, number, Fault("the disk is gone")) as count:
            answer = person.post(path, json=body, headers=headers)
        if count[0] < number:
            assert answer.status_code == 200, answer.text
            assert "idempotency-replayed" not in answer.headers
            assert violations(at.place.store) == []
            again = person.post(path, json=body, headers=headers)
            assert again.content == answer.content
            return number - 1
        assert answer.status_code == 503, (number, answer.text)
        assert everything(at) == before, number
    raise AssertionError("There is no end of statements.")


def test_an_acceptance_whose_calls_fail_is_all_or_nothing(tight_embedded: Crowd):
    assert every_call_fails_once(tight_embedded, accepting) > 15


@pytest.mark.ci
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_call_of_every_change_fails_once(tight: Crowd, change: Any):
    assert every_call_fails_once(tight, change) > 10


def test_a_deadlock_is_tried_again_and_nobody_sees_it(tight: Crowd):
    deadlock = Fault("deadlock detected")
    deadlock.sqlstate = "40P01"
    manager = tight.place.person("case-manager", ["north"])
    _, path, body, version = accepting(tight)
    with failing(tight.place.store.engine, 14, deadlock) as count:
        answer = manager.post(path, json=body, headers=fresh(version))
    assert answer.status_code == 200, answer.text
    assert count[0] > 14
    assert violations(tight.place.store) == []


def test_a_full_disk_refuses_writes_and_not_reads_until_there_is_room(busy_embedded: Crowd):
    busy = busy_embedded
    engine = busy.place.store.engine
    manager = busy.place.person("case-manager", ["north"])
    made = [busy.proposal(f"c-{n}") for n in range(201, 213)]
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def most(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={int(pages)}")

    event.listen(engine, "checkout", most)
    headers = fresh(1)
    answers: list[Any] = []
    for one in made:
        headers = fresh(1)
        body = WHY | {"worker": f"w-{101 + len(answers)}"}
        answers.append(manager.post(f"/v1/proposals/{one}/override", json=body, headers=headers))
        if answers[-1].status_code != 200:
            break
    assert answers[-1].status_code == 503, answers[-1].text
    assert manager.get(f"/v1/proposals/{made[0]}").status_code == 200
    assert violations(busy.place.store) == []
    event.remove(engine, "checkout", most)
    pages = 1_000_000
    with engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count=1000000"))
    engine.dispose()
    path = f"/v1/proposals/{made[len(answers) - 1]}/override"
    assert manager.post(path, json=body, headers=headers).status_code == 200
    assert violations(busy.place.store) == []


@contextmanager
def cut(server: Server, at: Crowd, where: str) -> Iterator[None]:
    """End every connection to the database when a place is reached, once."""
    ended: list[str] = []

    def reached(point: str) -> None:
        if point == where and not ended:
            ended.append(point)
            server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                f" WHERE datname = '{at.database}' AND pid <> pg_backend_pid()"
            )

    forget = told(reached)
    try:
        yield
    finally:
        forget()
    assert ended


@pytest.mark.ci
@pytest.mark.parametrize("where", ["cases-locked", "assignment-written", "before-commit"])
def test_a_connection_cut_in_mid_accept_leaves_nothing_and_the_service_goes_on(
    postgres_server: Server, tight_postgres: Crowd, where: str
):
    at = tight_postgres
    manager = at.place.person("case-manager", ["north"])
    path, headers = f"/v1/proposals/{at.proposal(CASE)}/accept", fresh(1)
    with cut(postgres_server, at, where):
        assert manager.post(path, json={}, headers=headers).status_code == 503
    answer = manager.post(path, json={}, headers=headers)
    assert answer.status_code == 200, answer.text
    assert "idempotency-replayed" not in answer.headers
    assert violations(at.place.store) == []


@pytest.mark.long
def test_five_hundred_cuts_leave_nothing_half_and_the_service_goes_on(
    postgres_server: Server, busy_postgres: Crowd
):
    """At any place of an acceptance; CASELOAD_OPERATIONS sets another number."""
    at, chance = busy_postgres, Random(1)
    manager = at.place.person("case-manager", ["north"])
    for n in range(int(os.environ.get("CASELOAD_OPERATIONS", 500))):
        case, where = f"c-{201 + n % 60}", chance.choice(POINTS)
        path, headers = f"/v1/proposals/{at.proposal(case)}/accept", fresh(1)
        with cut(postgres_server, at, where):
            first = manager.post(path, json={}, headers=headers)
        assert first.status_code == (200 if where == "after-commit" else 503), (where, first.text)
        again = manager.post(path, json={}, headers=headers)
        assert again.status_code == 200, (where, again.text)
        assert ("idempotency-replayed" in again.headers) == (where == "after-commit"), where
        at.release(case)
    assert violations(at.place.store) == []


@pytest.mark.ci
def test_a_connection_cut_between_the_commit_and_its_reply_is_told_by_the_same_request(
    postgres_server: Server, tight_postgres: Crowd, monkeypatch: pytest.MonkeyPatch
):
    at = tight_postgres
    manager = at.place.person("case-manager", ["north"])
    path, headers = f"/v1/proposals/{at.proposal(CASE)}/accept", fresh(1)
    dialect = at.place.store.engine.dialect
    commit = dialect.do_commit
    lost: list[int] = []

    def committed_unheard(connection: Any) -> None:
        commit(connection)
        if not lost:
            lost.append(1)
            connection.close()
            raise OperationalError("COMMIT", {}, Fault("server closed the connection unexpectedly"))

    monkeypatch.setattr(dialect, "do_commit", committed_unheard)
    assert manager.post(path, json={}, headers=headers).status_code == 503
    again = manager.post(path, json={}, headers=headers)
    assert (again.status_code, again.headers["idempotency-replayed"]) == (200, "true")
    assert violations(at.place.store) == []
