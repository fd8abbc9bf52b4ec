"""Crowds over real HTTP: 32 callers accept, override, consent and release on ten workers with room for
three cases each; 10,000 decisions a database in CI, 300 on SQLite quickly, 100,000 if long.

CASELOAD_OPERATIONS sets another number. A decision is a request to accept, override or release; what is
asked before it is not counted. No worker is over budget, no case has two workers, no count is lost, no
answer is a failure; at least 30 % of all decisions succeed, so that budgets stay reached.
"""

import os
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Lock
from typing import Any

import pytest
from sqlmodel import func, select

from api.storage.tables import AssignmentRow, IdempotencyRow
from tests.service.places import fresh
from tests.service.races.crowd import WHY, Crowd
from tests.service.races.invariants import violations
from tests.service.races.served import Answered, Caller, Served, served

_CALLERS = 32
_WORKERS = [f"w-{n}" for n in range(101, 111)]
_CASES = [f"c-{n}" for n in range(201, 261)]
_SHARES = (("release", 33), ("by-hand", 55), ("override", 4), ("proposal", 6), ("consent", 2))
_KEPT = 30
_NO_ROOM = ("consent-needed", "rule-broken")


class Mix:
    """What the callers know together: the version of each case, who carries which, what is asked."""

    def __init__(self, at: Crowd, service: Served, seed: int) -> None:
        self.manager = Caller(service, at.place, "case-manager")
        self.second = Caller(service, at.place, "supervisor")
        self.workers = {w: Caller(service, at.place, "worker", w) for w in _WORKERS}
        self.versions = dict.fromkeys(_CASES, 1)
        self.open: set[str] = set()
        self.asks: list[tuple[str, str, str]] = []
        self.statuses: Counter[int] = Counter()
        self.tried: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self._lock = Lock()
        self._seed = seed

    def operate(self, number: int) -> None:
        """Decide one of the things people decide."""
        chance = Random(self._seed * 1_000_003 + number)
        what = chance.choices([w for w, _ in _SHARES], [share for _, share in _SHARES])[0]
        if what == "by-hand":
            self._by_hand(chance)
        elif what == "release":
            self._release(chance)
        else:
            self._decide(what, chance)

    def _release(self, chance: Random) -> None:
        with self._lock:
            case = chance.choice(sorted(self.open) or _CASES)
        body = {"holder": "w-001", "reason_code": "workload"}
        self._final("release", case, self.manager, f"/v1/cases/{case}/release", body, None)

    def _by_hand(self, chance: Random) -> None:
        """Let a worker accept what they were asked when they had room; several may accept the same."""
        with self._lock:
            enough = len(self.asks) > chance.randrange(_KEPT)
            asked = chance.choice(self.asks) if enough else None
        if asked is None:
            case, worker = self._case(chance), chance.choice(_WORKERS)
            told = self._sent(self.manager, "/v1/asks", WHY | {"case": case, "worker": worker}, fresh())
            with self._lock:
                if told is not None:
                    self.asks.append((told["id"], case, worker))
                asked = self.asks[-1] if told is not None else chance.choice(self.asks or [None])
        if asked is None:  # who is asked has no room, and nobody else is asked
            return self._release(chance)
        ask, case, worker = asked
        path = f"/v1/asks/{ask}/accept"
        answer = self._final("by-hand", case, self.workers[worker], path, None, 1)
        again = not answer.is_success and answer.json()["type"].endswith(_NO_ROOM)
        with self._lock:
            if asked in self.asks and not again:
                self.asks.remove(asked)
        return None

    def _decide(self, what: str, chance: Random) -> None:
        case, worker = self._case(chance), chance.choice(_WORKERS)
        one = self._sent(self.manager, "/v1/proposals", {"case": case, "top": 0}, fresh())
        if one is None:
            return self._release(chance)
        path = f"/v1/proposals/{one['id']}/"
        if what == "proposal":
            self._final(what, case, self.manager, path + "accept", {}, 1)
            return None
        consent = None
        if what == "consent":
            body = WHY | {"case": case, "worker": worker}
            consent = self._sent(self.manager, "/v1/consents", body, fresh())["id"]
            self._sent(self.second, f"/v1/consents/{consent}/give", None, fresh(1))
        chosen = WHY | {"worker": worker, "consent": consent}
        self._final(what, case, self.manager, path + "override", chosen, 1)
        return None

    def _case(self, chance: Random) -> str:
        with self._lock:
            waiting = sorted(set(_CASES) - self.open) or _CASES
        return chance.choice(waiting if chance.random() < 0.9 else _CASES)

    def _final(  # noqa: PLR0913, PLR0917
        self, what: str, case: str, who: Caller, path: str, body: Any, version: int | None
    ) -> Answered:
        version = self.versions[case] if version is None else version
        answer = who.post(path, body, fresh(version))
        with self._lock:
            self.tried[what] += 1
            self.statuses[answer.status_code] += 1
            if answer.is_success:
                self.done[what] += 1
                self.versions[case] += 1
                (self.open.discard if what == "release" else self.open.add)(case)
        return answer

    def _sent(self, who: Caller, path: str, body: Any, headers: dict[str, str]) -> Any:
        answer = who.post(path, body, headers)
        with self._lock:
            self.statuses[answer.status_code] += 1
        return answer.json() if answer.is_success else None


def mixed(
    at: Crowd, operations: int, processes: int = 1, callers: int = _CALLERS, least: int = 30
) -> Mix:
    """Run the crowd, then look at everything; at least so many percent of it have to succeed."""
    operations = int(os.environ.get("CASELOAD_OPERATIONS", operations))
    with served(at.url, processes) as service:
        service.begin()
        mix = Mix(at, service, seed=operations)
        with ThreadPoolExecutor(callers) as pool:
            list(pool.map(mix.operate, range(operations)))
    assert sum(mix.tried.values()) == operations
    failed = sum(n for status, n in mix.statuses.items() if status >= 500)
    busy = mix.statuses[503]
    assert failed == busy, mix.statuses
    assert busy <= operations // 1000, mix.statuses
    assert set(mix.statuses) <= {200, 201, 409, 410, 412, 503}, mix.statuses
    assert violations(at.place.store) == []
    done = sum(mix.done.values())
    assert done >= operations * least // 100, (mix.done, mix.statuses)
    written = at.read(lambda u: u.count(AssignmentRow))
    assert written == done - mix.done["release"]
    return mix


def test_a_small_crowd_breaks_nothing(busy_embedded: Crowd):
    mixed(busy_embedded, 300)


@pytest.mark.ci
def test_a_crowd_breaks_nothing(busy: Crowd):
    mixed(busy, 10_000)


@pytest.mark.long
def test_a_great_crowd_on_four_processes_breaks_nothing(busy_postgres: Crowd):
    mixed(busy_postgres, 100_000, processes=4, callers=200, least=15)


def at_once(callers: int, asks: Iterable[Any]) -> list[Any]:
    """Send them all at once."""
    with ThreadPoolExecutor(callers) as pool:
        return list(pool.map(lambda ask: ask(), asks))


@pytest.mark.ci
def test_of_fifty_who_accept_one_proposal_at_once_one_succeeds(busy: Crowd):
    """Fifty callers, 100 proposals a database (CASELOAD_OPERATIONS counts callers times proposals)."""
    times = int(os.environ.get("CASELOAD_OPERATIONS", 5_000)) // 50
    with served(busy.url) as service:
        service.begin()
        people = [Caller(service, busy.place, "case-manager") for _ in range(5)]
        with ThreadPoolExecutor(50) as pool:
            for n in range(times):
                case = _CASES[n % len(_CASES)]
                path = f"/v1/proposals/{busy.proposal(case)}/accept"
                tries = [(people[k % 5], path) for k in range(50)]
                answers = list(pool.map(lambda t: t[0].post(t[1], {}, fresh(1)).status_code, tries))
                assert answers.count(200) == 1, Counter(answers)
                assert set(answers) <= {200, 409, 412}, Counter(answers)
                busy.release(case)
    assert violations(busy.place.store) == []


def test_of_twenty_equal_requests_with_one_key_one_has_an_effect(busy: Crowd):
    with served(busy.url) as service:
        service.begin()
        manager = Caller(service, busy.place, "case-manager")
        for case in _CASES[:10]:
            path, headers = f"/v1/proposals/{busy.proposal(case)}/accept", fresh(1)
            answers = at_once(20, [lambda p=path, h=headers: manager.post(p, {}, h)] * 20)
            good = [answer for answer in answers if answer.status_code == 200]
            assert len({answer.content for answer in good}) == 1
            assert sum("idempotency-replayed" not in answer.headers for answer in good) == 1
            others = {answer.json()["type"] for answer in answers if answer.status_code != 200}
            assert others <= {"urn:caseload:problem:in-flight"}
            assert manager.post(path, {}, headers).content == good[0].content
    assert violations(busy.place.store) == []
    kept = busy.read(lambda u: u.session.exec(select(func.count()).select_from(IdempotencyRow)).one())
    assert kept == 10


@pytest.mark.ci
def test_files_that_cross_between_two_workers_are_no_deadlock_anybody_sees(busy: Crowd):
    """Two workers take each other's cases at once, 100 times: locks are in the order of ids."""
    one, two, first, second = "w-101", "w-102", "c-201", "c-202"
    busy.take(busy.asked(first, one), one)
    busy.take(busy.asked(second, two), two)
    for _ in range(100):
        asks = (busy.asked(first, two), busy.asked(second, one))
        raised = at_once(
            2,
            [
                lambda a=asks[0], w=two: busy.take(a, w),
                lambda a=asks[1], w=one: busy.take(a, w),
            ],
        )
        assert raised == [None, None]
        one, two = two, one
    assert violations(busy.place.store) == []
