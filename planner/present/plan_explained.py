"""What an explanation of a whole plan holds when a program reads it."""

from pydantic import Field

from planner.claims import Change, Claims
from planner.explain.since import Fact
from planner.explain.standing import CostStep
from planner.present.answers import Answer
from planner.present.fairness import PriceOfGoal
from planner.present.policy import SettingAnswer


class CoverageAnswer(Answer):
    """How much of what needs a worker has one; shares are by urgency.

    `at_most`: what no plan goes beyond; null where no bound was found in time.
    """

    new_cases: int
    assigned: int
    movable_cases: int
    moved: int
    leavers_cases_left: int
    share: float
    at_most: float | None
    most: bool = Field(description="Whether it is proven that no plan covers more.")


class WaitingAnswer(Answer):
    """A case that waits, who holds it meanwhile, and why."""

    case: str
    urgency: int
    held_by: str | None
    why: str


class InTheWayAnswer(Answer):
    """What keeps workers from waiting cases.

    `most`: for how many of the cases nothing else keeps out as many workers; `workers`: how many it
    keeps out, on the average of its cases.
    """

    rule: str
    what: str
    says: str
    cases: list[str]
    most: int
    workers: float


class GroupAnswer(Answer):
    """Some people, never few, and their highest share of the usual dose budget in the coming weeks."""

    name: str
    people: int
    mean_before: float
    mean_after: float
    highest_before: float
    highest_after: float


class EvenAnswer(Answer):
    """What even burden costs all other goals but coverage, which stays: between two bounds.

    In cost points; `proven` where the two are one. `goals`: what both plans reach, from public facts.
    """

    at_least: int
    at_most: int | None = Field(description="Null where nothing bounds it.")
    proven: bool
    goals: list[PriceOfGoal] = Field(description="Before: as it is; after: not asking for even burden.")


class HelpAnswer(Answer):
    """A change that would help, and its price in cost points: what a plan would cost less.

    `proven`: whether it is worth no more than `at_least`. `coverage`: of all that needs a worker,
    after the change. `rest`: what the other goals would cost more, in cost points.
    """

    says: str
    change: Change
    at_least: int
    proven: bool
    gained: list[str] = Field(description="Waiting cases that would have a worker.")
    lost: list[str] = Field(description="Cases that would wait in their place.")
    coverage_before: float
    coverage: float
    rest: int


class SinceAnswer(Answer):
    """A case of which two plans say something else; null for nobody."""

    case: str
    before: str | None
    now: str | None
    fact: Fact
    rule: str | None
    cost: CostStep | None
    why: str


class UnknownAnswer(Answer):
    """In how many cases facts are not known yet and taken for the worse, and how often each."""

    cases: int
    of_cases: int
    facts: dict[str, int]


class AssumptionsAnswer(Answer):
    """What the plan hangs on: settings, weights of dose, the risk card, and facts not known yet."""

    settings: list[SettingAnswer] = Field(description="Those that dose hangs on, and all changed ones.")
    weights: list[SettingAnswer] = Field(description="What an hour weighs, in thousandths of a unit.")
    weights_name: str
    own_card: bool = Field(description="Whether predicted STS is from the agency's own card.")
    unknown_new: UnknownAnswer
    unknown_open: UnknownAnswer


class PlanExplanationAnswer(Answer):
    """A whole plan in facts: what it covers, who waits, burden, prices, changes and assumptions.

    `best_known`: whether no cheaper plan is known by the facts that are told from; else prices are of
    the best plan by these facts alone, not of this one.
    """

    agency: str
    date: str
    told: str = Field(description="manager: from public facts and the plan alone; auditor: from all.")
    keeps_rules: bool = Field(description="Whether the plan keeps every rule of these facts.")
    best_known: bool
    coverage: CoverageAnswer
    waiting: list[WaitingAnswer]
    in_the_way: list[InTheWayAnswer]
    fewest: int = Field(description="Of fewer people nothing is told.")
    teams: list[GroupAnswer]
    experience: list[GroupAnswer]
    even: EvenAnswer | None = Field(description="Null where no plan was found in time.")
    help: list[HelpAnswer] = Field(description="What would help most of all that was planned again.")
    looked_at: int = Field(description="Changes looked at.")
    tried: int = Field(description="Changes for which the agency was planned again.")
    since: list[SinceAnswer] | None = Field(description="Null where no plan before was given.")
    assumptions: AssumptionsAnswer
    claims: Claims | None = Field(description="The prices as claims, of the plan that they are of.")
