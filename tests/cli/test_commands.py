"""What the commands print and end with."""

import json

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import PrivateProfile
from planner.intake import write_agency
from tests.builders import a_case, a_stage, a_tier, a_worker, an_agency

KEYS = [
    *["ending", "assignments", "unassigned", "cost", "bound"],
    *["greedy_cost", "goals", "seconds", "measures"],
]


@pytest.fixture
def folder(tmp_path):
    cases = [a_case("c1", rubric=a_tier(4)), a_case("c2"), a_case("c3", language="polish")]
    workers = [a_worker("w1"), a_worker("w2", months_in_field=8, months_in_post=8)]
    write_agency(an_agency(workers, cases), tmp_path / "agency")
    return tmp_path / "agency"


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_plan_prints_proposals_and_what_waits(folder):
    result = run("plan", folder)
    assert result.exit_code == 0
    assert (
        "c3: With all else as proposed, nobody can take it: 2 without the language polish."
        in result.output
    )
    assert "2 of 3 new cases have a worker" in result.output


def test_plan_as_json_alone_has_the_promised_keys(folder):
    answer = json.loads(run("plan", folder, "--json", "-").output)
    assert [key for key in answer if key != "why_none"] == KEYS
    assert answer["ending"] == "best"
    assert {a["case"] for a in answer["assignments"]} == {"c1", "c2"}
    assert [u["case"] for u in answer["unassigned"]] == ["c3"]


def test_a_plan_checked_as_written_is_fine_and_a_bent_one_is_not(folder, tmp_path):
    file = tmp_path / "plan.json"
    run("plan", folder, "--json", file)
    assert run("check", folder, file).exit_code == 0
    plan = json.loads(file.read_text())
    plan["cost"] += 1
    file.write_text(json.dumps(plan))
    assert run("check", folder, file).exit_code == 0  # what it costs is not a manager's to try out
    bent = run("check", folder, file, "--own-limits")
    assert bent.exit_code == 1
    assert "The plan says its cost is" in bent.output
    plan["cost"] -= 1
    plan["assignments"] = [{"case": "c3", "worker": "w1"}]
    file.write_text(json.dumps(plan))
    broken = run("check", folder, file)
    assert broken.exit_code == 1
    assert "w1 does not speak polish." in broken.output


def test_bad_input_ends_with_2_and_says_where(folder):
    workers = folder / "workers.csv"
    workers.write_text(workers.read_text().replace("w1,", "Jane Smith,"))
    result = run("plan", folder)
    assert result.exit_code == 2
    assert "workers.csv, row 2, column worker" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("suggest", "c11"), "case 'c11', which is not in the agency; did you mean c1?"),
        (
            ("explain", "c1", "--worker", "w11"),
            "worker 'w11', which is not in the agency; did you mean w1?",
        ),
    ],
)
def test_an_unknown_id_ends_with_2(folder, arguments, said):
    result = run(arguments[0], folder, *arguments[1:])
    assert result.exit_code == 2
    assert said in result.output


def test_no_plan_ends_with_3_and_names_the_rules(tmp_path):
    folder = tmp_path / "impossible"
    write_agency(an_agency([a_worker()], [a_case(language="polish", must_assign=True)]), folder)
    result = run("plan", folder)
    assert result.exit_code == 3
    assert "No plan keeps every rule." in result.output
    assert "must-assign" in result.output
    assert "qualification" in result.output


def test_nobody_to_suggest_ends_with_3(folder):
    result = run("suggest", folder, "c3")
    assert result.exit_code == 3
    assert "Nobody can be suggested" in result.output


def test_suggest_and_explain_tell_where_the_others_stand(folder):
    suggested = run("suggest", folder, "c1")
    assert suggested.exit_code == 0
    assert "c1: w1" in suggested.output
    explained = run("explain", folder, "c1", "--worker", "w2")
    assert explained.exit_code == 0
    assert "; it would cost the plan" in explained.output


def test_no_command_prints_an_own_limit_or_a_step(tmp_path):
    cases = [a_case("c1", rubric=a_tier(4), stages=(a_stage(6, 90),))]
    profiles = (PrivateProfile(worker="w1", limits=("multiple_trauma_types",)),)
    folder = tmp_path / "private"
    write_agency(an_agency([a_worker("w1"), a_worker("w2")], cases, profiles=profiles), folder)
    for command in (["plan", folder], ["explain", folder, "c1"], ["suggest", folder, "c1"]):
        said = run(*command).output.lower()
        assert "own-limits" not in said
        assert "rest" not in said.split()
        assert "w2" in said


def test_the_card_says_what_the_study_did_not_give(folder):
    said = " ".join(run("risk", "card").output.split())
    assert "magnitudes are borrowed" in said
    assert "never for screening" in said
