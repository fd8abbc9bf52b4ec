"""What cannot be taken of a question's file, told with its place and with what was meant."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Protocol

from pydantic_core import ErrorDetails

from planner.domain import settings, unknown_setting
from planner.domain.noun import Noun
from planner.intake.cells import shown
from planner.intake.faults import Faults
from planner.present.report.words import RANKED
from planner.simulate.changes import CHANGES, Change, ParameterValues, PolicySettings
from planner.simulate.lever import Lever
from planner.simulate.parameters import parameter_settings, unknown_parameter
from planner.simulate.tried import tried

_LONGEST = 60
_LISTS = ("lever", "change")
_OF_QUESTION = "weeks"  # a parameter that the question has a key of its own for


class Asking(Protocol):
    """A question, as far as its names are looked at."""

    @property
    def parameters(self) -> dict[str, int | list[int]]: ...
    @property
    def change(self) -> Sequence[Change]: ...
    @property
    def lever(self) -> Sequence[Lever]: ...
    @property
    def rank_by(self) -> str: ...
    @property
    def sensitive(self) -> Sequence[str]: ...


def misread(fault: ErrorDetails, file: str, whole: type[Noun], faults: Faults) -> None:
    """Note what could not be read. `whole`: the kind of the file's own keys."""
    steps = [str(step) for step in fault["loc"]]
    keys = whole
    while len(steps) > 1 and steps[0] in _LISTS:
        file = f"{file}, {steps[0]} {int(steps[1]) + 1}"
        is_lever, steps = steps[0] == "lever", steps[2:]
        if is_lever:
            keys = Lever
        elif steps and steps[0] in CHANGES:
            keys, steps = CHANGES[steps[0]], steps[1:]
        elif not steps:
            steps = ["do"]
    faults.add(file, 0, ".".join(steps)[:_LONGEST], *_words(fault, keys))


def unknown_names(question: Asking, file: str, faults: Faults) -> None:
    """Note every setting, parameter and measure that does not exist, with the nearest that does."""
    _note(file, "parameters", _parameters(question.parameters), faults)
    if _OF_QUESTION in question.parameters:
        faults.add(file, 0, f"parameters.{_OF_QUESTION}", "weeks is a key of the question itself.")
    _note(file, "sensitive", _not_tried(question.sensitive), faults)
    if question.rank_by not in RANKED:
        said = f"{shown(question.rank_by)} is no measure to rank by.{hint(question.rank_by, RANKED)}"
        faults.add(file, 0, "rank_by", said, ", ".join(RANKED))
    for place, change in enumerate(question.change, 1):
        _of_change(change, f"{file}, change {place}", faults)
    for which, lever in enumerate(question.lever, 1):
        for place, change in enumerate(lever.change, 1):
            _of_change(change, f"{file}, lever {which}, change {place}", faults)


def hint(name: str, known: Iterable[str]) -> str:
    """Return the nearest of what is known as a question, or nothing."""
    name, known = name[:_LONGEST], list(known)
    near = get_close_matches(name, known, n=1) or get_close_matches(name, known, n=1, cutoff=0.3)
    return f" Did you mean {near[0]}?" if near else ""


def _of_change(change: Change, file: str, faults: Faults) -> None:
    if isinstance(change, PolicySettings):
        for key, given in (("set", change.set), ("percent", change.percent)):
            _note(file, key, ((n, unknown_setting(n)) for n in given if n not in settings()), faults)
    elif isinstance(change, ParameterValues):
        _note(file, "set", _parameters(change.set), faults)


def _parameters(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from ((n, unknown_parameter(n)) for n in names if n not in parameter_settings())


def _not_tried(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = tried()
    for name in names:
        if name not in known:
            yield name, f"{shown(name)} has no low and high value to try.{hint(name, known)}"


def _note(file: str, key: str, found: Iterable[tuple[str, str]], faults: Faults) -> None:
    for name, sentence in found:
        said = sentence if sentence.endswith(("?", ".")) else f"{sentence}."
        faults.add(file, 0, f"{key}.{name[:_LONGEST]}", said)


def _words(fault: ErrorDetails, keys: type[Noun]) -> tuple[str, str]:
    """Return what is wrong and what is allowed."""
    match fault["type"]:
        case "extra_forbidden":
            return f"there is no such key.{hint(str(fault['loc'][-1]), keys.model_fields)}", ""
        case "union_tag_invalid":
            tag = str(fault["ctx"]["tag"])
            return f"{shown(tag)} is no change.{hint(tag, CHANGES)}", ", ".join(CHANGES)
        case "union_tag_not_found":
            return "it is not said what to change.", ", ".join(CHANGES)
        case "missing":
            return "nothing is given here.", ""
        case "value_error" | "said":
            said = fault["msg"].removeprefix("Value error, ")
            return (said if said.endswith(".") else f"{said}."), ""
        case _:
            return f"{shown(fault['input'])} cannot be taken: {fault['msg'].lower()}.", ""
