"""What `caseload bench` prints, writes and refuses."""

import json

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from tests.bench.files import a_gap_file

ZONES = "1 2\n1 3 105\n4 30 20 20 10\n"
BY_NURSE = "2 6 2\n2 4\n3 3\n4 9\n7 5\n"


def run(*arguments):
    return CliRunner().invoke(app, ["bench", *(str(a) for a in arguments)])


@pytest.fixture
def gap(tmp_path):
    return a_gap_file(tmp_path, [[1, 5, 2], [4, 1, 1]], [[2, 2, 2], [2, 2, 2]], [2, 4])


@pytest.fixture
def ward(tmp_path):
    path = tmp_path / "ward.txt"
    path.write_text(ZONES)
    return path


def test_gap_prints_the_cost_and_that_it_is_proven(gap):
    result = run("gap", gap, "--seconds", 20)
    assert result.exit_code == 0
    assert "tiny: cost 3, bound 3: proven best, in " in result.output


def test_gap_writes_what_was_found_with_agents_from_0(gap, tmp_path):
    assert run("gap", gap, "--json", tmp_path / "out.json").exit_code == 0
    answer = json.loads((tmp_path / "out.json").read_text())
    assert answer.pop("seconds") >= 0
    assert answer == {
        "instance": "tiny",
        "cost": 3,
        "bound": 3,
        "assignment": [0, 1, 1],
        "ending": "best",
    }


def test_gap_ends_with_3_where_the_jobs_do_not_fit(tmp_path):
    result = run("gap", a_gap_file(tmp_path, [[1, 1]], [[2, 2]], [3]))
    assert result.exit_code == 3
    assert "tiny: none, in " in result.output


def test_a_file_that_is_none_is_refused_and_nothing_is_written(tmp_path):
    (tmp_path / "bad").write_text("2 2\n1 2\n3 oops\n")
    result = run("gap", tmp_path / "bad", "--json", tmp_path / "out.json")
    assert result.exit_code == 2
    assert "bad, row 3, column costs: 'oops' is given." in result.output
    assert not (tmp_path / "out.json").exists()
    assert run("gap", tmp_path / "nowhere").exit_code == 2


def test_nurse_shares_out_a_zone_evenly(ward, tmp_path):
    result = run("nurse", ward, "--json", "-")
    assert result.exit_code == 0
    answer = json.loads(result.output)
    assert {"instance", "sum_squared", "max_workload", "seconds", "assignment"} <= set(answer)
    assert (answer["sum_squared"], answer["max_workload"], answer["ending"]) == (3200, 40, "best")
    assert "ward.txt: sum of squares 3,200, total 80, greatest 40: best" in run("nurse", ward).output


def test_nurse_takes_an_objective_where_acuities_differ_by_nurse(tmp_path):
    path = tmp_path / "units"
    path.write_text(BY_NURSE)
    total = json.loads(run("nurse", path, "--json", "-").output)
    greatest = json.loads(run("nurse", path, "--objective", "max", "--json", "-").output)
    assert total["total_workload"] == 27 == greatest["total_workload"]
    assert greatest["max_workload"] == 15 == total["max_workload"]


def test_an_objective_that_is_none_or_says_nothing_is_refused(ward):
    assert run("nurse", ward, "--objective", "least").exit_code == 2
    refused = run("nurse", ward, "--objective", "max")
    assert refused.exit_code == 2
    assert "ward.txt has zones, so --objective says nothing" in refused.output


def test_a_batch_is_planned_and_what_is_written_can_be_checked(tmp_path):
    asked = ("batch", "--workers", 20, "--cases", 9, "--seed", 3, "--seconds", 20)
    result = run(*asked, "--dump", tmp_path / "there")
    assert result.exit_code == 0
    assert "20 workers x 9 cases, seed 3: best. Coverage by urgency " in result.output
    checked = CliRunner().invoke(
        app, ["check", str(tmp_path / "there"), str(tmp_path / "there" / "plan.json"), "--own-limits"]
    )
    assert checked.exit_code == 0, checked.output
    assert run(*asked, "--json", tmp_path / "out.json").exit_code == 0
    answer = json.loads((tmp_path / "out.json").read_text())
    plan = json.loads((tmp_path / "there" / "plan.json").read_text())
    assert (answer["cost"], answer["bound"]) == (plan["cost"], plan["bound"])
    assert answer["bound"] <= answer["cost"] <= answer["greedy_cost"]
    assert 0 < answer["coverage"] <= 1
    assert answer["coverage_proven"] is True
    assert answer["rest_gap"] < 1e-5
    assert answer["built_seconds"] <= answer["seconds"]


def test_larger_budgets_cover_no_less_of_a_batch(tmp_path):
    covered = []
    for budgets in (60, 100, 160):
        asked = ("--workers", 20, "--cases", 20, "--seed", 4, "--budgets", budgets, "--seconds", 20)
        assert run("batch", *asked, "--json", tmp_path / "out.json").exit_code == 0
        covered.append(json.loads((tmp_path / "out.json").read_text())["coverage"])
    assert covered == sorted(covered)
    assert covered[0] < covered[-1]


def test_a_batch_of_an_agency_that_is_none_is_refused():
    result = run("batch", "--agency", "no-such-agency")
    assert result.exit_code == 2
    assert "no-such-agency" in result.output


def test_suggest_tells_how_long_one_answer_takes(tmp_path):
    out = tmp_path / "out.json"
    sizes = ("--workers", 24, "--cases", 6, "--seed", 2, "--asked", 9)
    assert run("suggest", *sizes, "--json", out).exit_code == 0
    answer = json.loads(out.read_text())
    assert (answer["workers"], answer["cases"], answer["asked"]) == (24, 6, 9)
    assert answer["p50_ms"] <= answer["p95_ms"] <= answer["p99_ms"] <= answer["max_ms"]
    assert {"arcs", "build_seconds", "megabytes"} <= set(answer)


def test_suggest_prints_ours_and_the_peers_within_a_hundred_columns():
    result = run("suggest", "--workers", 24, "--cases", 6)
    assert result.exit_code == 0
    for words in ("who should take it", "fewest open cases", "greedy best fit", "6 questions"):
        assert words in result.output
    table = [line for line in result.output.splitlines() if line[:1] in "┏┃┡│└"]
    assert table
    assert max(len(line) for line in table) <= 100


@pytest.mark.parametrize("wrong", [("--workers", 1), ("--cases", 0), ("--asked", 0), ("--seed", -1)])
def test_suggest_refuses_sizes_that_are_none(wrong):
    assert run("suggest", *wrong).exit_code == 2


def test_suggest_refuses_a_file_that_cannot_be_before_anything_is_asked(tmp_path):
    result = run("suggest", "--json", tmp_path / "nowhere" / "out.json")
    assert result.exit_code == 2
    assert "There is no folder" in result.output
