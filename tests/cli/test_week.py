"""What `caseload week` prints and ends with, and what it does without."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from planner.attention.week import Week
from planner.cli.main import app
from planner.intake import write_agency
from tests.attention.busy import busy_agency


@pytest.fixture
def folder(tmp_path):
    write_agency(busy_agency(), tmp_path / "agency")
    return tmp_path / "agency"


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_week_prints_the_agencys_page(folder):
    result = run("week", folder)
    assert result.exit_code == 0
    assert "A small agency, Monday 29 September 2025" in result.output
    assert "the whole agency, 6 workers" in result.output
    assert "caseload plan" in result.output


def test_week_prints_one_supervisors_page(folder):
    result = run("week", folder, "--supervisor", "w1")
    assert result.exit_code == 0
    assert "w1's page, 5 workers" in result.output
    assert "Tell the worker before anybody else" in result.output


def test_week_as_json_alone_is_the_whole_week(folder):
    answer = json.loads(run("week", folder, "--json", "-").output)
    assert list(answer) == list(Week.model_fields)
    assert answer["waiting"][0]["case"] == "n1"
    assert Week.model_validate_json(json.dumps(answer)).supervisor is None


@pytest.mark.parametrize(
    ("worker", "said"),
    [("w3", "'w3' supervises nobody"), ("w9", "worker 'w9', which is not in the agency")],
)
def test_a_page_for_who_supervises_nobody_ends_with_2(folder, worker, said):
    result = run("week", folder, "--supervisor", worker)
    assert result.exit_code == 2
    assert said in result.output


def test_week_loads_no_solver(folder):
    script = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from planner.cli.main import app\n"
        f"assert CliRunner().invoke(app, ['week', {str(folder)!r}]).exit_code == 0\n"
        "assert not [name for name in sys.modules if name.startswith('ortools')]\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
