"""What the self-check says and where it points to: its words, free screeners and help lines."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from planner.sourced import Sourced, shipped


class Link(BaseModel):
    """A screener or a help line, with where it was read of; at least one way to reach it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    read_at: str
    place: str = ""
    phone: str = ""
    text: str = ""
    website: str = ""
    hours: str = ""


def thresholds() -> dict[str, Sourced]:
    """Return every threshold with its unit, source and meaning."""
    return shipped(__package__, "thresholds.toml")


@cache
def words() -> dict[str, Any]:
    """Return every sentence, by section."""
    return _toml("words.toml")


def say(place: str, **fields: object) -> str:
    """Return one sentence with its fields filled in; its place is such as `result.range`."""
    found: Any = words()
    for key in place.split("."):
        found = found[key]
    return str(found).format(**fields)


@cache
def screeners() -> tuple[Link, ...]:
    """Return where screeners are found."""
    return tuple(Link.model_validate(each) for each in _toml("links.toml")["screener"])


@cache
def help_lines() -> tuple[Link, ...]:
    """Return the free help lines."""
    return tuple(Link.model_validate(each) for each in _toml("links.toml")["help_line"])


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
