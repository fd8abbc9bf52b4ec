"""What an answer holds when a program reads it: the shapes behind `--json` and the web interface."""

from pydantic import BaseModel, ConfigDict, Field

from planner.claims import Claims
from planner.solve.outcome import Ending


class Answer(BaseModel):
    """A frozen, closed answer; every field is promised."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CoverAnswer(Answer):
    """Who takes a case's hours and dose in a coming week, from 1, while its lead is on leave."""

    week: int
    worker: str


class ProposedAnswer(Answer):
    """A case, its proposed lead worker, and helping workers where they are needed.

    `moved_from`: who led an open case so far. `conditions`: what the proposal asks of people.
    """

    case: str
    worker: str
    support: str | None
    cover: list[CoverAnswer]
    moved_from: str | None
    conditions: list[str]


class UnassignedAnswer(Answer):
    """A case left, what stands in its way, and who holds it meanwhile, if anybody is named."""

    case: str
    why: str
    held_by: str | None


class GoalAnswer(Answer):
    """What the plan reaches in one goal, in the goal's unit."""

    name: str
    value: float
    unit: str


class PlanAnswer(Answer):
    """A plan, or the reason why there is none.

    `cost` and `bound` are in cost points (ten-millionths of an expected STS point above the cut-off);
    `greedy_cost` is what best fit, case by case, would cost.
    """

    ending: Ending
    assignments: list[ProposedAnswer]
    unassigned: list[UnassignedAnswer]
    cost: int | None
    bound: int | None
    greedy_cost: int | None
    goals: list[GoalAnswer]
    seconds: float | None = Field(description="How long it took; null where work was the limit.")
    measures: dict[str, float]
    why_none: list[str] = Field(description="Only where no plan exists: what cannot hold together.")


class StandingAnswer(Answer):
    """Where another worker stands: the first public rule in the way, or that they can be asked."""

    worker: str
    can_be_asked: bool
    cost: str | None = Field(description="about the same, more or much more; null where ruled out")
    instead: bool = Field(description="Could take it only in place of something else proposed for them.")
    off_duty: bool = Field(description="Somebody on duty is proposed, and this worker is not on duty.")
    rule: str | None
    reason: str | None = Field(description="What is shared with all whom the same keeps out.")
    why: str


class ExplanationAnswer(Answer):
    """Why a case goes to its worker or is left, and where every other worker stands.

    `stays_with`: who leads an open case that stays. `conditions`: what the proposal asks of people.
    """

    case: str
    worker: str | None
    support: str | None
    stays_with: str | None
    conditions: list[str]
    why: list[str]
    change: str | None
    others: list[StandingAnswer]
    otherwise: list[str] = Field(
        description="What would have to change for those asked about by name to be suggested."
    )
    claims: Claims = Field(description="The same as typed claims, which `verify-claims` checks.")


class SuggestionAnswer(Answer):
    """Who should take one case now, beside nothing else new, and who else could be asked.

    `stays_with`: who leads an open case that is best left where it is.
    """

    case: str
    stays_with: str | None
    proposed: ProposedAnswer | None
    with_it: list[ProposedAnswer] = Field(description="Cases that must go to the same worker.")
    why: list[str]
    others: list[StandingAnswer]
    more: int = Field(description="How many others are not told of, because `top` was asked for.")

    def first(self, top: int | None) -> "SuggestionAnswer":
        """Return the same answer with only the first `top` others."""
        others = self.others[:top]
        more = self.more + len(self.others) - len(others)
        return self.model_copy(update={"others": others, "more": more})


class CheckAnswer(Answer):
    """Whether a plan keeps every rule, and whether what its file says of itself is so."""

    fine: bool
    breaches: list[str]
    false_claims: list[str]
    not_checked: list[str] = Field(description="What the plan says that this check cannot judge.")


class CertifyAnswer(Answer):
    """Whether a plan costs what its certificate says, and what the prices of the certificate prove.

    Costs are in cost points. `confirmed`: what any plan costs at least, counted again without a solver;
    `bound`: what the search said; `better`: what another plan could save at most, as confirmed.
    """

    fine: bool
    faults: list[str]
    cost: int
    confirmed: int
    bound: int
    better: int
    rests_on_engine: bool = Field(description="Whether the bound of the search goes beyond the prices.")


class ComparisonRow(Answer):
    """One way of giving out the same cases, and its figures."""

    name: str
    measures: dict[str, float]


class ChangedAnswer(Answer):
    """A case whose worker changes when predicted STS risk does not weight harm."""

    case: str
    weighted: str
    unweighted: str
    years_weighted: float = Field(description="Years in the field of the worker with risk weight.")
    years_unweighted: float


class ComparisonAnswer(Answer):
    """The same cases given out in several ways."""

    rows: list[ComparisonRow]
    changed_by_risk_weight: list[ChangedAnswer]
