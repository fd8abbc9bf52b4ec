"""What a new agency folder holds before anybody has filled it in."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from planner.errors import FolderTaken
from planner.intake.fill_in import fill_in_page
from planner.intake.folder import CSV_TABLES, HEAD
from planner.intake.template_toml import new_agency_toml

FILL_IN = "FILL_IN.md"


def template() -> dict[str, str]:
    """Return the text of each file of a new folder, by its name."""
    headers = {table.file: ",".join(table.columns) + "\n" for table in CSV_TABLES}
    return {HEAD: new_agency_toml(), **headers, FILL_IN: fill_in_page()}


def start_folder(folder: Path) -> tuple[str, ...]:
    """Make a folder to fill in and return the names of its files; all of them are made, or none.

    Raises
    ------
    FolderTaken
        There is something in the folder already, or it is a file.
    """
    refuse_taken(folder)
    files = template()
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            with (folder / name).open("x", encoding="utf-8", newline="") as file:
                file.write(text)
    except OSError:
        _take_back(folder, files, made)
        raise
    return tuple(files)


def refuse_taken(folder: Path) -> None:
    """Raise FolderTaken where a folder has something in it already, or is a file."""
    if folder.exists() and not folder.is_dir():
        raise FolderTaken(f"{folder} is a file. Name a folder that does not exist yet.")
    if folder.exists() and any(folder.iterdir()):
        raise FolderTaken(
            f"{folder} has something in it already, and nothing in it was touched."
            " Name a folder that does not exist yet, or an empty one."
        )


def _take_back(folder: Path, files: Iterable[str], made: Iterable[Path]) -> None:
    with suppress(OSError):
        for name in files:
            (folder / name).unlink(missing_ok=True)
        for each in made:
            each.rmdir()
