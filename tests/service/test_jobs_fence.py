"""Can somebody who lost a job still end it, is a live lease ever taken, and does a clock matter?"""

from typing import Any

import pytest

from api.jobs import watch as watching
from api.jobs.queue import MOST_ATTEMPTS, Claim, Lost, ask, beat, fail, let_go, succeed, take
from api.jobs.watch import LOOKS, Watch
from api.storage.clock import DAY, HOUR
from api.storage.tables import JobRow
from api.storage.unit import Unit
from tests.service.places import Place

LEASE = 30.0


@pytest.fixture
def job(place: Place) -> str:
    return ask_one(place)


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the monotonic time of who watches, in a list to change."""
    now = [1000.0]
    monkeypatch.setattr(watching, "monotonic", lambda: now[0])
    return now


def ask_one(place: Place) -> str:
    def write(unit: Unit) -> str:
        return ask(unit, "plan", ["north"], {"cases": None, "seconds": 1.0}, "usr-1", 10).id

    return place.store.write("riverside", write)


def taken(place: Place, owner: str) -> Claim:
    claim = place.store.write("riverside", lambda unit: take(unit, owner))
    assert claim is not None
    return claim


def row(place: Place, job: str) -> JobRow:
    return place.store.read("riverside", lambda unit: unit.get(JobRow, job))


def look_for(watch: Watch, passed: list[float], seconds: float) -> None:
    for _ in range(round(seconds / watch.every)):
        passed[0] += watch.every
        watch.look("riverside")


def silent(place: Place, passed: list[float]) -> None:
    """Let a job's owner be silent until it is taken from them."""
    watch = Watch(place.store, LEASE)
    watch.look("riverside")
    look_for(watch, passed, LEASE)


def test_of_two_workers_one_gets_a_job_and_an_agency_works_on_one_at_a_time(place: Place, job: str):
    place.clock.now += 1
    ask_one(place)
    assert taken(place, "boot-1").id == job
    with pytest.raises(Exception, match="Somebody else"):
        place.store.write("riverside", lambda unit: take(unit, "boot-2"))


def test_a_zombie_cannot_end_what_another_has(place: Place, job: str, passed: list[float]):
    zombie = taken(place, "boot-1")
    silent(place, passed)
    heir = taken(place, "boot-2")
    assert (heir.id, heir.attempt) == (job, 2)

    def late(unit: Unit) -> None:
        unit.record("boot-1", "zombie", "job", job)
        succeed(unit, zombie, {})

    def failing(unit: Unit) -> None:
        fail(unit, zombie, "memory")

    for work in (late, failing):
        with pytest.raises(Lost):
            place.store.write("riverside", work)
    assert not place.store.write("riverside", lambda unit: beat(unit, zombie, {}))
    place.store.write("riverside", lambda unit: succeed(unit, heir, {}))
    with pytest.raises(Lost):
        place.store.write("riverside", lambda unit: succeed(unit, heir, {}))
    assert row(place, job).state == "succeeded"


def test_a_zombie_cannot_end_what_waits_again(place: Place, job: str, passed: list[float]):
    zombie = taken(place, "boot-1")
    silent(place, passed)
    assert row(place, job).state == "queued"
    with pytest.raises(Lost):
        place.store.write("riverside", lambda unit: succeed(unit, zombie, {}))


def test_the_same_owner_is_fenced_off_by_the_attempt(place: Place, job: str, passed: list[float]):
    first = taken(place, "boot-1")
    silent(place, passed)
    assert taken(place, "boot-1").attempt == 2
    with pytest.raises(Lost):
        place.store.write("riverside", lambda unit: succeed(unit, first, {}))


def test_a_job_whose_workers_vanish_each_time_fails_at_last(place: Place, job: str, passed: list[float]):
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert taken(place, f"boot-{attempt}").attempt == attempt
        silent(place, passed)
    ended = row(place, job)
    assert (ended.state, ended.problem, ended.owner) == ("failed", "lost", None)


def test_who_beats_keeps_a_job_for_ever(place: Place, job: str, passed: list[float]):
    claim, watch = taken(place, "boot-1"), Watch(place.store, LEASE)
    for _ in range(10 * LOOKS):
        passed[0] += watch.every
        watch.look("riverside")
        assert place.store.write("riverside", lambda unit: beat(unit, claim, {}))
    assert row(place, job).attempt == 1


@pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY])
def test_a_clock_that_jumps_takes_no_live_lease_and_revives_none(
    place: Place, job: str, passed: list[float], jump: int
):
    claim, watch = taken(place, "boot-1"), Watch(place.store, LEASE)
    watch.look("riverside")
    place.clock.now += jump
    look_for(watch, passed, LEASE - 2 * watch.every)
    assert row(place, job).owner == "boot-1"
    look_for(watch, passed, 2 * watch.every)
    assert row(place, job).state == "queued"
    place.clock.now -= 2 * jump
    with pytest.raises(Lost):
        place.store.write("riverside", lambda unit: succeed(unit, claim, {}))
    assert taken(place, "boot-2").attempt == 2


def test_time_in_which_nobody_looked_is_no_silence(place: Place, job: str, passed: list[float]):
    taken(place, "boot-1")
    watch = Watch(place.store, LEASE)
    watch.look("riverside")
    passed[0] += 10 * LEASE  # stopped, or the database away
    watch.look("riverside")
    assert row(place, job).state == "running"
    look_for(watch, passed, LEASE)
    assert row(place, job).state == "queued"


def test_a_beat_between_look_and_letting_go_keeps_the_job(
    place: Place, job: str, passed: list[float], monkeypatch: pytest.MonkeyPatch
):
    claim, watch = taken(place, "boot-1"), Watch(place.store, LEASE)
    watch.look("riverside")
    told = let_go

    def after_a_beat(unit: Unit, *mark: Any) -> bool:
        assert beat(unit, claim, {})
        return bool(told(unit, *mark))

    monkeypatch.setattr(watching, "let_go", after_a_beat)
    look_for(watch, passed, LEASE)
    assert row(place, job).owner == "boot-1"


def test_beats_are_no_change_of_a_job(place: Place, job: str):
    claim = taken(place, "boot-1")
    before = row(place, job)
    place.store.write("riverside", lambda unit: beat(unit, claim, {"step": "reading", "seconds": 1}))
    after = row(place, job)
    assert (after.version, after.revision) == (before.version, before.revision)
    assert after.progress == {"step": "reading", "seconds": 1}
