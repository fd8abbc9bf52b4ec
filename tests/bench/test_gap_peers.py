"""Is each instance told in a line, who was better at last, and what is known when stopped?"""

import sys

import pytest

from benchmarks import gap_peers
from benchmarks.gap_peers import Standing, cell, instances
from tests.bench.files import a_gap_file, a_random_gap

BEST = "instance,sense,best_known,proved_optimal\n"


def a_folder(folder, *names):
    for name in names:
        cost, use, room = a_random_gap(1, agents=3, jobs=7)
        a_gap_file(folder, cost, use, room, name=name)
    rows = "".join(f"{name},min,100,yes\n{name},max,300,yes\n" for name in names)
    (folder / "best_known.csv").write_text(BEST + rows)
    return folder


def test_a_peer_is_better_with_less_or_where_there_is_nothing_else():
    standing = Standing()
    standing.judge("d1", 10, {"one": 10, "other": 11, "third": None})
    standing.judge("d2", 10, {"one": 9, "other": 10})
    standing.judge("d3", None, {"one": 12, "other": None})
    standing.judge("d4", None, {"one": None})
    assert standing.line() == "A peer was better on 2 of 4 instances: d2 (one); d3 (one)."


@pytest.mark.parametrize(
    ("cost", "why", "told"),
    [(101, "", "101 (1.000)"), (100, "", "100 (0.000)"), (None, "", "none"), (None, "killed", "killed")],
)
def test_a_cell_says_the_cost_and_how_far_above_or_why_there_is_none(cost, why, told):
    assert cell(cost, 100, why) == told


def test_types_d_and_e_are_run_unless_names_say_which(tmp_path):
    folder = a_folder(tmp_path, "c1", "d1", "e1")
    assert [path.name for path, _ in instances(folder, [])] == ["d1", "e1"]
    assert [(path.name, best) for path, best in instances(folder, ["c1"])] == [("c1", 100)]


def test_what_is_known_is_said_when_stopped_by_hand(tmp_path, monkeypatch, capsys):
    def line(path, best, seconds, peers, standing):
        if path.name == "e1":
            raise KeyboardInterrupt
        standing.judge(path.name, 10, {"HiGHS": 9})

    monkeypatch.setattr(gap_peers, "_line", line)
    standing = gap_peers.run(a_folder(tmp_path, "d1", "e1", "e2"), [], 1.0, {})
    assert standing.stopped
    last = capsys.readouterr().out.splitlines()[-2:]
    assert last == [
        "Stopped by hand: the instance begun last does not count.",
        "A peer was better on 1 of 1 instances: d1 (HiGHS).",
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [([], "nothing measured"), (["d9"], "best_known.csv has no cheapest cost of d9")],
)
def test_nothing_is_begun_for_a_folder_or_name_that_is_not_there(
    tmp_path, monkeypatch, capsys, names, said
):
    folder = a_folder(tmp_path, "d1") if names else tmp_path
    monkeypatch.setattr(sys, "argv", ["gap_peers", str(folder), *names])
    with pytest.raises(SystemExit) as stopped:
        gap_peers.main()
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.ci
def test_the_whole_table_with_a_notice_of_who_is_left_out(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CASELOAD_TIMEFOLD", str(tmp_path / "python"))
    folder = a_folder(tmp_path, "d1")
    monkeypatch.setattr(sys, "argv", ["gap_peers", str(folder), "--seconds", "2"])
    gap_peers.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[1] == "processors,"
    assert lines[1].startswith("Timefold is left out: ")
    assert "| instance | best known | caseload | CP-SAT | HiGHS |" in lines
    ours, *peers = lines[-3].split("|")[3:-1]
    assert peers == [ours, ours]
    assert lines[-2] == "A peer was better on 0 of 1 instances."
    assert lines[-1].startswith("load at the end")
