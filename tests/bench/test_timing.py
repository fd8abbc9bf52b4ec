"""Are the times of questions told as they were?"""

from planner.bench.timing import timed, times


def test_times_are_ones_that_occurred():
    found = times([thousandth / 1000 for thousandth in range(100, 0, -1)])
    assert found.model_dump() == {"p50_ms": 50, "p95_ms": 95, "p99_ms": 99, "max_ms": 100}


def test_of_one_question_all_times_are_the_same():
    assert set(times([0.002]).model_dump().values()) == {2}


def test_every_question_is_asked_once_in_turn():
    asked: list[str] = []
    passed, busy = timed(asked.append, ["c2", "c1", "c2"])
    assert asked == ["c2", "c1", "c2"]
    assert 0 <= passed.p50_ms <= passed.max_ms
    assert 0 <= busy.p50_ms <= busy.max_ms
