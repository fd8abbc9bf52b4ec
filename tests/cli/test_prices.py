"""What `caseload prices` and `caseload bench year` print and write, and how prices are used."""

import json

import pytest

from planner.intake import write_agency
from tests.builders import a_case, a_stage, a_worker, an_agency
from tests.cli.test_commands import run


@pytest.fixture
def folder(tmp_path):
    cases = [a_case(f"c{place}", stages=(a_stage(9, exposure=300),)) for place in range(12)]
    write_agency(an_agency([a_worker("w1"), a_worker("w2")], cases), tmp_path / "agency")
    return tmp_path / "agency"


def test_prices_are_written_told_by_team_and_used_by_plan_suggest_explain_and_check(folder, tmp_path):
    file, plan = tmp_path / "prices.json", tmp_path / "plan.json"
    made = run("prices", folder, "--out", file)
    assert made.exit_code == 0
    assert "What room is worth" in made.output
    assert "w1" not in made.output.replace(str(tmp_path), "")
    assert run("plan", folder, "--prices", file, "--json", plan).exit_code == 0
    goals = [goal["name"] for goal in json.loads(plan.read_text())["goals"]]
    assert goals[-1] == "lookahead-prices"
    assert run("check", folder, plan, "--prices", file).exit_code == 0
    assert run("check", folder, plan).exit_code == 1
    assert run("suggest", folder, "c0", "--prices", file).exit_code == 0
    assert run("explain", folder, "c0", "--plan", plan, "--prices", file).exit_code == 0


def test_the_same_seed_writes_the_same_file_and_the_last_prices_damp_the_new(folder, tmp_path):
    one, two, next_night = (tmp_path / name for name in ("one.json", "two.json", "next.json"))
    for file in (one, two):
        run("prices", folder, "--out", file, "--seed", 3)
    assert one.read_bytes() == two.read_bytes()
    assert "Damped" in run("prices", folder, "--out", next_night, "--last", one).output
    assert json.loads(next_night.read_text())["last"] == json.loads(one.read_text())["made_from"]


def test_without_prices_a_plan_is_byte_for_byte_what_it_was(folder, tmp_path):
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    run("plan", folder, "--json", one)
    run("prices", folder, "--out", tmp_path / "prices.json")
    run("plan", folder, "--json", two)
    told = [json.loads(file.read_text()) for file in (one, two)]
    for each in told:
        each.pop("seconds")
    assert json.dumps(told[0]) == json.dumps(told[1])
    assert "lookahead-prices" not in one.read_text()


def test_what_are_no_prices_is_refused_with_a_sentence(folder, tmp_path):
    file = tmp_path / "prices.json"
    file.write_text("{}")
    refused = run("plan", folder, "--prices", file)
    assert refused.exit_code == 2
    assert "prices.json" in refused.output
    nowhere = run("prices", folder, "--out", tmp_path / "no" / "prices.json")
    assert nowhere.exit_code == 2
    assert "There is no folder" in nowhere.output


def test_a_year_is_told_beside_the_bound(tmp_path):
    file = tmp_path / "year.json"
    asked = ("--years", 1, "--weeks", 4, "--workers", 6)
    page = run("bench", "year", *asked)
    assert page.exit_code == 0
    assert "lookahead, holding" in page.output
    assert run("bench", "year", *asked, "--json", file).exit_code == 0
    assert json.loads(file.read_text())["load"] == 1.0
