"""What `caseload fairness` prints, and that the plan it writes can be checked."""

import json

import pytest

from planner.domain import Kind
from planner.intake import write_agency
from tests.builders import a_case, a_stage, a_worker, an_agency
from tests.cli.test_commands import run


@pytest.fixture
def folder(tmp_path):
    workers = [a_worker(f"w{n}") for n in range(3)]
    kind = {"kind": Kind.ADVOCACY, "stages": (a_stage(9, 60),), "earlier_worker": "w0"}
    cases = [a_case(f"c{n}", **kind) for n in range(3)]
    write_agency(an_agency(workers, cases), tmp_path / "agency")
    return tmp_path / "agency"


def test_it_prints_greatest_shares_the_price_and_nobodys_name(folder):
    result = run("fairness", folder)
    assert result.exit_code == 0
    assert "Proven: in no office can the greatest share be smaller" in result.output
    assert "no. 1: 7.6% to 2.6%" in result.output
    assert "The price of fairness: 9" in result.output
    assert "2 cases differ" in result.output
    assert not [f"w{n}" for n in range(3) if f"w{n}" in result.output]
    assert max(map(len, result.output.splitlines())) <= 110


def test_the_plan_written_keeps_every_rule_and_is_what_it_says(folder, tmp_path):
    file = tmp_path / "even.json"
    told = json.loads(run("fairness", folder, "--plan", file, "--json", "-").stdout)
    plan = json.loads(file.read_text())
    assert run("check", folder, file).exit_code == 0
    assert plan["ending"] == "good"
    assert plan["cost"] - plan["bound"] == pytest.approx(told["price"], abs=1)
    assert {each["worker"] for each in plan["assignments"]} == {"w0", "w1", "w2"}
    goals = {goal["name"]: goal["after"] for goal in told["goals"]}
    assert goals == {goal["name"]: goal["value"] for goal in plan["goals"]}


def test_what_is_even_already_costs_nothing_and_is_best(tmp_path):
    write_agency(an_agency([a_worker()], [a_case()]), tmp_path / "agency")
    file = tmp_path / "even.json"
    assert "It costs nothing" in run("fairness", tmp_path / "agency", "--plan", file).output
    assert json.loads(file.read_text())["ending"] == "best"


def test_an_unknown_office_is_refused_and_nothing_is_written(folder, tmp_path):
    refused = run("fairness", folder, "--office", "nroth", "--plan", tmp_path / "even.json")
    assert refused.exit_code == 2
    assert "did you mean north?" in refused.output
    assert not (tmp_path / "even.json").exists()
    assert run("fairness", folder, "--plan", tmp_path / "nowhere" / "even.json").exit_code == 2


def test_where_no_plan_exists_the_exit_code_says_so(tmp_path):
    case = a_case(must_assign=True, language="polish")
    write_agency(an_agency([a_worker()], [case]), tmp_path / "agency")
    assert run("fairness", tmp_path / "agency").exit_code == 3


def test_one_second_is_enough_for_an_answer_that_claims_no_more_than_it_knows(tmp_path):
    file = tmp_path / "even.json"
    result = run("fairness", "scenarios/advocacy-centre", "--seconds", 1, "--plan", file, "--json", "-")
    told = json.loads(result.stdout)
    assert run("check", "scenarios/advocacy-centre", file).exit_code == 0
    assert told["price"] >= 0
    before, after = told["offices"][0]["greatest_before"], told["offices"][0]["greatest_after"]
    assert after <= before
    proven = [office["proven"] == office["workers"] and office["cheapest"] for office in told["offices"]]
    assert (told["ending"] == "best") == all(proven)
