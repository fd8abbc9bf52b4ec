"""In which language is a question answered? The one its Accept-Language asks for, where there is one."""

import re
from typing import Annotated, Any

from fastapi import Depends, Header, Response

from planner.explain.language import ENGLISH, LANGUAGES

_LONGEST = 1000  # characters; nobody speaks so many languages
_RANGE = re.compile(
    r"\s*(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?", re.I
)


def of_header(accepted: str) -> str:
    """Return the language a header Accept-Language likes best; English where it likes none there is.

    Each range has a weight q, 1 unless said (RFC 9110, 12.5.4); of languages liked alike, the first
    named is taken. `es-MX` is served by `es`, as RFC 4647 looks up (3.4). What cannot be read is passed
    over, and nobody is refused for a language.
    """
    weights: dict[str, float] = {}
    for part in accepted[:_LONGEST].split(","):
        if match := _RANGE.fullmatch(part):
            code, weight = match[1].lower().split("-")[0], float(match[2] or 1)
            weights[code] = max(weight, weights.get(code, 0.0))
    liked = {code: weights.get(code, weights.get("*", 0.0)) for code in LANGUAGES}
    best = max(liked.values())
    if not best:
        return ENGLISH
    return next(code for code in [*weights, *LANGUAGES] if liked.get(code) == best)


async def _language(
    response: Response,
    accept_language: Annotated[
        str | None,
        Header(description=f"The languages of sentences, best first: {' or '.join(LANGUAGES)}."),
    ] = None,
) -> str:
    language = of_header(accept_language or "")
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return language


TheLanguage = Annotated[str, Depends(_language)]

_SAID = {"schema": {"type": "string"}}
IN_A_LANGUAGE: dict[int | str, dict[str, Any]] = {
    200: {"headers": {"Content-Language": _SAID, "Vary": _SAID}},
}
"""What an answer says of its language, for the description of the interface."""
