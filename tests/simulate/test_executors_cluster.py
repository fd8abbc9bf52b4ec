"""Does a Dask cluster say what one process says, whichever worker dies, and refuse what would not?"""

import sys
from itertools import islice

import pytest

from planner.errors import PlannerError
from planner.simulate.executors import Cluster, Inline, Lost, results
from tests.simulate.clusters import WITH_ANOTHER, WITHOUT_CASELOAD, a_cluster
from tests.simulate.short_year import a_short_question, exactly
from tests.simulate.workloads import Deadly, Telling, refused

pytestmark = pytest.mark.ci


def test_a_worker_killed_in_mid_run_loses_no_replication_and_changes_no_number(tmp_path):
    question = a_short_question()
    here = [exactly(found) for found in results(question, range(20), Inline())]
    with a_cluster(tmp_path, "one", "other") as cluster:
        there = []
        for found in results(question, range(20), cluster.executor):
            there.append(exactly(found))
            if len(there) == 5:
                cluster.kill("one")
    assert there == here


def test_a_worker_killed_while_it_works_has_its_replications_run_again_and_none_comes_twice(tmp_path):
    run = Telling(tmp_path, seconds=0.2)
    with a_cluster(tmp_path, "one", "other") as cluster:
        pids = {name: process.pid for name, process in cluster.processes.items()}
        found = results(run, range(24), cluster.executor)
        first = list(islice(found, 4))
        cluster.kill("one")
        assert first + list(found) == [number * number for number in range(24)]
    begun = [name.split("-")[1:] for name in run.of("begun")]
    assert {pid for _, pid in begun} == {str(pids["one"]), str(pids["other"])}
    assert len(begun) > 24  # some were begun by the one and once more by the other


def test_what_is_run_reaches_workers_that_come_after_all_others_died(tmp_path):
    run = Telling(tmp_path, seconds=0.1)
    with a_cluster(tmp_path, "one") as cluster:
        found = results(run, range(12), cluster.executor)
        first = list(islice(found, 3))
        cluster.kill("one")
        cluster.start_workers("two")
        assert first + list(found) == [number * number for number in range(12)]


def test_a_scheduler_that_goes_away_is_told_after_what_came_before(tmp_path):
    with a_cluster(tmp_path, "one") as cluster:
        found = results(Telling(tmp_path, seconds=0.1), range(100), cluster.executor)
        assert list(islice(found, 3)) == [0, 1, 4]
        cluster.kill("scheduler")
        with pytest.raises(Lost, match=rf"scheduler at {cluster.executor} is no longer there"):
            list(found)


def test_what_is_left_over_when_closed_early_is_dropped(tmp_path):
    run = Telling(tmp_path, seconds=0.1)
    with a_cluster(tmp_path, "one") as cluster:
        found = results(run, range(100_000), cluster.executor)
        assert list(islice(found, 3)) == [0, 1, 4]
        found.close()
        assert list(results(Telling(tmp_path), [7], cluster.executor)) == [49]
    assert len(run.of("begun")) <= 3 + 4 + 1


def test_a_replication_that_kills_its_worker_each_time_is_told(tmp_path):
    run = Deadly(tmp_path, number=1, times=99)
    names = ("a", "b", "c", "d", "e")
    with a_cluster(tmp_path, *names) as cluster:
        before: list[int] = []
        with pytest.raises(Lost, match="given replication") as told:
            before.extend(results(run, range(3), cluster.executor))
    assert before in ([], [0])  # one that waited beside it each time goes down with it
    told.match(f"given replication {len(before)} went down: it, or one given with it")


def test_a_refusal_on_a_worker_stays_a_refusal_in_its_words(tmp_path):
    words = r"week.csv mentions case 'c-0', which is not in"
    with a_cluster(tmp_path, "one") as cluster, pytest.raises(PlannerError, match=words):
        list(results(refused, range(3), cluster.executor))


def test_workers_without_caseload_or_with_another_are_refused(tmp_path):
    with a_cluster(tmp_path) as cluster:
        cluster.start_workers("bare", before=WITHOUT_CASELOAD)
        with pytest.raises(Lost, match="has no caseload"):
            list(results(Telling(tmp_path), range(3), cluster.executor))
        cluster.kill("bare")
        cluster.start_workers("old", before=WITH_ANOTHER)
        with pytest.raises(Lost, match=r"caseload none there and .* here; python 2\.7 there"):
            list(results(Telling(tmp_path), range(3), cluster.executor))


@pytest.mark.parametrize("before", [WITHOUT_CASELOAD, WITH_ANOTHER], ids=["without", "another"])
def test_a_worker_that_joins_in_mid_run_without_the_same_caseload_gives_no_number(tmp_path, before):
    with a_cluster(tmp_path, "one") as cluster:
        found = results(Telling(tmp_path, seconds=0.1), range(200), cluster.executor)
        assert list(islice(found, 3)) == [0, 1, 4]
        cluster.start_workers("late", before=before)
        with pytest.raises(PlannerError, match="A worker that joined has"):
            list(found)


def test_a_scheduler_needs_no_caseload(tmp_path):
    with a_cluster(tmp_path, "one", scheduler=WITHOUT_CASELOAD) as cluster:
        assert list(results(Telling(tmp_path), range(3), cluster.executor)) == [0, 1, 4]


def test_nobody_at_the_address_is_told(monkeypatch):
    monkeypatch.setattr("planner.simulate.executors.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(Lost, match=r"No Dask scheduler answers at dask://127\.0\.0\.1:1 within 1 sec"):
        list(results(abs, range(3), Cluster("127.0.0.1", 1)))


def test_a_scheduler_without_workers_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("planner.simulate.executors.cluster.CONNECT_SECONDS", 1)
    none = r"has no worker\. Start some: dask worker tcp://127"
    with a_cluster(tmp_path) as cluster, pytest.raises(Lost, match=none):
        list(results(abs, range(3), cluster.executor))


def test_without_dask_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Lost, match="install caseload with its extra `cluster`"):
        list(results(abs, range(3), Cluster("127.0.0.1", 1)))


def test_a_secure_cluster_without_certificates_is_told_where_they_are_named():
    with pytest.raises(Lost, match=r"needs certificates: .* distributed\.comm\.tls"):
        list(results(abs, range(3), Cluster("127.0.0.1", 1, secure=True)))


def test_a_cluster_that_loses_all_its_workers_is_given_up_after_a_while(tmp_path, monkeypatch):
    monkeypatch.setattr("planner.simulate.executors.cluster._LOOK_SECONDS", 0.5)
    with a_cluster(tmp_path, "one", "other") as cluster:
        found = results(Telling(tmp_path, seconds=0.1), range(100), cluster.executor)
        assert list(islice(found, 3)) == [0, 1, 4]
        cluster.kill("one")
        cluster.kill("other")
        with pytest.raises(Lost, match="has had no worker for 6 seconds"):
            list(found)
