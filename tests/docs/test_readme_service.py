"""Does the walk through the service in the README run as it stands?"""

import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
WALK = re.search(r"## The service.*?```sh\n(.*?)```", README, re.S)


@pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "jq"))), reason="needs curl and jq")
def test_the_walk_through_the_service_runs_as_it_stands(tmp_path: Path):
    assert WALK is not None
    command = [sys.executable, "-m", "api"]
    folder = ROOT / "scenarios" / "rural-district"
    subprocess.run([*command, "agency", "demo", folder, "--data", "data"], cwd=tmp_path, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    serving = [*command, "serve", "--data", "data", "--port", str(port)]
    with subprocess.Popen(serving, cwd=tmp_path, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(address, server)
            script = WALK[1].replace("http://127.0.0.1:8000", address)
            script = script.replace("bin=.venv/bin", f"bin={Path(sys.executable).parent}")
            done = subprocess.run(
                ["bash", "-c", f"set -euo pipefail\n{script}"],
                cwd=tmp_path,
                capture_output=True,
                text=True,
            )
        finally:
            server.terminate()
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"path":"proposal"' in done.stdout
    assert '"case","' in done.stdout
    assert "has changed since the proposal was made." in done.stdout
    assert "demo: " in done.stdout


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None
        try:
            httpx2.get(f"{address}/v1/health/live")
        except httpx2.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)
