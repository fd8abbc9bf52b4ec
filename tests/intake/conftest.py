"""The example of docs/agency_folder.md as a folder, and what is said once it is broken."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from planner.errors import BadInput
from planner.intake import read_agency

PAGE = Path(__file__).parents[2] / "docs" / "agency_folder.md"

SaidAfter: TypeAlias = Callable[[str, str, str], list[str]]


@pytest.fixture(scope="session")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture
def folder(page: str, tmp_path: Path) -> Path:
    for file, text in re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", page, re.S):
        (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def said_after(folder: Path) -> SaidAfter:
    """Return what is said of the example once a text in one of its files is replaced."""

    def edit(file: str, old: str, new: str) -> list[str]:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        return said(folder)

    return edit


def said(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as refusal:
        read_agency(folder)
    return [str(fault) for fault in refusal.value.faults]


@pytest.fixture(name="said")
def said_of() -> Callable[[Path], list[str]]:
    return said
