"""What an answer of a simulation holds when a program reads it."""

from enum import StrEnum

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


class Standing(StrEnum):
    """What the runs can say of a lever, by the measure that levers are ranked by."""

    FREE = "helps and costs nothing"
    BEST = "helps most for its cost"
    TIED = "helps; cannot be told from the one that helps most for its cost"
    LESS = "helps less for its cost"
    NO_COST = "helps; what it costs is not given"
    NOTHING = "cannot be told from nothing"
    WORSE = "does the opposite of help"
    TOO_FEW = "too few runs to say"


class LeverAnswer(Answer):
    """What a lever costs, and what it does on top of the question's changes, in the same luck."""

    name: str
    cost: int | None = Field(description="Whole money over the weeks of a run; null where not given.")
    posts: int | None = Field(description="Thousandths of a full-time post; null where not given.")
    measures: dict[str, MeanAnswer] = Field(description="With the lever less without it, run by run.")
    per_10000: dict[str, MeanAnswer] = Field(description="The same for 10,000 of money.")
    per_post: dict[str, MeanAnswer] = Field(description="The same for a full-time post.")
    standing: Standing
    as_good_at: int | None = Field(
        description="The cost (where no cost is known, the thousandths of a post) at which it would help"
        " as much for its cost as the one that helps most; null where there is nothing to compare."
    )


class EndAnswer(Answer):
    """What comes out where one number is put to the low or the high end of what it could be."""

    value: int
    measures: dict[str, MeanAnswer] = Field(description="Of the leading policy.")
    differs: dict[str, MeanAnswer] = Field(description="Less what it is with the number in force.")
    paired: dict[str, MeanAnswer] = Field(description="The leading policy less `against`, at this end.")
    shifts: dict[str, MeanAnswer] = Field(description="That difference less what it is in force.")


class SensitivityAnswer(Answer):
    """How much hangs on one number."""

    name: str
    unit: str
    value: int = Field(description="In force.")
    ends: str = Field(description="Where the low and the high end are from.")
    low: EndAnswer
    high: EndAnswer


class SensitivitiesAnswer(Answer):
    """How much hangs on the numbers an answer rests on, all in the same luck."""

    runs: int
    against: str | None = Field(description="What the leading policy is compared with.")
    measures: dict[str, MeanAnswer] = Field(description="Of the leading policy in these runs.")
    paired: dict[str, MeanAnswer] = Field(
        description="The leading policy less `against`, in these runs."
    )
    numbers: list[SensitivityAnswer]


class SimulationAnswer(Answer):
    """A question, and what the runs of every policy compared say to it.

    `levers` are ranked by `rank_by`, best first; without any, `rank_by` is null.
    """

    question: str
    runs: int
    policies: list[PolicyRunsAnswer]
    paired: list[PairedAnswer]
    rank_by: str | None = None
    levers: list[LeverAnswer] = []
    sensitivity: SensitivitiesAnswer | None = None
