"""What an answer about settings or rules holds when a program reads it."""

from pydantic import Field

from planner.present.answers import Answer
from planner.solve.outcome import Ending
from planner.sourced import Provenance

Value = bool | int | list[int]


class SettingAnswer(Answer):
    """A setting with its value in force and everything that is known of it."""

    name: str
    group: str
    value: Value
    default: Value
    unit: str
    least: float | None
    most: float | None
    provenance: Provenance
    source: str = Field(description="Empty where the provenance is policy.")
    meaning: str


class PolicyAnswer(Answer):
    """Every setting in force, by group."""

    of: str = Field(description="The agency, or: the defaults.")
    settings: list[SettingAnswer]


class ChangedSettingAnswer(Answer):
    """A setting that differs between two policies."""

    name: str
    group: str
    old: Value
    new: Value
    unit: str
    meaning: str


class PolicyDiffAnswer(Answer):
    """What one policy changes against another."""

    old: str
    new: str
    changed: list[ChangedSettingAnswer]


class BiteAnswer(Answer):
    """What one rule keeps apart, if one new case were given out at a time.

    Of the rules of dose no ids are told, only how many: who is loaded how is told only to the worker and
    their supervisor.
    """

    rule: str
    sentence: str
    blocks: list[str] = Field(description="New cases nobody could take under this rule alone.")
    last_straw: list[str] = Field(
        description="New cases nobody can take under all rules, and somebody could without this one."
    )
    closes: list[str] = Field(description="Workers who could take no new case under it alone.")
    blocked: int = Field(description="How many cases it blocks.")
    last_straws: int = Field(description="For how many cases it is the last straw.")
    closed: int = Field(description="How many workers it closes.")
    keeps_apart: float = Field(description="Share of pairs of a new case and a worker it excludes.")


class RulesAnswer(Answer):
    """What every rule blocks and closes, before anything is planned."""

    agency: str
    new_cases: int
    workers: int
    rules: list[BiteAnswer]
    not_told: list[str] = Field(description="Private rules: what they block is not told.")


class EffectSideAnswer(Answer):
    """The week under one of two policies."""

    ending: Ending
    measures: dict[str, float]
    left: list[str] = Field(description="New cases that nobody is proposed for.")
    rules: list[BiteAnswer]


class MovedAnswer(Answer):
    """A case that goes to another worker."""

    case: str
    before: str
    after: str


class PolicyEffectAnswer(Answer):
    """The same week planned under the policy as it is and under a changed one."""

    agency: str
    date: str
    changed: list[ChangedSettingAnswer]
    before: EffectSideAnswer
    after: EffectSideAnswer
    moved: list[MovedAnswer]
    notes: list[str]
