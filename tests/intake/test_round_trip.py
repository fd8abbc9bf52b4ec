"""Does an agency that is written read back as the same agency?"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from planner.domain import Agency
from planner.errors import BadInput
from planner.intake import read_agency, write_agency
from tests.intake.agencies import agencies


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(agencies())
def test_an_agency_written_and_read_is_the_same_agency(agency: Agency):
    with TemporaryDirectory() as place:
        write_agency(agency, Path(place), sources=("made up",))
        assert read_agency(Path(place)) == agency
        for file in Path(place).glob("*.csv"):
            cells = re.split(r"[,\n]", file.read_text(encoding="utf-8"))
            assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]


def test_the_example_written_and_read_is_the_same(folder: Path, tmp_path: Path):
    agency = read_agency(folder)
    write_agency(agency, tmp_path / "a" / "b")
    assert read_agency(tmp_path / "a" / "b") == agency


def test_a_column_where_nothing_is_said_is_not_written(folder: Path, tmp_path: Path):
    write_agency(read_agency(folder), tmp_path / "copy")
    header = (tmp_path / "copy" / "workers.csv").read_text().splitlines()[0].split(",")
    assert "duty" not in header
    assert "leave" in header


def test_writing_over_an_agency_with_limits_leaves_none_behind(folder: Path):
    agency = read_agency(folder)
    write_agency(agency.changed(profiles=()), folder)
    assert read_agency(folder).profiles == ()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "a;b", "a,b", "\tx", "\uff1d1"])
def test_what_a_spreadsheet_could_run_is_not_written(folder: Path, tmp_path: Path, cell):
    agency = read_agency(folder)
    first = agency.cases[0].model_copy(update={"client_refuses": (cell,)})
    with pytest.raises(BadInput, match="row 2, column client_refuses: this text has no place"):
        write_agency(agency.changed(cases=(first, *agency.cases[1:])), tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
