"""What `caseload policy` and `caseload rules` print and end with."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import PrivateProfile, Step, settings
from planner.intake import write_agency
from planner.present.policy_page import settings_page
from planner.rules import RULES
from tests.builders import a_case, a_stage, a_tier, a_worker, an_agency, held


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cases = [a_case("c1", rubric=a_tier(4)), a_case("c2"), a_case("c3", language="polish")]
    workers = [a_worker("w1"), a_worker("w2", months_in_field=8, months_in_post=8)]
    changed = {"unit_budget": 20000, "ramp_shares": [500, 1000]}
    write_agency(an_agency(workers, cases, policy=changed), tmp_path / "agency")
    return tmp_path / "agency"


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_show_prints_every_default_with_its_meaning():
    result = run("policy", "show")
    assert result.exit_code == 0
    assert [name for name in settings() if name not in result.output] == []
    assert "Policy of the defaults" in result.output


def test_show_prints_what_is_in_force_and_the_default_beside_a_change(folder):
    said = run("policy", "show", folder).output
    assert f"Policy of A small agency, 2 of {len(settings())} changed" in said
    assert "(default 21,000)" in said
    assert "(default 250, 500, 750, 1000)" in said
    answer = json.loads(run("policy", "show", folder, "--json", "-").output)
    in_force = {each["name"]: each for each in answer["settings"]}
    assert list(in_force) == list(settings())
    assert in_force["unit_budget"]["value"] == 20000
    assert in_force["unit_budget"]["default"] == 21000
    assert in_force["ramp_step_months"]["source"].startswith("Oklahoma")


def test_diff_tells_what_was_changed_against_the_defaults_or_another_agency(folder, tmp_path):
    assert "20,000" in run("policy", "diff", folder).output
    answer = json.loads(run("policy", "diff", folder, "--json", "-").output)
    assert [(c["name"], c["old"], c["new"]) for c in answer["changed"]] == [
        ("unit_budget", 21000, 20000),
        ("ramp_shares", [250, 500, 750, 1000], [500, 1000]),
    ]
    other = tmp_path / "other"
    write_agency(an_agency([], [], name="Another", policy={"unit_budget": 20000}), other)
    answer = json.loads(run("policy", "diff", folder, other, "--json", "-").output)
    assert [c["name"] for c in answer["changed"]] == ["ramp_shares"]
    assert answer["old"] == "Another"
    same = run("policy", "diff", folder, folder)
    assert "A small agency changes nothing against A small agency." in same.output


def test_effect_shows_the_week_under_both_policies(folder):
    change = ("--set", "unit_budget=1000", "--set", "ramp_shares=250,500,750,1000")
    result = run("policy", "effect", folder, *change, "--seconds", "2")
    assert result.exit_code == 0
    assert "20,000 → 1,000" in result.output
    assert "Left only when changed: 1: c1." in result.output
    assert "No longer left: none." in result.output
    assert "open cases moved" in result.output
    assert re.search(r"dose-budget +0 → 1", result.output)
    assert "qualification" not in result.output
    assert "others: no change." in result.output
    answer = json.loads(run("policy", "effect", folder, *change, "--seconds", "2", "--json", "-").output)
    assert answer["before"]["left"] == ["c3"]
    assert answer["after"]["left"] == ["c1", "c3"]
    alone = {rule["rule"]: (rule["blocks"], rule["blocked"]) for rule in answer["after"]["rules"]}
    assert alone["qualification"] == (["c3"], 1)
    assert alone["dose-budget"] == ([], 1)


def test_effect_names_the_cases_that_go_to_another_worker(tmp_path):
    folder, workers = tmp_path / "agency", [a_worker("w1", months_in_field=100), a_worker("w2")]
    write_agency(an_agency(workers, [a_case(earlier_worker="w1")]), folder)
    kept = run("policy", "effect", folder, "--set", "continuity_points=50")
    assert "To another worker: none." in kept.output
    moved = run("policy", "effect", folder, "--set", "continuity_points=0")
    assert "To another worker: 1: c1 (w1 → w2)." in moved.output


def test_a_change_to_what_is_in_force_is_said_to_change_nothing(folder):
    result = run("policy", "effect", folder, "--set", "unit_budget=20000")
    assert result.exit_code == 0
    assert result.output == "unit_budget: 20,000 already; nothing changes.\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("unit_budgte=1", "there is no setting 'unit_budgte'; did you mean 'unit_budget'?"),
        ("unit_budget=999", "999 is less than 1,000."),
        ("rest_share=800", "lighter_share = 750 and rest_share = 800 contradict each other"),
    ],
)
def test_a_change_that_cannot_be_taken_ends_with_2(folder, change, said):
    result = run("policy", "effect", folder, "--set", change)
    assert result.exit_code == 2
    assert said in result.output


def test_no_plan_under_one_of_them_ends_with_3(tmp_path):
    folder = tmp_path / "agency"
    case = a_case(must_assign=True, stages=(a_stage(8, 300),))
    write_agency(an_agency([a_worker()], [case]), folder)
    assert run("policy", "effect", folder, "--set", "unit_budget=20000").exit_code == 0
    none = run("policy", "effect", folder, "--set", "unit_budget=1000")
    assert none.exit_code == 3
    assert "There is no plan under one of them." in none.output


def test_effect_tells_nothing_of_a_step_or_an_own_limit(tmp_path):
    workers, cases = [a_worker("w1"), a_worker("w2")], [a_case("c1", rubric=a_tier(5))]
    profile = PrivateProfile(worker="w1", limits=("multiple_trauma_types",), step=Step.LIGHTER)
    write_agency(an_agency(workers, cases), tmp_path / "open")
    write_agency(an_agency(workers, cases, profiles=(profile,)), tmp_path / "private")
    change = ("--set", "lighter_share=100", "--set", "rest_share=0", "--json", "-")
    told = [run("policy", "effect", tmp_path / name, *change).output for name in ("open", "private")]
    assert told[0] == told[1]
    assert json.loads(told[1])["moved"] == []
    assert "acts only on workers who chose a step" in told[1]


def test_rules_counts_for_every_public_rule(folder):
    result = run("rules", folder)
    assert result.exit_code == 0
    assert "qualification blocks 1: c3." in result.output
    answer = json.loads(run("rules", folder, "--json", "-").output)
    assert [each["rule"] for each in answer["rules"]] == [rule.name for rule in RULES if rule.public]
    assert answer["not_told"] == [rule.name for rule in RULES if not rule.public]


@pytest.mark.parametrize("rule", ["dose-budget", "dose-windows", "action-level"])
def test_of_the_rules_of_dose_only_counts_are_told(tmp_path, rule):
    cases = [a_case("c1", rubric=a_tier(4), stages=(a_stage(8, 600),))]
    cases.append(a_case("o1", rubric=a_tier(5), stages=(a_stage(8, 600),)))
    agency = an_agency([a_worker("w1")], cases, assignments=(held("o1", "w1"),))
    write_agency(agency, tmp_path / "agency")
    printed = run("rules", tmp_path / "agency").output
    assert f"{rule} closes" not in printed
    assert f"{rule} blocks" not in printed
    answer = json.loads(run("rules", tmp_path / "agency", "--json", "-").output)
    (found,) = (each for each in answer["rules"] if each["rule"] == rule)
    assert (found["blocks"], found["last_straw"], found["closes"]) == ([], [], [])
    assert (found["blocked"], found["closed"]) == (1, 1)


def test_the_page_is_printed_as_it_stands():
    assert run("policy", "page").output == settings_page()
