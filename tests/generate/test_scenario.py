"""Is the shipped scenario what the generator makes, byte for byte?"""

from pathlib import Path

from planner.generate import generate, sources
from planner.intake import read_agency, write_agency

SHIPPED = Path(__file__).parents[2] / "scenarios" / "english-authority"
MOST_BYTES = 1_200_000


def test_generating_again_gives_the_shipped_files_byte_for_byte(tmp_path: Path):
    write_agency(generate("english-authority", 2031), tmp_path, sources())
    files = sorted(path.name for path in SHIPPED.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == files
    assert [f for f in files if (tmp_path / f).read_bytes() != (SHIPPED / f).read_bytes()] == []


def test_reading_the_shipped_files_gives_the_generated_agency():
    assert read_agency(SHIPPED) == generate("english-authority", 2031)


def test_the_shipped_scenario_is_small():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < MOST_BYTES
