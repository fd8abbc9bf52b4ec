"""Every call to the database fails once, in turn, for six kinds of change, on both databases: all or
nothing, 503 where it failed, and the same request again does the work once.

Also: a deadlock is tried again unseen, a full disk refuses writes and not reads, a connection cut in
mid-accept or between the commit and its reply is decided by what was committed, and a clock that jumps
revives nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from api.storage.clock import DAY, HOUR
from api.storage.points import told
from api.storage.tables import AskRow, AssignmentRow, CaseRow, ConsentRow, EventRow
from tests.service.places import fresh
from tests.service.postgres import Server
from tests.service.races.crowd import WHY, Crowd
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


def test_an_acceptance_whose_calls_fail_is_all_or_nothing(embedded_url: str, tight: Crowd):
    assert every_call_fails_once(tight, accepting) > 15


@pytest.mark.ci
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_call_of_every_change_fails_once(tight: Crowd, change: Any):
    assert every_call_fails_once(tight, change) > 10


def test_a_deadlock_is_tried_again_and_nobody_sees_it(tight: Crowd):
    deadlock = Fault("deadlock detected")
    deadlock.sqlstate = "40P01"
    manager = tight.place.person("case-manager", ["north"])
    _, path, body, version = accepting(tight)
    with failing(tight.place.store.engine, 14, deadlock):
        answer = manager.post(path, json=body, headers=fresh(version))
    assert answer.status_code == 200, answer.text
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


@pytest.mark.parametrize("back", [DAY, 10 * DAY, 400 * DAY])
def test_a_clock_that_was_put_back_takes_no_work_away(busy: Crowd, back: int):
    """What was given or came in on a day that is to come again counts from the earlier day on."""
    at = busy
    at.take(at.asked(CASE, WORKER), WORKER)
    before, ask = at.proposal("c-202"), at.asked("c-203", "w-102")
    at.place.clock.now -= back
    person, worker = (
        at.place.person(role, teams, worker=worker)
        for role, teams, worker in (("case-manager", ["north"], None), ("worker", [], "w-102"))
    )
    given = WHY | {"worker": WORKER}
    after = person.post("/v1/proposals", json={"case": "c-204", "top": 0}, headers=fresh())
    assert after.status_code == 201, after.text
    for who, path, body, version in (
        (person, f"/v1/proposals/{before}/override", given, 1),
        (worker, f"/v1/asks/{ask}/accept", None, 1),
        (person, f"/v1/proposals/{after.json()['id']}/accept", {}, 1),
        (person, f"/v1/cases/{CASE}/release", RELEASE, at.version(CASE)),
    ):
        answer = who.post(path, json=body, headers=fresh(version))
        assert answer.status_code == 200, (path, answer.text)
    at.place.clock.now += back
    assert violations(at.place.store) == []


@pytest.mark.parametrize("jump", [HOUR, DAY, -HOUR])
def test_a_clock_that_jumps_and_comes_back_revives_nothing(tight: Crowd, jump: int):
    at = tight
    at.take(at.asked(CASE, WORKER), WORKER)
    consent = at.consent("c-202", WORKER)
    at.override(at.proposal("c-202"), WORKER, consent)
    withdrawn = at.consent("c-203", WORKER)
    at.answer(withdrawn, "withdrawn")
    accepted, again = at.proposal("c-204"), at.proposal("c-203")
    at.accept(accepted)
    before = everything(at)
    for moved in (jump, -jump):
        at.place.clock.now += moved
        manager = at.place.person("case-manager", ["north"])
        for path, body in (
            (f"/v1/proposals/{accepted}/accept", {}),
            (f"/v1/proposals/{again}/override", WHY | {"worker": WORKER, "consent": consent}),
            (f"/v1/proposals/{again}/override", WHY | {"worker": WORKER, "consent": withdrawn}),
        ):
            version = 2 if path.startswith(f"/v1/proposals/{accepted}") else 1
            headers = fresh(version) | {"Idempotency-Key": str(uuid4())}
            assert manager.post(path, json=body, headers=headers).status_code in (409, 410)
        assert everything(at) == before
    assert violations(at.place.store) == []
