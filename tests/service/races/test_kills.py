"""SIGKILL in mid-accept, at each named place and at any moment: 40 kills a database in CI, 200 if
long (CASELOAD_OPERATIONS sets another number).

What was acknowledged is there, nothing is half there, and the same request again gives the first
answer or does the work once.
"""

import os
from random import Random
from threading import Thread
from time import sleep

import pytest

from api.storage.tables import AssignmentRow
from tests.service.places import fresh
from tests.service.races.crowd import Crowd
from tests.service.races.interleaving import POINTS
from tests.service.races.invariants import violations
from tests.service.races.served import Caller, Lost, served

_LONGEST = 0.4  # seconds; an acceptance is over by then


def lives(at: Crowd, plan: list[str], seed: int = 1) -> None:
    """Accept a proposal in each life, which ends as it is planned to; then ask again."""
    chance = Random(seed)
    with served(at.url) as service:
        manager = Caller(service, at.place, "case-manager")
        for n, life in enumerate(plan):
            case = f"c-{201 + n % 60}"
            path, headers = f"/v1/proposals/{at.proposal(case)}/accept", fresh(1)
            pids = service.begin("long" if life == "any" else life)
            first = send(manager, path, headers) if life != "any" else None
            if life == "any":
                first = send_and_kill(service, manager, path, headers, pids, chance)
            else:
                service.over()
            assert violations(at.place.store) == [], life
            pids = service.begin()
            again = manager.post(path, {}, headers)
            assert again.status_code == 200, again.text
            if first is not None:
                assert (first.status_code, first.content) == (200, again.content)
            if first is not None or life.startswith("after-commit"):
                assert again.headers["idempotency-replayed"] == "true"
            service.kill(pids)
            held = [row.case for row in at.read(lambda u: u.all(AssignmentRow)) if row.active]
            assert held.count(case) == 1
            at.release(case)
    assert violations(at.place.store) == []


def send(manager, path, headers):
    try:
        return manager.post(path, {}, headers)
    except Lost:
        return None


def send_and_kill(  # noqa: PLR0913, PLR0917
    service, manager, path, headers, pids, chance
):
    got = []
    asking = Thread(target=lambda: got.append(send(manager, path, headers)))
    asking.start()
    sleep(chance.uniform(0, _LONGEST))
    service.kill(pids)
    still = got[0] if got else None
    if not got:
        pids = service.begin()  # whoever waits at the socket is answered by the next life
        asking.join()
        still = got[0]
        service.kill(pids)
    return still


@pytest.mark.ci
def test_a_kill_at_any_place_loses_nothing_that_was_acknowledged(busy: Crowd):
    lives(busy, [f"{point} 1" for point in POINTS] * 2 + ["any"] * 20)


def test_a_kill_around_the_commit_loses_nothing(busy_embedded: Crowd):
    lives(busy_embedded, ["before-commit 1", "after-commit 1"])


@pytest.mark.long
def test_two_hundred_kills_lose_nothing(busy: Crowd):
    plan = ["any", *(f"{point} 1" for point in POINTS)] * 20
    lives(busy, plan[: int(os.environ.get("CASELOAD_OPERATIONS", 200))])
