"""Is the power found that seconds grow with, and does what takes too much end the table?"""

import pytest

from benchmarks import growth_of_cost
from benchmarks.growth_of_cost import STEPS, Step, chart, power
from benchmarks.machine import measured
from benchmarks.peers.apart import Done
from benchmarks.simulation import WANTED, _told_for_all
from planner.solve.outcome import Ending


def a_step(pairs, seconds, ending=Ending.BEST):
    return Step(10, 4, pairs, dict.fromkeys(STEPS, seconds), 1.0, ending, 0.0)


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0])
def test_the_power_of_a_power_law_is_found(exponent):
    points = [a_step(pairs, 3e-6 * pairs**exponent) for pairs in (100, 1000, 5000, 20_000)]
    assert power(points, "build") == pytest.approx(exponent)


def test_a_search_without_a_proof_took_what_it_was_given_so_that_it_says_nothing():
    points = [a_step(100, 1.0), a_step(1000, 10.0), a_step(10_000, 10.0, Ending.GOOD)]
    assert power(points, "search") == pytest.approx(1.0)
    assert power(points, "measure") == pytest.approx(0.5)
    rows = chart(points)["vconcat"][0]["layer"][0]["data"]["values"]
    assert [row["pairs"] for row in rows if row["step"] == "search"] == [100, 1000]


def test_one_size_has_no_power():
    assert power([a_step(100, 1.0), a_step(100, 1.1)], "build") is None


def test_a_size_that_takes_too_much_ends_the_table(monkeypatch, capsys):
    answers = iter([Done(a_step(100, 1.0), 1.0), Done(None, 9.0, why="more than 300 MiB")])
    monkeypatch.setattr(growth_of_cost, "in_a_child", lambda *_, **__: next(answers))
    points = growth_of_cost.table([(10, 4), (20, 8), (40, 16), (80, 32)], 1.0, 10.0, 300)
    assert len(points) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "20 x 8: more than 300 MiB; 2 larger ones are not begun."


def test_one_size_is_measured_built_and_searched():
    step = growth_of_cost.run(20, 8, 10.0)
    assert step.ending is Ending.BEST
    assert step.pairs > 0
    assert list(step.took) == list(STEPS)


def test_how_busy_the_machine_was_is_said_however_it_ends(capsys):
    with pytest.raises(KeyboardInterrupt), measured():
        raise KeyboardInterrupt
    first, last = capsys.readouterr().out.splitlines()
    assert "ortools" in first
    assert "load" in first
    assert last.startswith("load at the end")


@pytest.mark.parametrize("runs", [4, 10, 50])
def test_seconds_of_few_replications_are_told_for_all(runs):
    start, each = 5.0, 0.7
    assert _told_for_all(start + 2 * each, start + runs * each, runs) == pytest.approx(
        start + WANTED * each
    )
