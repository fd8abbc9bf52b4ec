"""How pages read: grouped, whole, and without blanks at the ends of lines."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from planner.answer import plan_answer
from planner.cli.common import console
from planner.cli.main import app
from planner.domain import Cover
from planner.intake import write_agency
from planner.pipeline import propose, why_workers
from planner.present.tables import plan_page
from planner.solve.outcome import Ending
from tests.builders import a_case, a_worker, an_agency

MANY = 12


@pytest.fixture
def folder(tmp_path):
    team = [a_worker(f"w{n:02}") for n in range(MANY + 1)]
    team += [a_worker(f"x{n:02}", languages=("polish",)) for n in range(10)]
    write_agency(an_agency(team, [a_case("c1")]), tmp_path / "agency")
    return tmp_path / "agency"


def run(*arguments):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_who_is_ruled_out_is_counted_by_reason(folder):
    said = " ".join(run("explain", folder, "c1").split())
    listed = ", ".join(f"x{n:02}" for n in range(8))
    assert f"10 without the language english: {listed} and 2 more" in said
    assert "does not speak" not in said


def test_of_a_worker_asked_about_all_is_said(folder):
    assert "x09 does not speak english." in run("explain", folder, "c1", "--worker", "x09")


def test_a_table_that_is_cut_says_so(folder):
    assert f"and {MANY - 10} more; --top {MANY}" in run("suggest", folder, "c1")
    assert "--top" not in run("suggest", folder, "c1", "--top", MANY)


@pytest.mark.parametrize("command", [("plan",), ("suggest", "c1"), ("explain", "c1"), ("rules",)])
def test_no_line_in_a_pipe_ends_in_a_blank(folder, command):
    name, *rest = command
    lines = run(name, folder, *rest).split("\n")
    assert [line for line in lines if line != line.rstrip()] == []


def printed(planned, capsys, **changes):
    answer = plan_answer(planned).model_copy(update=changes)
    console().print(plan_page(answer, why_workers(planned.side, planned.plan)))
    return " ".join(capsys.readouterr().out.split())


def test_a_plan_has_columns_only_for_what_there_is(capsys):
    said = printed(propose(an_agency([a_worker("w1")], [a_case("c1")]), 5), capsys)
    assert "Case Urgency Tier Worker Dose share Why" in said


def test_cover_and_who_led_a_case_so_far_have_columns(capsys):
    planned = propose(an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1")]), 5)
    assert planned.plan is not None
    (why,) = why_workers(planned.side, planned.plan)
    cover = tuple(Cover(week=week, worker="w2") for week in (2, 3))
    moved = replace(why, cover=cover, moved_from="w9", share_before=0.799)
    console().print(plan_page(plan_answer(planned), [moved]))
    said = " ".join(capsys.readouterr().out.split())
    assert "Case From Urgency Tier Worker Cover Dose share Why" in said
    assert "w2 (weeks 2, 3) 79% →" in said


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        ((900, 899, 1900), "by more than 0.1% of what planning gains over best fit, case by case."),
        ((900, 700, 1900), "by more than 20.0% of what planning gains over best fit, case by case."),
        ((900, 700, 900), "not proven to be the best. Proposed"),
    ],
)
def test_how_good_an_unproven_plan_is_at_least_is_said(costs, said, capsys):
    names = ("cost", "bound", "greedy_cost")
    changes = dict(zip(names, costs, strict=True)) | {"ending": Ending.GOOD}
    planned = propose(an_agency([a_worker("w1")], [a_case("c1")]), 5)
    assert said in printed(planned, capsys, **changes)
