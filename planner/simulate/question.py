"""What a file asks: a question about an agency, and what it changes there."""

import tomllib
from os.path import normpath
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StrictInt, ValidationError

from planner.domain.noun import Code, Noun
from planner.intake.cells import on_one_line
from planner.intake.faults import Faults, refuse
from planner.intake.text_file import bytes_of, decoded
from planner.simulate.changes import MOST_WEEKS, Change, Surge
from planner.simulate.lever import Lever
from planner.simulate.question_faults import misread, unknown_names

_MOST_BYTES = 1_000_000


class Question(Noun):
    """A question in a sentence, the agency's folder, and the changes, which compose in their order.

    `base` is the folder as seen from where the file was read. `policies`: the ways of giving out cases
    to compare; empty for the usual ones. `parameters`: what is known of the agency, changed or not.
    `lever`: what could be done on top of the changes, ranked by what it does to the measure `rank_by`
    for its cost. `sensitive`: the numbers that are tried at their low and high values where that is
    asked for; empty for all that have them.
    """

    question: Annotated[str, Field(min_length=1, max_length=300), AfterValidator(on_one_line)]
    base: Annotated[str, Field(min_length=1)]
    weeks: Annotated[int, Field(strict=True, ge=1, le=MOST_WEEKS)] = 52
    runs: Annotated[int, Field(strict=True, ge=1, le=100_000)] = 40
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**63)] = 2031
    policies: tuple[Code, ...] = ()
    parameters: dict[str, StrictInt | list[StrictInt]] = {}
    change: tuple[Change, ...] = ()
    rank_by: str = "harm_per_worker"
    lever: tuple[Lever, ...] = ()
    sensitive: tuple[str, ...] = ()

    @property
    def surges(self) -> tuple[Surge, ...]:
        """The cases that come in at once, in the order of the changes."""
        return tuple(change for change in self.change if isinstance(change, Surge))

    def on_top(self, *changes: Change) -> "Question":
        """Return the question with these changes after its own."""
        return self.model_copy(update={"change": (*self.change, *changes)})


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
            misread(fault, path.name, Question, faults)
        faults.raise_any()
        raise
    unknown_names(question, path.name, faults)
    faults.raise_any()
    return question.model_copy(update={"base": normpath(path.parent / question.base)})
