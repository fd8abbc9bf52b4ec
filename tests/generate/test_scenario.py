"""Are the shipped scenarios what the generator makes, byte for byte?"""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.generate import NAMES, generate
from planner.intake import read_agency
from planner.simulate.own import own_parameters

SCENARIOS = Path(__file__).parents[2] / "scenarios"
COMMAND = re.compile(r"^caseload generate (\S+) scenarios/(\S+) --seed (\d+)$", re.M)
SEEDS = {
    name: int(seed)
    for name, folder, seed in COMMAND.findall((SCENARIOS / "README.md").read_text("utf-8"))
    if name == folder
}
MOST_BYTES = {"english-authority": 1_200_000}
SMALL = 500_000


def test_the_readme_names_the_seed_of_every_kind_of_agency_and_every_folder():
    assert set(SEEDS) == set(NAMES) == {path.parent.name for path in SCENARIOS.glob("*/agency.toml")}


@pytest.mark.parametrize("name", NAMES)
def test_generating_again_gives_the_shipped_files_byte_for_byte(name, tmp_path: Path):
    shipped = SCENARIOS / name
    command = ["generate", name, str(tmp_path), "--seed", str(SEEDS[name])]
    assert CliRunner().invoke(app, command).exit_code == 0
    files = sorted(path.name for path in shipped.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == files
    assert [f for f in files if (tmp_path / f).read_bytes() != (shipped / f).read_bytes()] == []


@pytest.mark.parametrize("name", NAMES)
def test_reading_the_shipped_files_gives_the_generated_agency(name):
    assert read_agency(SCENARIOS / name) == generate(name, SEEDS[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_is_small(name):
    size = sum(path.stat().st_size for path in (SCENARIOS / name).iterdir())
    assert size < MOST_BYTES.get(name, SMALL)


@pytest.mark.parametrize("name", NAMES)
def test_simulated_years_of_a_shipped_scenario_begin_with_as_many_cases_as_they_keep(name):
    agency, given = read_agency(SCENARIOS / name), own_parameters(SCENARIOS / name)
    posts = sum(worker.fte for worker in agency.workers) / 1000
    life = sum(case.weeks for case in agency.new_cases) / len(agency.new_cases)
    kept = given.arrivals_per_week_thousandths / 1000 * life
    assert kept == pytest.approx(len(agency.assignments), rel=0.01)
    assert given.caseload_per_fte / 10 == pytest.approx(len(agency.assignments) / posts, abs=0.06)
