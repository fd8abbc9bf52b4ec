"""Does a folder become an agency of the service, once, and is it refused in a sentence otherwise?"""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.keys import load_keys
from api.snapshots.snapshot import Snapshots
from api.storage.engine import open_engine
from api.storage.store import Store
from planner.intake import read_agency, write_agency
from tests.service.places import StillClock

RURAL = Path(__file__).parent.parent.parent / "scenarios" / "rural-district"


def imported(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["agency", "import", str(RURAL), "--data", str(folder), *more])


def test_a_folder_becomes_an_agency_with_all_that_is_public(tmp_path: Path):
    done = imported(tmp_path, "--id", "rural", "--time-zone", "America/Denver")
    assert done.exit_code == 0, done.output
    assert "rural-district is the agency rural now: 18 workers, 211 cases" in done.output
    shipped = read_agency(RURAL)
    engine = open_engine(f"sqlite:///{tmp_path / 'caseload.db'}")
    store = Store(engine, StillClock(), load_keys(tmp_path).audit)
    assert store.agencies() == ["rural"]
    kept = store.read("rural", Snapshots().current).agency
    assert kept.profiles == ()
    assert kept.weights == shipped.weights
    assert {worker.id for worker in kept.workers} == {worker.id for worker in shipped.workers}
    assert store.read("rural", lambda unit: unit.own().time_zone) == "America/Denver"


@pytest.mark.parametrize(
    "more", [("--id", "Rural"), ("--id", "a/b"), ("--id", "rural", "--time-zone", "Mars/Olympus")]
)
def test_what_cannot_be_is_refused_before_anything_is_written(tmp_path: Path, more: tuple[str, ...]):
    done = imported(tmp_path, *more)
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_agency_is_imported_once(tmp_path: Path):
    assert imported(tmp_path, "--id", "rural").exit_code == 0
    again = imported(tmp_path, "--id", "rural")
    assert again.exit_code == 2
    assert "There is an agency rural already." in again.output


def test_an_agency_of_a_day_to_come_is_not_imported(tmp_path: Path):
    late = read_agency(RURAL)
    write_agency(late.changed(date=late.date.replace(year=2090)), tmp_path / "late")
    folder, data = str(tmp_path / "late"), tmp_path / "data"
    ask = ["agency", "import", folder, "--data", str(data), "--id", "late"]
    done = CliRunner().invoke(app, ask)
    assert (done.exit_code, data.exists()) == (2, False)
    assert "The agency is seen on 2090-" in done.output
