"""Which executor does a text mean, and do processes say what one process says, whatever dies?"""

import os
import signal
import subprocess
import sys
import time
from itertools import count, islice
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.simulate.executors import (
    Cluster,
    Inline,
    Lost,
    Processes,
    UnknownExecutor,
    executor_of,
    results,
)
from planner.simulate.executors.work import Failed
from tests.simulate.short_year import a_short_question, exactly
from tests.simulate.workloads import (
    Deadly,
    Telling,
    broken,
    refused,
    threads_and_signals,
)

TWO = Processes(2)


@pytest.mark.parametrize(
    ("text", "executor"),
    [
        ("inline", Inline()),
        ("processes:1", Processes(1)),
        ("processes:512", Processes(512)),
        ("dask://scheduler.example:8786", Cluster("scheduler.example", 8786)),
        ("dask://[::1]:8786", Cluster("::1", 8786)),
        ("tls://10.0.0.5:8786", Cluster("10.0.0.5", 8786, secure=True)),
    ],
)
def test_an_executor_is_read_and_said_as_it_is_written(text, executor):
    assert executor_of(text) == executor
    assert str(executor) == text


def test_a_cluster_has_the_address_that_dask_knows():
    assert Cluster("::1", 8786).address == "tcp://[::1]:8786"
    assert Cluster("h", 1, secure=True).address == "tls://h:1"


def test_processes_alone_are_one_for_each_processor():
    assert executor_of("processes") == Processes(os.cpu_count() or 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Inline",
        "processes:",
        "processes:0",
        "processes:-1",
        "processes:513",
        "processes:2 ",
        "dask://",
        "dask://host",
        "dask://:8786",
        "dask://host:0",
        "dask://host:99999",
        "dask://host:port",
        "dask://host:8786/path",
        "dask://who@host:8786",
        "dask://[::1:8786",
        "http://host:8786",
        "tcp://host:8786",
    ],
)
def test_what_is_no_executor_is_refused_with_what_is(text):
    with pytest.raises(UnknownExecutor, match="dask://HOST:PORT"):
        executor_of(text)


def test_a_slip_is_asked_about():
    with pytest.raises(UnknownExecutor, match=r"Did you mean processes\?"):
        executor_of("proceses")


@given(st.text(max_size=100))
@example("dask://HOST:1")
def test_any_text_is_an_executor_or_refused(text):
    try:
        executor = executor_of(text)
    except UnknownExecutor:
        return
    assert executor_of(str(executor)) == executor


def test_processes_say_what_one_process_says():
    question = a_short_question()
    here = [exactly(found) for found in results(question, range(5), Inline())]
    assert here == [exactly(found) for found in results(question, range(5), TWO)]
    assert len(set(here)) == 5


def test_results_come_in_the_order_of_the_numbers_that_are_asked_for(tmp_path):
    numbers = [7, 2, 2, 9, 0]
    assert list(results(Telling(tmp_path), numbers, TWO)) == [49, 4, 4, 81, 0]


def test_nothing_asked_is_nothing_done(tmp_path):
    assert list(results(Telling(tmp_path), [], TWO)) == []


def test_a_killed_process_loses_no_replication_and_none_comes_twice(tmp_path):
    run = Deadly(tmp_path, number=3)
    assert list(results(run, range(12), TWO)) == [number * number for number in range(12)]
    assert run.of("killed") == ["killed-0"]
    assert len(run.of("begun")) == 12


def test_a_replication_that_kills_its_process_each_time_is_told_after_what_came_before(tmp_path):
    run = Deadly(tmp_path, number=3, times=99)
    found = results(run, range(12), TWO)
    assert list(islice(found, 3)) == [0, 1, 4]
    with pytest.raises(Lost, match=r"Replication 3 was begun 3 times .*SIGKILL.*processes:1"):
        list(found)
    assert len(run.of("killed")) == 3


def test_no_more_is_begun_than_is_needed_soon(tmp_path):
    run = Telling(tmp_path)
    found = results(run, count(), TWO)  # never ends: taken as needed
    assert list(islice(found, 50)) == [number * number for number in range(50)]
    found.close()
    assert len(run.of("begun")) <= 50 + 8


def test_what_is_left_over_when_closed_early_is_dropped_at_once(tmp_path):
    run = Telling(tmp_path, seconds=0.2)
    found = results(run, range(1000), TWO)
    next(found)
    found.close()
    done, begun = run.of("done"), run.of("begun")
    pids = {int(name.split("-")[2]) for name in begun}
    assert not any(alive(pid) for pid in pids)
    assert len(begun) <= 5
    time.sleep(0.3)
    assert run.of("done") == done


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_refusal_in_a_process_stays_a_refusal_in_its_words():
    with pytest.raises(PlannerError, match=r"week.csv mentions case 'c-0', which is not in"):
        list(results(refused, range(3), TWO))


def test_a_mistake_in_a_process_is_told_with_its_traceback():
    with pytest.raises(Failed, match="Replication 0: ZeroDivisionError") as caught:
        list(results(broken, range(3), TWO))
    assert "in broken" in caught.value.__notes__[0]


def test_a_child_has_one_thread_for_arithmetic_and_is_deaf_to_ctrl_c_and_has_no_solver_from_before():
    assert list(results(threads_and_signals, [0], TWO)) == [("1", True, False)]


INTERRUPTED = """
import sys
from pathlib import Path
from planner.simulate.executors import Processes, results
from tests.simulate.workloads import Telling

if __name__ == "__main__":
    try:
        for found in results(Telling(Path(sys.argv[1]), 0.05), range(100_000), Processes(2)):
            print(found, flush=True)
    except KeyboardInterrupt:
        print("interrupted")
"""


def test_ctrl_c_reaches_the_parent_alone_and_ends_the_children(tmp_path: Path):
    (tmp_path / "main.py").write_text(INTERRUPTED)
    with subprocess.Popen(
        [sys.executable, tmp_path / "main.py", tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, as a terminal has: Ctrl-C is sent to all of it
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "0\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout.read().splitlines()[-1] == "interrupted"
        assert process.stderr.read() == ""
    assert process.returncode == 0
    pids = {int(name.split("-")[2]) for name in Telling(tmp_path).of("begun")}
    assert pids
    assert not any(alive(pid) for pid in pids)
