"""Do jobs end whatever becomes of the processes that work on them: killed, stopped, deaf, or told to?"""

import os
from functools import partial
from pathlib import Path
from random import Random
from signal import SIGCONT, SIGKILL, SIGSTOP
from time import sleep

import pytest

from api.jobs.queue import cancel
from api.storage.engine import open_engine
from api.storage.tables import JobRow, ProposalRow
from tests.service.jobs_places import (
    BIG,
    all_over,
    ask_big,
    job_of,
    over,
    until,
    with_a_big_agency,
    working,
)
from tests.service.places import Place, embedded, on

LEASE = 2.0
GRACE = 30.0  # on a busy machine
REST = 14.0
SEARCH = 60.0  # a plan of the big agency on a busy machine
pytestmark = pytest.mark.ci


@pytest.fixture(params=["sqlite", "postgresql"])
def big(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "sqlite":
        return with_a_big_agency(embedded(tmp_path, ()))
    engine = open_engine(request.getfixturevalue("postgres_url"))
    return with_a_big_agency(on(engine, ()))


def plans(place: Place) -> list[ProposalRow]:
    return place.store.read(BIG, lambda unit: unit.all(ProposalRow))


def taken_again(place: Place, job: str) -> bool:
    return job_of(place, job).attempt > 1 or over(place, job)


def killed_in_mid_solve(place: Place, times: int) -> None:
    chance = Random(times)
    for _ in range(times):
        job = ask_big(place)
        with working(place, lease=LEASE) as first:
            first.reached("job-taken")
            with working(place, lease=LEASE):
                sleep(chance.uniform(0, 1.5))
                first.signal(SIGKILL)
                lost = job_of(place, job)
                if lost.state == "running":
                    until(partial(taken_again, place, job), LEASE + GRACE)
                until(partial(over, place, job), SEARCH)
        assert job_of(place, job).state == "succeeded"
    assert [plan.job for plan in plans(place) if plan.state == "open"] == [job]
    assert len(plans(place)) == times


def zombies(place: Place, times: int) -> None:
    for _ in range(times):
        job = ask_big(place)
        with working(place, "job-done", "0.5", lease=LEASE) as zombie:
            zombie.reached("job-done")
            zombie.signal(SIGSTOP)
            with working(place, lease=LEASE):
                until(partial(over, place, job), LEASE + GRACE + SEARCH)
            before = job_of(place, job)
            zombie.signal(SIGCONT)
            sleep(1.0)
            zombie.end()
        assert job_of(place, job).model_dump() == before.model_dump()
        assert (before.state, before.attempt) == ("succeeded", 2)
    assert len(plans(place)) == times


def test_a_worker_killed_in_mid_solve_costs_a_lease_and_the_job_ends(big: Place):
    killed_in_mid_solve(big, 3)


def test_a_worker_stopped_past_its_lease_commits_nothing_when_it_goes_on(big: Place):
    zombies(big, 2)


@pytest.mark.long
def test_two_hundred_workers_killed_in_mid_solve(big: Place):
    killed_in_mid_solve(big, 200)


@pytest.mark.long
def test_two_hundred_workers_stopped_past_their_lease(big: Place):
    zombies(big, 200)


def test_a_worker_that_hears_nothing_is_stopped_by_the_fence_alone(big: Place):
    job = ask_big(big)
    with working(big, "job-done", str(REST), "deaf", lease=LEASE) as zombie:
        zombie.reached("job-done")
        with working(big, lease=LEASE):
            until(lambda: over(big, job), LEASE + GRACE + SEARCH)
        (plan,) = plans(big)
        sleep(REST)
        logged = zombie.end()
    assert f"job {job} was no longer this worker's; nothing of it was kept" in logged
    assert [each.id for each in plans(big)] == [plan.id]


def test_no_two_workers_take_one_job_and_every_job_is_done_once(big: Place):
    jobs = [ask_big(big, 1.0) for _ in range(4)]
    with working(big), working(big), working(big):
        until(lambda: all_over(big, jobs), 4 * SEARCH)
    assert [job_of(big, job).attempt for job in jobs] == [1] * 4
    assert sorted(plan.job or "" for plan in plans(big)) == sorted(jobs)


def test_a_cancelled_search_is_gone_soon(big: Place):
    job = ask_big(big, 60.0)
    with working(big, lease=30.0) as worker:
        worker.reached("job-taken")
        until(lambda: bool(worker.children()), GRACE)

        def end(unit) -> None:
            cancel(unit, unit.get(JobRow, job, lock=True))

        big.store.write(BIG, end)
        (child, *_) = worker.children() or [0]
        until(lambda: not _is_there(child), GRACE)  # the search has a minute
        following = ask_big(big, 1.0)
        until(lambda: over(big, following), SEARCH)
    assert job_of(big, job).state == "cancelled"
    assert [plan.job for plan in plans(big)] == [following]


def test_a_search_that_is_killed_alone_leaves_the_worker_and_an_answer(big: Place):
    job = ask_big(big)
    with working(big) as worker:
        until(lambda: job_of(big, job).progress.get("step") == "searching", SEARCH)
        for child in worker.children():
            os.kill(child, SIGKILL)
        until(lambda: over(big, job), SEARCH)
        ended = job_of(big, job)
        following = ask_big(big, 1.0)
        until(lambda: over(big, following), SEARCH)
    assert (ended.state, ended.attempt, ended.result["ending"]) == ("succeeded", 1, "fallback")
    assert job_of(big, following).result["ending"] in ("best", "good")


def test_a_worker_that_is_told_to_end_gives_back_what_it_has_in_hand(big: Place):
    job = ask_big(big)
    with working(big, lease=600.0) as worker:
        worker.reached("job-taken")
        worker.end()
        assert worker.popen.returncode == 0
    assert (job_of(big, job).state, job_of(big, job).owner) == ("queued", None)
    with working(big):
        until(lambda: over(big, job), SEARCH)
    assert job_of(big, job).state == "succeeded"


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
