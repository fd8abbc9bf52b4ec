"""In which language does a command answer?"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import typer

from planner.explain.language import ENGLISH, LANGUAGES, speaking

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="|".join(LANGUAGES),
        help="The language of sentences; ids, codes and the keys of JSON stay as they are.",
        show_default="of LC_ALL, LC_MESSAGES or LANG; else English",
    ),
]


def of_environment(variables: Mapping[str, str]) -> str:
    """Return the language that the environment asks for; English where there are no sentences in it.

    The first of LC_ALL, LC_MESSAGES and LANG that is not empty decides, as POSIX has it (XBD 8.2).
    """
    asked = next(filter(None, map(variables.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = asked.split(".")[0].split("@")[0].split("_")[0].lower()
    return code if code in LANGUAGES else ENGLISH


@contextmanager
def answering_in(language: str | None) -> Iterator[None]:
    """Answer in the language asked for, or in that of the environment.

    Raises
    ------
    PlannerError
        There are no sentences in the language asked for.
    """
    with speaking(of_environment(os.environ) if language is None else language):
        yield
