"""Is there a first way in, told once to whoever runs the service, and does it open nothing else?"""

import re
import stat
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.agencies.begin import begin
from api.cli import app
from api.examples.agency import AGENCY
from api.opening import opened
from api.settings import Settings
from api.users.first_admin import admin_secret, without_admin
from planner.errors import BadValue
from planner.intake import agency_from_json
from tests.service.people import post, recorded, somebody
from tests.service.places import Place


@pytest.fixture
def served(monkeypatch):
    calls = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: calls.append((app, options)))
    return calls


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the small made-up agency, in which nobody may sign in yet."""
    folder = tmp_path / "state"
    place = opened(Settings(data=folder))
    begin(place.store, "riverside", agency_from_json(AGENCY))
    place.store.engine.dispose()
    return folder


def run(*options: object):
    return CliRunner().invoke(app, [str(option) for option in options])


def secret_in(text: str) -> str:
    found = re.search(r"^one-time secret  (\S+)$", text, re.M)
    assert found
    return found[1]


def test_the_first_start_tells_the_secret_once_and_it_is_the_way_in(data: Path, served):
    first = run("serve", "--data", data)
    assert first.exit_code == 0
    second = run("serve", "--data", data)
    assert "one-time secret" not in second.stdout
    given = {"agency": "riverside", "login": "admin-1", "password": secret_in(first.stdout)}
    client = TestClient(served[1][0], "http://127.0.0.1")
    session = client.post("/v1/sessions", json=given).json()
    assert session["pending"] == ["new-password", "second-factor"]
    signed_in = TestClient(
        served[1][0], "http://127.0.0.1", headers={"Authorization": f"Bearer {session['token']}"}
    )
    assert signed_in.get("/v1/users").status_code == 403
    new = {"current": given["password"], "new": "nine tall trees by 1 river"}
    assert post(signed_in, "/v1/users/me/password", new).status_code == 200
    assert signed_in.get("/v1/sessions/current").json()["pending"] == ["second-factor"]


def test_what_is_kept_is_for_its_owner_alone_and_holds_no_secret(data: Path, served):
    secret = secret_in(run("serve", "--data", data).stdout)
    for file in data.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file.name
        assert secret.encode() not in file.read_bytes()


def test_an_admin_who_lost_everything_is_let_in_again_and_all_else_of_theirs_ends(place: Place):
    person = somebody(place, "agency-admin", None, second_factor=True)
    client = person.signed_in()
    person.change(enabled=False)
    assert without_admin(place.store) == ["lakeside", "riverside"]
    secret = admin_secret(place.store, "riverside", person.login)
    assert without_admin(place.store) == ["lakeside"]
    assert client.get("/v1/sessions/current").status_code == 401
    assert person.tries().status_code == 401
    assert person.tries(password=secret, code=None).json()["pending"] == [
        "new-password",
        "second-factor",
    ]
    assert [row.actor for row in recorded(place, "user.one-time-secret")] == ["command-line"]


def test_the_command_makes_an_admin_and_tells_the_secret(data: Path):
    done = run("people", "admin", "riverside", "--login", "u-7", "--data", data)
    assert done.exit_code == 0
    assert re.search(r"^login +u-7$", done.stdout, re.M)
    assert len(secret_in(done.stdout)) == 24
    assert without_admin(opened(Settings(data=data)).store) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["hillside"], "There is no agency hillside."),
        (["riverside", "--login", "mary"], "'mary' is not an opaque id"),
        (["riverside", "--database", "mysql://x"], "has to be SQLite or PostgreSQL"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(data: Path, given, told):
    done = run("people", "admin", *given, "--data", data)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_login_of_somebody_else_is_not_made_an_admin(place: Place):
    person = somebody(place)
    with pytest.raises(BadValue, match="no admin"):
        admin_secret(place.store, "riverside", person.login)


def test_without_a_place_the_command_asks_for_one():
    done = run("people", "admin", "riverside")
    assert done.exit_code == 2
    assert "--data FOLDER" in done.stderr


def test_with_state_others_reach_it_only_through_tls_or_a_proxy(data: Path, served, tmp_path: Path):
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    tls = ("--tls-certificate", certificate, "--tls-key", key)
    open_to_all = ("serve", "--data", data, "--host", "0.0.0.0")
    refused = run(*open_to_all)
    assert refused.exit_code == 2
    assert "passwords would travel" in refused.stderr
    assert run(*open_to_all, *tls[:2]).exit_code == 2
    assert "There is no file" in run(*open_to_all, *tls).stderr
    assert served == []
    certificate.touch()
    key.touch()
    assert run(*open_to_all, *tls).exit_code == 0
    assert (served[0][1]["ssl_certfile"], served[0][1]["ssl_keyfile"]) == (certificate, key)
    assert run(*open_to_all, "--behind-proxy").exit_code == 0


def test_without_state_tls_alone_opens_it_to_nobody(served, tmp_path: Path):
    for name in ("c.pem", "k.pem"):
        (tmp_path / name).touch()
    tls = ("--tls-certificate", tmp_path / "c.pem", "--tls-key", tmp_path / "k.pem")
    refused = run("serve", "--host", "0.0.0.0", *tls)
    assert refused.exit_code == 2
    assert "does not ask who is calling" in refused.stderr
    assert served == []
