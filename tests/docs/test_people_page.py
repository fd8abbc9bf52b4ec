"""Does the page on people say what the table of permissions, the limits and the commands say?"""

import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from api.access import passwords, sign_in
from api.access.actor import Role
from api.access.authorize import STEPPED_UP
from api.access.permissions import CLIENT_VERBS, PERMISSIONS, Reach, Verb
from api.access.second_factor import ASKED_OF
from api.agencies.begin import begin
from api.clients.schemas import MOST_DAYS
from api.examples.agency import AGENCY
from api.oidc.service import KEPT
from api.opening import opened
from api.sessions import service
from api.settings import Settings
from api.storage.clock import DAY, HOUR, MINUTE
from planner.intake import agency_from_json
from tests.docs.pages import section, tables, text

PAGE = text("people.md")
COMMANDS = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
WORDS = {Reach.NOWHERE: "", Reach.OWN: "own", Reach.TEAMS: "teams", Reach.AGENCY: "agency"}
OATHTOOL = f"""#!{sys.executable}
import sys, pyotp
assert sys.argv[1:3] == ["--totp", "-b"]
print(pyotp.TOTP(sys.argv[3]).now())
"""


def test_the_table_of_roles_is_the_table_of_permissions():
    head, *rows = tables(section(PAGE, "Roles"))
    roles = [Role(name) for name in head[1:-1]]
    assert set(roles) == set(PERMISSIONS)
    assert head[-1] == "API client"
    expected = [
        [
            f"`{verb}`",
            *(WORDS[PERMISSIONS[role].get(verb, Reach.NOWHERE)] for role in roles),
            "teams" if verb in CLIENT_VERBS else "",
        ]
        for verb in Verb
    ]
    assert rows == expected


def test_what_asks_for_a_step_up_and_who_for_a_second_factor_is_named():
    asked = section(PAGE, "Second factor")
    named = set(re.findall(r"`([a-z]+:[a-z]+)`", asked))
    assert named == set(STEPPED_UP)
    assert {role for role in Role if f"`{role}`" in asked} == ASKED_OF


def test_the_limits_are_as_said():
    settings = Settings()
    page = " ".join(PAGE.split())
    for said in (
        f"{sign_in.IDLE // MINUTE} minutes without a request",
        f"{sign_in.ABSOLUTE // HOUR} hours",
        f"{sign_in.STEPPED_UP // MINUTE} minutes",
        f"{passwords.SHORTEST} to {passwords.LONGEST} characters",
        f"{passwords.ONE_TIME // HOUR} hours",
        f"{service.TRIES} failures",
        f"{service.SHUT // MINUTE} minute,",
        f"{service.SHUT_LONGEST // HOUR} hour.",
        f"{MOST_DAYS} days",
        f"{KEPT // MINUTE} minutes",
        f"{settings.tries_a_minute} tries a minute for one login",
        f"{settings.sign_ins_a_minute} from one address",
        f"{settings.requests_a_minute:,} requests a minute",
    ):
        assert said in page, said
    assert passwords.ONE_TIME == DAY


@pytest.fixture
def served(tmp_path: Path):
    """Serve the small made-up agency from a folder; return the address and the first admin's secret."""
    place = opened(Settings(data=tmp_path / "state"))
    begin(place.store, "riverside", agency_from_json(AGENCY))
    place.store.engine.dispose()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "api",
        "serve",
        "--data",
        str(tmp_path / "state"),
        "--port",
        str(port),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            yield f"http://127.0.0.1:{port}", secret_told(server, port)
        finally:
            server.terminate()


def secret_told(server: "subprocess.Popen[str]", port: int) -> str:
    assert server.stdout is not None
    lines = iter(server.stdout.readline, "")
    secret = next(line.split()[-1] for line in lines if line.startswith("one-time secret"))
    for _ in range(300):
        try:
            httpx2.get(f"http://127.0.0.1:{port}/v1/health/live")
        except httpx2.ConnectError:
            time.sleep(0.1)
        else:
            return secret
    raise TimeoutError


@pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "jq"))), reason="needs curl and jq")
def test_the_commands_run_as_they_stand(served, tmp_path: Path):
    address, secret = served
    shim = tmp_path / "oathtool"
    shim.write_text(OATHTOOL)
    shim.chmod(0o700)
    script = "set -euo pipefail\nPATH=$PWD:$PATH\n" + "".join(COMMANDS)
    for stands, here in (("http://127.0.0.1:8000", address), ("SECRET-FROM-THE-TERMINAL", secret)):
        assert stands in script
        script = script.replace(stands, here)
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout.splitlines()
    assert '["new-password","second-factor"]' in told
    assert "[]" in told
    assert '["cases:read","cases:write"]' in told
    assert told[-1] == "401"
