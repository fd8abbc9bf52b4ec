"""Are the shipped scenarios what the generator makes, byte for byte?"""

import re
from pathlib import Path

import pytest

from planner.generate import NAMES, generate, sources
from planner.intake import read_agency, write_agency

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
    write_agency(generate(name, SEEDS[name]), tmp_path, sources(name))
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
