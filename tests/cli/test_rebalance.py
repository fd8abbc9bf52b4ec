"""What `caseload rebalance` prints, and that the moves it writes can be checked."""

import json

import pytest

from planner.domain import Wish
from planner.intake import write_agency
from tests.builders import a_case, a_worker
from tests.cli.test_commands import run
from tests.program.test_moves import SHORT, burdened, leaving, movable


@pytest.fixture
def folder(tmp_path):
    write_agency(burdened(), tmp_path / "agency")
    return tmp_path / "agency"


def written(agency, folder):
    """Return the folder into which an agency was written."""
    write_agency(agency, folder / "another")
    return folder / "another"


def test_it_prints_each_move_with_both_shares_and_why_and_what_it_brings(folder):
    result = run("rebalance", folder)
    assert result.exit_code == 0
    assert "1 move proposed, of 10 at most. Every rule is kept." in result.output
    assert "Proven: no other moves, so many at most, are better." in result.output
    (row,) = [line.split() for line in result.output.splitlines() if line.strip().startswith("o1 ")]
    assert (row[2], row[6]) == ("w1", "w2")
    assert "w1 is over budget; nobody else could" in result.output
    assert "Of 2 open cases 1 may move now." in result.output
    assert "One more move would bring nothing." in result.output
    assert max(map(len, result.output.splitlines())) <= 110


def test_the_moves_written_are_a_plan_that_keeps_every_rule(folder, tmp_path):
    file = tmp_path / "moves.json"
    told = json.loads(run("rebalance", folder, "--plan", file, "--json", "-").stdout)
    assert run("check", folder, file).exit_code == 0
    (move,) = told["moves"]
    assert (move["case"], move["moved_from"], move["worker"]) == ("o1", "w1", "w2")
    assert move["from_after"] < move["from_before"]
    assert move["to_after"] > move["to_before"]
    assert told["effect"]["cost"] < 0
    assert told["effect"]["worker_weeks_over"] <= 0
    assert json.loads(file.read_text())["assignments"][0]["moved_from"] == "w1"


def test_new_cases_are_said_to_be_left_to_a_plan(tmp_path):
    agency = burdened()
    agency = agency.changed(cases=(*agency.cases, a_case("c1", stages=SHORT)))
    file = tmp_path / "moves.json"
    where = written(agency, tmp_path)
    assert run("rebalance", where, "--plan", file).exit_code == 0
    (left,) = json.loads(file.read_text())["unassigned"]
    assert (left["case"], "no new case" in left["why"]) == ("c1", True)
    assert run("check", where, file).exit_code == 0


def test_a_leavers_case_that_nobody_can_take_is_named_with_what_is_in_the_way(tmp_path):
    result = run("rebalance", written(leaving(a_worker("w2", languages=("polish",))), tmp_path))
    assert result.exit_code == 0
    assert "nobody is found for leavers' cases" in result.output
    assert "1 of leavers' cases left:" in result.output
    assert "o1: With all else as proposed, nobody can take it: 1 without the language" in result.output


def test_one_more_move_is_told_with_its_case(tmp_path):
    agency = leaving(a_worker("w2"), a_worker("w3"))
    agency = agency.changed(
        cases=(*agency.cases, a_case("o2", stages=SHORT)),
        assignments=(*agency.assignments, movable("o2", "w2", Wish.CLIENT)),
    )
    where = written(agency, tmp_path)
    one = run("rebalance", where, "--moves", 1)
    assert "w1 leaves on 2025-10-13" in one.output
    assert "(with o2)" in one.output
    assert "the client asked" in run("rebalance", where).output


def test_for_somebody_other_leavers_cases_are_counted_and_not_listed(tmp_path):
    agency = leaving(a_worker("w2", languages=("polish",)), a_worker("w3", languages=("polish",)))
    where = written(agency, tmp_path)
    assert "o1: With all else" in run("rebalance", where, "--for", "w1").output
    other = run("rebalance", where, "--for", "w3").output
    assert "No move pays for w3" in other
    assert "o1" not in other
    assert "0 of 1 of leavers' cases find a colleague; 1 are with leavers who were not" in other


def test_the_same_work_brings_the_same_answer_byte_for_byte(folder):
    one, two = (run("rebalance", folder, "--work", 5000, "--json", "-").stdout for _ in range(2))
    assert one == two
    assert json.loads(one)["seconds"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--for", "w11"], "did you mean w1?"),
        (["--moves", 201], "200 can be asked for at once"),
        (["--work", 5, "--seconds", 5], "give one of them"),
        (["--plan", "nowhere/moves.json"], "There is no folder"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(folder, arguments, said):
    result = run("rebalance", folder, *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_where_what_must_be_given_finds_nobody_nothing_is_written(tmp_path):
    agency = leaving(a_worker("w2", languages=("polish",)), must_assign=True)
    file = tmp_path / "moves.json"
    result = run("rebalance", written(agency, tmp_path), "--plan", file)
    assert result.exit_code == 3
    assert "no such moves keep every rule" in result.output
    assert not file.exists()
