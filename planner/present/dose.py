"""What an answer about weights holds when a program reads it."""

from datetime import date

from pydantic import Field

from planner.domain import Weights
from planner.present.answers import Answer
from planner.solve.outcome import Ending


class WeightsAnswer(Answer):
    """The weights in force and the shipped alternatives."""

    of: str = Field(description="The agency, or: the shipped weights.")
    in_force: Weights
    alternatives: list[Weights]
    unit_budget: int = Field(description="In force, in thousandths of an exposure unit a week.")
    ordinary_budget: int = Field(
        description="What the unit budget would be by an ordinary caseload under the weights in force."
    )


class WeightsTried(Answer):
    """An agency's week under some weights; shares and counts are of public facts."""

    name: str
    version: str
    by_tier: list[int] = Field(description="What an hour weighs at tier 1 to 5, in thousandths.")
    unit_budget: int = Field(description="At which the agency's own mix of work sits where it sat.")
    over_budget: int = Field(description="Workers over their usual budget this week, before any plan.")
    at_action_level: int = Field(description="Workers at the action level or above, likewise.")
    new_among_them: int = Field(description="Of those at the action level, not there in force.")
    ending: Ending | None = Field(description="How the search ended; None where nothing was planned.")
    assigned: int = Field(description="New cases with a worker in the plan.")
    same: int = Field(
        description="New cases with the same worker as in force, or left in both; in force itself, when"
        " the same week is planned a second time and the search ended before it was proven the best."
    )
    asked: int = Field(description="Pairs of a case and a worker who can be asked under both weights.")
    same_step: int = Field(description="Of these, at the same cost step.")
    dearer: int = Field(description="Of these, at a higher cost step than in force.")


class WeightsComparison(Answer):
    """What other weights would change in an agency, the weights in force first."""

    agency: str
    date: date
    workers: int
    new_cases: int
    sets_budget: bool = Field(description="Whether its unit budget is not the one of its weights.")
    tried: list[WeightsTried]
