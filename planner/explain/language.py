"""In which language is a sentence said, here and now?

Sentences in the code are English and are marked: `_("...")` where one is said, `ngettext(one, many, n)`
where a count is spoken, `N_("...")` where one is only written down, to be said later by `_`. A sentence
of `sentences.toml` is marked by standing there. What stands in braces is filled in afterwards:
`_("{worker} can be asked.").format(worker=...)`; an f-string cannot be looked up. Whoever says `_` here
can have no local name `_`.

The translations are in `locale/LANGUAGE/LC_MESSAGES/caseload.po`, text that people edit; it is compiled
in memory when it is first asked for. `docs/languages.md` says how a sentence or a language is added.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from planner.errors import PlannerError

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "es": "español"}
"""The languages there are, by their code (ISO 639), as each calls itself."""

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)
"""Of this thread or task alone, so that two askers never share one."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say what is said inside in one language.

    Raises
    ------
    PlannerError
        There is no such language.
    """
    if language not in LANGUAGES:
        known = " or ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        raise PlannerError(f"There are no sentences in {language[:20]!r}; choose {known}.")
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """Return the code of the language that is spoken."""
    return _spoken.get()


def _(message: str) -> str:
    """Return a sentence in the language spoken; what is not translated stays English."""
    return _catalogue(spoken()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the sentence for a count of things, in the language spoken."""
    return _catalogue(spoken()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802  (its name in every program that has translations)
    """Return a sentence as it is: it is marked here, and said later."""
    return message


def day(of: date) -> str:
    """Return a date with the day of its week, short: Tue 7 Oct."""
    from babel.dates import format_date

    return format_date(of, "EEE d MMM", locale=spoken())


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    text = files("planner.explain").joinpath("locale", language, "LC_MESSAGES", "caseload.po")
    compiled = BytesIO()
    with text.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
