"""In which language do commands answer, and is only what is said in it?"""

import json

import pytest
from typer.testing import CliRunner

from planner.cli.language import of_environment
from planner.cli.main import app
from planner.intake import write_agency
from tests.builders import a_case, a_tier, a_worker, an_agency

SPOKEN = ("plan", "suggest", "explain", "check")
SENTENCES = {"why", "conditions", "change", "reason", "why_none", "breaches", "false_claims"}


@pytest.fixture
def folder(tmp_path):
    cases = [a_case("c1", rubric=a_tier(4)), a_case("c2"), a_case("c3", language="polish")]
    workers = [a_worker("w1"), a_worker("w2", months_in_field=8, months_in_post=8)]
    write_agency(an_agency(workers, cases), tmp_path / "agency")
    return tmp_path / "agency"


def run(*arguments, **environment):
    return CliRunner().invoke(app, [str(a) for a in arguments], env=environment)


def without_sentences(value):
    """Return an answer without what is said, and without the time it took."""
    if isinstance(value, dict):
        left_out = SENTENCES | {"seconds"}
        return {k: without_sentences(each) for k, each in value.items() if k not in left_out}
    return [without_sentences(each) for each in value] if isinstance(value, list) else value


def test_a_plan_is_told_in_spanish(folder):
    result = run("plan", folder, "--language", "es")
    assert result.exit_code == 0
    assert "c3: Con todo lo demás como se propone, nadie puede llevarlo: 2 sin el idioma polish." in (
        " ".join(result.output.split())
    )
    assert "Demostrado: no hay ningún plan mejor con estos ajustes." in result.output
    assert "Solo son propuestas: deciden las personas." in result.output


@pytest.mark.parametrize("command", ["suggest", "explain"])
def test_one_case_is_told_in_spanish(folder, command):
    result = run(command, folder, "c3", "--language", "es")
    assert "w2 podría llevarlo con el idioma polish" in result.output or (
        "w1 podría llevarlo con el idioma polish" in result.output
    )
    assert "A nadie más se le puede preguntar; por qué no:" in result.output


def test_a_check_is_told_in_spanish(folder, tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({"cost": 1, "assignments": [{"case": "c3", "worker": "w1"}]}))
    result = run("check", folder, file, "--own-limits", "--language", "es")
    assert result.exit_code == 1
    assert "- w1 no habla polish." in result.output
    assert "- El plan dice que su cost es 1; es" in result.output


def test_json_differs_by_language_in_sentences_alone(folder, tmp_path):
    file = tmp_path / "plan.json"
    assert run("plan", folder, "--json", file).exit_code == 0
    for arguments in (
        ("plan", folder),
        ("suggest", folder, "c1"),
        ("explain", folder, "c1", "--plan", file),
        ("explain", folder, "c3", "--plan", file),
        ("check", folder, file),
    ):
        english, spanish = (
            json.loads(run(*arguments, "--json", "-", "--language", code).stdout)
            for code in ("en", "es")
        )
        assert without_sentences(english) == without_sentences(spanish)
        assert english != spanish or arguments[0] == "check"


def test_a_plan_written_in_spanish_is_read_as_any_other(folder, tmp_path):
    file = tmp_path / "plan.json"
    assert run("plan", folder, "--language", "es", "--json", file).exit_code == 0
    assert run("check", folder, file).exit_code == 0


@pytest.mark.parametrize("command", SPOKEN)
def test_a_language_there_is_not_ends_with_2_and_one_sentence(folder, tmp_path, command):
    third = {"suggest": ["c1"], "explain": ["c1"], "check": [tmp_path / "plan.json"]}.get(command, [])
    result = run(command, folder, *third, "--language", "fr")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == "There are no sentences in 'fr'; choose en (English) or es (español).\n"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "es_ES@euro"}, "es"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "es_US.UTF-8"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}, "es"),
        ({"LC_NUMERIC": "es_ES.UTF-8"}, "en"),
        ({"LANG": "est_EE"}, "en"),
    ],
)
def test_the_environment_chooses_as_posix_has_it(variables, language):
    assert of_environment(variables) == language


def test_the_environment_is_asked_where_no_language_is_said(folder):
    assert "Demostrado" in run("plan", folder, LC_ALL="es_US.UTF-8").output
    assert "Proven" in run("plan", folder, "--language", "en", LC_ALL="es_US.UTF-8").output
