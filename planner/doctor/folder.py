"""What a folder shows before anything in it is read: empty tables and files that are not read."""

from collections.abc import Iterable
from pathlib import Path

from planner.doctor.finding import Finding, found
from planner.intake.contacts import CONTACTS
from planner.intake.folder import CSV_TABLES, HEAD, OWN_CARD, SIMULATION
from planner.intake.tables import LIMITS
from planner.intake.template import FILL_IN

_READ = {
    HEAD,
    OWN_CARD,
    SIMULATION,
    CONTACTS,
    LIMITS.file,
    FILL_IN,
    *(table.file for table in CSV_TABLES),
}


def empty_tables(folder: Path) -> list[Finding]:
    """CSV files that have their header and no row yet."""
    files = (table.file for table in CSV_TABLES)
    return found("no-rows", (file for file in files if _rows(folder / file) == 1))


def files_not_read(folder: Path) -> list[Finding]:
    """Files beside those that are read; hidden ones are left out."""
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return found("file-not-read", (n for n in names if n not in _READ and not n.startswith((".", "~"))))


def _rows(path: Path) -> int:
    """Return 0, 1 or 2, which stands for more; 0 also where the file cannot be read."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return sum(1 for _ in _first_two(file))
    except (OSError, ValueError):
        return 0


def _first_two(lines: Iterable[str]) -> Iterable[str]:
    full = (line for line in lines if line.strip(" ,;\t\r\n"))
    return (line for _, line in zip(range(2), full, strict=False))
