"""What an answer of a simulation holds when a program reads it."""

from pydantic import Field

from planner.present.answers import Answer

AS_IT_IS = "as-it-is"  # the name under which the leading policy runs where nothing is changed


class MeanAnswer(Answer):
    """A mean over runs with its interval; null where there are too few runs to say."""

    mean: float | None
    low: float | None
    high: float | None


class PolicyRunsAnswer(Answer):
    """What a way of giving out cases came to, by measure."""

    name: str
    measures: dict[str, MeanAnswer]


class PairedAnswer(Answer):
    """How much more a policy came to than another in the same luck, by measure."""

    policy: str
    against: str
    measures: dict[str, MeanAnswer] = Field(description="policy less against, run by run.")


class SimulationAnswer(Answer):
    """A question, and what the runs of every policy compared say to it."""

    question: str
    runs: int
    policies: list[PolicyRunsAnswer]
    paired: list[PairedAnswer]
