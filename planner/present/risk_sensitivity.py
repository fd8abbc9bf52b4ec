"""What an answer holds on which settings a plan hangs on, when a program reads it."""

from enum import StrEnum

from pydantic import Field

from planner.present.answers import Answer
from planner.solve.outcome import Ending


class Hangs(StrEnum):
    """Whether something hangs on a setting."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "not known in the time given"


class TriedAnswer(Answer):
    """The week with one setting changed. Shares are of 1; null where there is nothing to count."""

    setting: str
    value: str
    ending: Ending = Field(description="best where every plan made of this week is proven.")
    stays: float | None = Field(
        description="Of the assignments, those where nobody else is better by more than about the same."
    )
    stays_known: bool = Field(description="Whether that plan is near enough to the best to count on it.")
    stays_in_cheapest: float | None = Field(
        description="Of the assignments, those in the cheapest plan found, near-ties or not; null where"
        " the plan as it is breaks a rule."
    )
    breaks: list[str] = Field(description="Rules the plan as it is would break.")
    extra_least: float | None = Field(
        description="What keeping the plan as it is costs more, at least, as a share of the cost beside"
        " coverage; null where it breaks a rule or covers less."
    )
    extra_most: float | None = Field(description="The same at most; null where no gap is known, too.")
    covers_less: bool = Field(description="The plan as it is covers less than a plan could.")
    coverage: float
    left: int = Field(description="Cases that need a lead and get none.")
    coverage_proven: bool
    gap: float | None = Field(
        description="How much cheaper a plan could be, as a share; null where not known."
    )
    first: float | None = Field(description="Of the new cases, those with the same first suggestion.")
    as_good: float | None = Field(description="The same, where about the same cost counts as well.")
    top: float | None = Field(description="Of the first three suggestions, those that are the same.")
    tau: float | None = Field(description="Kendall's tau-b of the order of suggestions, its mean.")


class SettingHangsAnswer(Answer):
    """Whether proposals, first suggestions and the order of suggestions hang on a setting."""

    setting: str
    in_force: str
    plan: Hangs
    first: Hangs
    order: Hangs
    why: list[str] = Field(description="The values that make the plan hang on it, and how.")


class RiskSensitivityAnswer(Answer):
    """A week planned again with one setting changed at a time."""

    agency: str
    date: str
    new_cases: int
    assignments: int
    coverage: float
    ending: Ending
    gap: float | None
    tried: list[TriedAnswer]
    settings: list[SettingHangsAnswer]
    not_tried: list[str] = Field(description="Values that cannot be in force here, with the reason.")
    same_cost: int = Field(description="What counts as about the same, in thousandths of an STS point.")
    seconds: float
