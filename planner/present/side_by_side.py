"""What an answer on two kept runs holds when a program reads it."""

from pydantic import Field

from planner.present.answers import Answer
from planner.present.simulation import MeanAnswer


class KeptRunAnswer(Answer):
    """A run that was kept in a folder: what it asked, and what it was run with."""

    folder: str
    question: str
    agency: str
    runs: int
    seed: int
    lead: str
    caseload: str = Field(description="The version that ran it.")


class DifferAnswer(Answer):
    """Something in which two kept runs differ, and what each has."""

    what: str
    first: str
    second: str


class MeasureSideBySideAnswer(Answer):
    """What an arm of each run came to in a measure; `difference` is the second less the first."""

    first: MeanAnswer
    second: MeanAnswer
    difference: MeanAnswer


class ArmsSideBySideAnswer(Answer):
    """An arm of each run by name, its policy, and its measures."""

    first: str
    second: str
    first_policy: str
    second_policy: str
    measures: dict[str, MeasureSideBySideAnswer]


class SideBySideAnswer(Answer):
    """Two kept runs. `paired`: both are told on the `shared` runs of the same luck, and the differences
    are taken run by run. Otherwise all runs are told, the differences are those of independent samples,
    and `shared` is 0.
    """

    first: KeptRunAnswer
    second: KeptRunAnswer
    differ: list[DifferAnswer]
    paired: bool
    shared: int
    confidence: float = Field(description="Of the intervals, below 1.")
    arms: list[ArmsSideBySideAnswer]
    only_first: list[str] = Field(description="Arms the second run has not.")
    only_second: list[str] = Field(description="Arms the first run has not.")
