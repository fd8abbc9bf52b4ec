"""Is a contender's answer brought back, and is one that hangs, dies or asks for too much ended?"""

import os
import time

import pytest

from benchmarks.peers.apart import in_a_child
from tests.bench import calls

pytestmark = pytest.mark.ci


def gone(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_what_is_returned_comes_back_with_its_seconds():
    done = in_a_child(calls.twice, 21, within=60)
    assert (done.value, done.why) == (42, "")
    assert done.seconds >= 0
    assert done.mib > 0


def test_who_hangs_is_killed_with_all_that_it_started(tmp_path):
    pids = tmp_path / "pids"
    done = in_a_child(calls.hang, pids, within=8)
    assert done.value is None
    assert done.why == "killed after 8 s"
    processes = [int(pid) for pid in pids.read_text().split()]
    until = time.monotonic() + 10
    while not all(map(gone, processes)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [pid for pid in processes if not gone(pid)] == []
    assert os.getpid() not in processes


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (calls.die, "its process died"),
        (calls.fail, "ValueError: no such thing"),
        (calls.a_lot, "more than 1024 MiB"),
    ],
)
def test_who_comes_to_no_end_has_no_answer_but_a_reason(call, why):
    done = in_a_child(call, within=60, mib=1024)
    assert (done.value, done.why) == (None, why)
