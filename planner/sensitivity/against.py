"""What of a week's plan and suggestions is left where one setting is changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.check import breaches
from planner.domain import Plan
from planner.goals import GOALS
from planner.present.risk_sensitivity import TriedAnswer
from planner.program import Program
from planner.rules import RULES
from planner.sensitivity.ranks import Costs, alike, suggested
from planner.sensitivity.replanned import Replanned, leads, replanned, same_cost
from planner.sensitivity.tried import numbers
from planner.sensitivity.world import World
from planner.solve.outcome import Ending, Outcome


@dataclass(frozen=True)
class Week:
    """The week as it is: its world, its plan, and whom each case would be suggested to."""

    world: World
    plan: Plan
    suggestions: Mapping[str, Costs]


def against(week: Week, setting: str, value: str, world: World, seconds: float) -> TriedAnswer | None:
    """Return how a changed world's plan and suggestions compare with the week as it is.

    None where no plan was found in time.
    """
    again = replanned(world, week.plan, seconds)
    if again.held.chosen is None:
        return None
    problem, cheapest = world.problem, again.cheapest
    plan = world.program.plan(problem, again.held.chosen)
    ranks = alike(week.suggestions, suggested(problem, world.program), same_cost(problem))
    extra = None if cheapest is None else _extra(world.program, again, cheapest)
    best = again.held if cheapest is None else cheapest
    best_gap = gap(world.program, best)
    coverage = next(goal for goal in GOALS if goal.name == "coverage")
    return TriedAnswer(
        setting=setting,
        value=value,
        ending=Ending.BEST if again.proven else Ending.GOOD,
        stays=_stays(week, world, plan),
        stays_known=best_gap is not None and best_gap <= numbers()["most_extra"].number / 1000,
        stays_in_cheapest=None
        if cheapest is None or cheapest.chosen is None
        else _stays(week, world, world.program.plan(problem, cheapest.chosen)),
        breaks=sorted({breach.rule for breach in breaches(problem, week.plan, RULES)}),
        extra_least=None if extra is None else extra[0],
        extra_most=None if extra is None else extra[1],
        covers_less=again.kept is not None and extra is None,
        coverage=coverage.value(problem, plan),
        left=len(problem.left(plan)),
        coverage_proven=coverage_proven(world.program, best),
        gap=best_gap,
        first=ranks.first,
        as_good=ranks.as_good,
        top=ranks.top,
        tau=ranks.tau,
    )


def coverage_proven(program: Program, outcome: Outcome) -> bool:
    """Return whether no plan can cover more: the bound is less than one coverage step away."""
    if outcome.cost is None or outcome.bound is None:
        return False
    return outcome.cost - outcome.bound < program.step


def gap(program: Program, outcome: Outcome) -> float | None:
    """Return how much cheaper a plan of the same coverage could be, as a share of what it costs.

    None where that is not known: the coverage itself is not proven, or nothing is known of the rest.
    """
    if outcome.chosen is None or outcome.cost is None or outcome.bound is None:
        return None
    rest = program.rest(outcome.chosen)
    open_ = outcome.cost - outcome.bound
    if not coverage_proven(program, outcome) or (rest and open_ >= rest):
        return None
    return open_ / rest if rest else 0.0


def _stays(week: Week, world: World, plan: Plan) -> float | None:
    """Return the share of the week's assignments that a plan has too: same case, same worker."""
    lead = leads(world.agency, plan)
    given = week.plan.assignments
    return sum(lead.get(p.case) == p.worker for p in given) / len(given) if given else None


def _extra(program: Program, again: Replanned, cheapest: Outcome) -> tuple[float, float | None] | None:
    """Return what keeping the plan costs more, at least and at most, as a share of the cheapest's cost.

    None where it breaks a rule, or covers less than the cheapest. The most is None where no gap is
    known.
    """
    kept = again.kept
    if kept is None or cheapest.chosen is None or cheapest.cost is None or cheapest.bound is None:
        return None
    if program.left(kept) > program.left(cheapest.chosen):
        return None
    rest = max(1, program.rest(cheapest.chosen))
    least = max(0, program.total(kept) - cheapest.cost) / rest
    if gap(program, cheapest) is None:
        return least, None
    return least, max(least, (program.total(kept) - cheapest.bound) / rest)
