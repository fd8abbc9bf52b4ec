"""Does `caseload work` work on jobs, and say why where it cannot?"""

import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from pathlib import Path
from signal import SIGTERM

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.jobs.queue import ask
from api.storage.tables import JobRow
from api.storage.unit import Unit
from tests.service.jobs_places import ROOT, over_in, until
from tests.service.places import KEYS, embedded


def test_a_folder_without_a_database_is_named_and_stays_empty(tmp_path: Path):
    result = CliRunner().invoke(app, ["work", "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert "There is no database" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.ci
def test_a_process_of_its_own_works_on_jobs_until_it_is_told_to_end(tmp_path: Path):
    place = embedded(tmp_path)

    def write(unit: Unit) -> str:
        return ask(unit, "plan", ["north"], {"cases": None, "seconds": 1.0}, "usr-1", 10).id

    job = place.store.write("riverside", write)
    key = urlsafe_b64encode(KEYS.root).decode()
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "work", "--data", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"CASELOAD_KEY": key},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        until(lambda: over_in(place, "riverside", job), 90.0)
        process.send_signal(SIGTERM)
        said = process.communicate(timeout=120)[0]
    finally:
        process.kill()
    row = place.store.read("riverside", lambda unit: unit.get(JobRow, job))
    assert (row.state, process.returncode) == ("succeeded", 0)
    assert said == "Working on jobs; Ctrl-C gives back what is in hand and ends.\n"
