"""What a file asks: a question about an agency, and what it changes there."""

import tomllib
from difflib import get_close_matches
from os.path import normpath
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from planner.domain import settings, unknown_setting
from planner.domain.noun import Code, Noun
from planner.intake.cells import on_one_line, shown
from planner.intake.faults import Faults, refuse
from planner.intake.text_file import bytes_of, decoded
from planner.simulate.changes import CHANGES, MOST_WEEKS, Change, ParameterValues, PolicySettings, Surge
from planner.simulate.parameters import parameter_settings, unknown_parameter

_MOST_BYTES = 1_000_000
_LONGEST = 60
_IN_CHANGE = 3  # as in change, which of them, its kind, key


class Question(Noun):
    """A question in a sentence, the agency's folder, and the changes, which compose in their order.

    `base` is the folder as seen from where the file was read. `policies`: the ways of giving out cases
    to compare; empty for the usual ones.
    """

    question: Annotated[str, Field(min_length=1, max_length=300), AfterValidator(on_one_line)]
    base: Annotated[str, Field(min_length=1)]
    weeks: Annotated[int, Field(strict=True, ge=1, le=MOST_WEEKS)] = 52
    runs: Annotated[int, Field(strict=True, ge=1, le=100_000)] = 40
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**63)] = 2031
    policies: tuple[Code, ...] = ()
    change: tuple[Change, ...] = ()

    @property
    def surges(self) -> tuple[Surge, ...]:
        """The cases that come in at once, in the order of the changes."""
        return tuple(change for change in self.change if isinstance(change, Surge))


def read_question(path: Path) -> Question:
    """Return the question of a TOML file.

    Raises
    ------
    BadInput
        The file cannot be read, or holds what is not known; every fault is listed.
    """
    text = decoded(bytes_of(path, _MOST_BYTES), path.name)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is too deep"
        raise refuse(path.name, f"this is not TOML: {reason}.") from None
    return question_of(data, path)


def question_of(data: dict[str, Any], path: Path) -> Question:
    """Return the question that a file's data holds; its agency's folder is named from the file's.

    Raises
    ------
    BadInput
        Something is missing, out of bounds or not known.
    """
    faults = Faults()
    try:
        question = Question.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            faults.add(*_place(fault, path.name), *_words(fault))
        faults.raise_any()
        raise
    for place, change in enumerate(question.change, 1):
        for key, name, sentence in _unknown(change):
            faults.add(f"{path.name}, change {place}", 0, f"{key}.{name[:_LONGEST]}", sentence)
    faults.raise_any()
    return question.model_copy(update={"base": normpath(path.parent / question.base)})


def _unknown(change: Change) -> list[tuple[str, str, str]]:
    """Return the settings and parameters that do not exist: key, name, what to say."""
    if isinstance(change, PolicySettings):
        given = [("set", name) for name in change.set] + [("percent", name) for name in change.percent]
        return [(k, n, _sentence(unknown_setting(n))) for k, n in given if n not in settings()]
    if isinstance(change, ParameterValues):
        known = parameter_settings()
        return [("set", n, _sentence(unknown_parameter(n))) for n in change.set if n not in known]
    return []


def _sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text}."


def _place(fault: ErrorDetails, file: str) -> tuple[str, int, str]:
    """Return the file with the change, the row (there is none) and the key."""
    where = [str(step) for step in fault["loc"]]
    if where[:1] == ["change"] and len(where) > 1:
        file = f"{file}, change {int(where[1]) + 1}"
        where = where[_IN_CHANGE:] or ["do"]
    return file, 0, ".".join(where)[:_LONGEST]


def _words(fault: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong and what is allowed."""
    match fault["type"]:
        case "extra_forbidden":
            kind = str(fault["loc"][2]) if len(fault["loc"]) >= _IN_CHANGE else ""
            model: type[Noun] = CHANGES.get(kind, Question)
            key = str(fault["loc"][-1])
            return f"there is no such key.{_hint(key, list(model.model_fields))}", ""
        case "union_tag_invalid":
            tag = str(fault["ctx"]["tag"])
            return f"{shown(tag)} is no change.{_hint(tag, list(CHANGES))}", ", ".join(CHANGES)
        case "union_tag_not_found":
            return "it is not said what to change.", ", ".join(CHANGES)
        case "missing":
            return "nothing is given here.", ""
        case "value_error" | "said":
            return f"{fault['msg'].removeprefix('Value error, ')}.", ""
        case _:
            return f"{shown(fault['input'])} cannot be taken: {fault['msg'].lower()}.", ""


def _hint(name: str, known: list[str]) -> str:
    near = get_close_matches(name[:_LONGEST], known, n=1) or get_close_matches(
        name[:_LONGEST], known, n=1, cutoff=0.3
    )
    return f" Did you mean {near[0]}?" if near else ""
