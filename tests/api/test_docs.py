"""Does the page on the web interface say what is so, and do its commands run?"""

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from api.errors import NOT_FOUND, REFUSALS, UNEXPECTED, WRONG_METHOD
from api.settings import Settings
from tests.api.calls import ASKED, PAGES, READ

PAGE = (Path(__file__).parents[2] / "docs" / "http.md").read_text("utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)```", PAGE, re.S)


def test_every_path_is_told_of():
    told = re.findall(r"^\| (?:GET|POST) \| `(\S+)`", PAGE, re.M)
    assert sorted(told) == sorted([*ASKED, *READ, *PAGES])


def test_every_refusal_is_told_of_with_its_status():
    known = {(r.status, r.name) for r in (*REFUSALS.values(), UNEXPECTED, NOT_FOUND, WRONG_METHOD)}
    told = re.findall(r"^\| (\d{3}) \| (\S+) \|", PAGE, re.M)
    assert sorted((int(status), name) for status, name in told) == sorted(known)


def test_every_setting_is_told_of_with_its_default():
    told = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", PAGE, re.M))
    defaults = Settings().model_dump(mode="json")
    assert told == {
        name: default if isinstance(default, str) else json.dumps(default)
        for name, default in defaults.items()
    } | {"most_seconds": "30"}


@pytest.fixture
def address():
    """Serve on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "api", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            yield wait_for(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()


def wait_for(address, server):
    for _ in range(300):
        assert server.poll() is None, server.stdout.read()
        try:
            httpx2.get(f"{address}/v1/health/live")
        except httpx2.ConnectError:
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError(address)


@pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "jq"))), reason="needs curl and jq")
def test_the_commands_run_as_they_stand(address, tmp_path):
    script = "set -euo pipefail\n" + "".join(COMMANDS)
    assert "http://127.0.0.1:8000" in script
    script = script.replace("http://127.0.0.1:8000", address)
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"best"' in done.stdout
    assert '{"status":"ready"}' in done.stdout
