"""Does the command serve this machine only, unless a proxy is said to ask who is calling?"""

import subprocess
import sys

import pytest
import uvicorn
from typer.testing import CliRunner

from api.cli import app


@pytest.fixture
def served(monkeypatch):
    calls = []
    monkeypatch.setattr(uvicorn, "run", lambda _, **options: calls.append(options))
    return calls


def run(*options):
    return CliRunner().invoke(app, ["serve", *options])


def test_it_listens_on_this_machine_only(served):
    assert run().exit_code == 0
    (options,) = served
    assert (options["host"], options["port"]) == ("127.0.0.1", 8000)
    assert not options["proxy_headers"]
    assert not options["server_header"]
    assert not options["access_log"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_any_address_of_this_machine_will_do(served, host):
    assert run("--host", host, "--port", "8123").exit_code == 0
    assert (served[0]["host"], served[0]["port"]) == (host, 8123)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "planner.example"])
def test_an_address_others_can_reach_is_refused_with_the_reason(served, host):
    result = run("--host", host)
    assert result.exit_code == 2
    assert "does not ask who is calling" in result.stderr
    assert served == []


def test_an_address_from_the_environment_is_refused_too(served, monkeypatch):
    monkeypatch.setenv("CASELOAD_HOST", "0.0.0.0")
    assert run().exit_code == 2
    assert served == []


def test_behind_a_proxy_others_can_reach_it(served):
    assert run("--host", "0.0.0.0", "--behind-proxy").exit_code == 0
    assert served[0]["proxy_headers"]


def test_a_variable_that_cannot_be_used_is_named(served, monkeypatch):
    monkeypatch.setenv("CASELOAD_PORT", "eighty")
    result = run()
    assert result.exit_code == 2
    assert "port" in result.stderr
    assert served == []


def test_asking_for_help_loads_neither_the_web_nor_a_solver():
    slow = "{'fastapi', 'uvicorn', 'numpy', 'scipy', 'ortools'}"
    code = f"import sys, api.cli; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
