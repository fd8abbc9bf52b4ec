"""Whether a column or a cell holds what the planner must never store."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_EMAIL = re.compile(r"[^\s@;,]@[^\s@;,]")
# A run of nine or more digits, of seven or more after a +, or three and four as in 555-1234.
_DIGITS = re.compile(
    r"(?<![\w-])"
    r"(?:\+ ?\(?\d(?:[ ().-]{0,2}\d){6,30}|\(?\d(?:[ ().-]{0,2}\d){8,30}|\d{3}[ .-]\d{4})"
    r"(?![\w-])"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(r"\d{1,8}\.\d+")
_LEAST_DIGITS = 7
_SHORT = 3

EMAIL = "this looks like an e-mail address; people are known here by opaque ids only"
NUMBER = (
    "this looks like a phone or identity number; people are known here by opaque ids only"
    " (a long number can be one with a letter, such as c-123456789)"
)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return [_singular(word.lower()) for word in _WORD.findall(plain)]


def _singular(word: str) -> str:
    if len(word) <= _SHORT:
        return word
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")


@cache
def _never() -> tuple[tuple[str, str], ...]:
    text = files("planner.intake").joinpath("never_stored.toml").read_text(encoding="utf-8")
    return tuple(
        (" ".join(_words(phrase)), f"it seems {group['seems']}, and {group['why']}")
        for group in tomllib.loads(text).values()
        for phrase in group["words"]
    )


def never_stored(column: str) -> str | None:
    """Return why a column of this name is never taken in, or None where nothing is against it."""
    words = _words(column)
    for phrase, why in _never():
        if f" {phrase} " in f" {' '.join(words)} " or phrase.replace(" ", "") == "".join(words):
            return why
    return None


def contact_in(text: str) -> str | None:
    """Return why the text looks like contact details or an identity number, or None."""
    if "@" in text and _EMAIL.search(text):
        return EMAIL
    for found in _DIGITS.finditer(text):
        run = _DATE.sub("", found[0])
        if sum(map(str.isdigit, run)) >= _LEAST_DIGITS and not _DECIMAL.fullmatch(found[0]):
            return NUMBER
    return None
