"""Why a column is no part of an anonymous survey."""

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from planner.intake.columns import unknown_column

_SLIP = 0.85  # from this likeness on, a name is taken for a slip of the pen
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@cache
def _groups() -> tuple[tuple[str, frozenset[str]], ...]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tuple((group["why"], frozenset(group["words"])) for group in tomllib.loads(text).values())


def refused_column(name: str, known: Sequence[str]) -> str:
    """Return the sentence for a column that a file of answers does not have."""
    plain = "_".join(word.lower() for word in _WORD.findall(name))
    if not get_close_matches(plain, known, n=1, cutoff=_SLIP):
        for why, words in _groups():
            if words & set(plain.split("_")):
                return f"this column is never taken in: {why}. Leave it out."
    return unknown_column(name, known)
