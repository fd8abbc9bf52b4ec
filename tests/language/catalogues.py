"""The catalogues as they are in the repository, and the sentences marked in the code."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from planner.explain.language import ENGLISH, LANGUAGES
from tests.docs.pages import ROOT

LOCALE = ROOT / "planner" / "explain" / "locale"
OTHERS = sorted(set(LANGUAGES) - {ENGLISH})

Key = str | tuple[str, ...]


def catalogue(language: str) -> Catalog:
    """Return the translations into a language."""
    with (LOCALE / language / "LC_MESSAGES" / "caseload.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def translations(language: str) -> dict[Key, Message]:
    """Return what is translated into a language, by the English."""
    return {_hashable(each.id): each for each in catalogue(language) if each.id}


def marked(folder: Path) -> set[Key]:
    """Return what is marked in the code and in sentences.toml, as `make words` finds it."""
    found = folder / "found.pot"
    mapping = str(ROOT / "pyproject.toml")
    CommandLineInterface().run(
        ["pybabel", "-q", "extract", "-F", mapping, "-o", str(found), str(ROOT / "planner")]
    )
    with found.open("rb") as file:
        return {_hashable(each.id) for each in read_po(file) if each.id}


def texts(key: object) -> Iterator[str]:
    """Yield a message, or each of its plural forms."""
    if isinstance(key, str):
        yield key
    elif isinstance(key, list | tuple):
        yield from map(str, key)


def _hashable(key: object) -> Key:
    return key if isinstance(key, str) else tuple(texts(key))
