"""What leximin would come to in an agency, office by office, and its price, as data to print."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from planner.domain import Agency, Plan
from planner.errors import UnknownReference
from planner.pipeline import Planned, propose
from planner.present.fairness import FairnessAnswer, OfficeFairness, PriceOfGoal
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.problem.rates import burden_point, fit_point
from planner.solve.apart import Apart
from planner.solve.clock import Clock
from planner.solve.office import Office, Redivided, redivided
from planner.solve.outcome import Ending
from planner.units import COST_POINTS_PER_STS_POINT

_SHOWN = 5  # of an office's greatest shares
_SHARE_OF_DEFAULT = 0.4  # of the seconds, at most, for the plan by default


@dataclass(frozen=True)
class Fair:
    """The plan by default, the one as even as can be, and how the search for it went, by office."""

    default: Planned
    planned: Planned
    offices: tuple[OfficeFairness, ...]


def as_even_as_can_be(
    agency: Agency,
    seconds: float,
    offices: Sequence[str] = (),
    child: Apart | None = None,
) -> Fair | None:
    """Return the plan by default and the one in which offices, or all, have leximin shares.

    One office after the other shares out anew what it has, at the same coverage; everybody else keeps
    what they have. Shares are of usual budgets, so that they tell nothing private. None where no plan
    was found.

    Raises
    ------
    UnknownReference
        An office is not in the agency.
    """
    begin = monotonic()
    everywhere = sorted({team.office for team in agency.teams})
    for name in offices:
        if name not in everywhere:
            raise UnknownReference("office", name, "The question", everywhere)
    default = propose(agency, seconds * _SHARE_OF_DEFAULT, child=child)
    if default.outcome.chosen is None:
        return None
    side, chosen = default.side, default.outcome.chosen
    problem, program = side.problem, side.program
    clock = Clock(max(0.0, seconds - (monotonic() - begin)))
    told = []
    asked = [name for name in everywhere if name in offices or not offices]
    for place, name in enumerate(asked):
        since = monotonic()
        office = Office(_workers_of(problem, name), side.public.problem.budget_load)
        before = office.shares(program, chosen)
        part = clock.part(1 / (len(asked) - place))
        found = redivided(problem, program, chosen, office, part)
        chosen = found.chosen
        told.append(_told(name, before, found, monotonic() - since))
    cost, ending = program.total(chosen), default.outcome.ending
    if cost > (default.outcome.cost or 0) or ending is not Ending.BEST:
        ending = Ending.GOOD
    outcome = replace(default.outcome, ending=ending, chosen=chosen, cost=cost, certificate=None)
    planned = Planned(side, outcome, program.plan(problem, chosen), monotonic() - begin)
    return Fair(default, planned, tuple(told))


def fairness_answer(fair: Fair) -> FairnessAnswer:
    """Return both plans side by side as data; goals are told from the public side, as of a plan."""
    before, after = fair.default, fair.planned
    side = before.side
    public, policy = side.public.problem, side.agency.policy
    old, new = before.plan or Plan(), after.plan or Plan()
    price = max(0, (after.outcome.cost or 0) - (before.outcome.cost or 0))
    at_most = _at_most(before, after)
    even = all(office.cheapest and office.proven == office.workers for office in fair.offices)
    return FairnessAnswer(
        ending=Ending.BEST if even and at_most is not None else Ending.GOOD,
        default_ending=before.outcome.ending,
        offices=list(fair.offices),
        price=price,
        price_at_most=at_most,
        sts_points=price / COST_POINTS_PER_STS_POINT,
        burden_points=price / burden_point(policy),
        fit_points=price / fit_point(policy),
        goals=[
            PriceOfGoal(
                name=goal.name,
                unit=goal.unit,
                before=goal.value(public, old),
                after=goal.value(public, new),
            )
            for goal in side.goals
        ],
        cases_changed=_changed(old, new),
        seconds=round(after.seconds or 0.0, 3),
    )


def _workers_of(problem: Problem, office: str) -> Ints:
    """Return the workers whose team is in an office, by place."""
    teams = problem.agency.team_of
    return np.array(
        [place for place, w in enumerate(problem.workers) if teams[w.team].office == office],
        dtype=np.int64,
    )


def _told(office: str, before: Sequence[int], found: Redivided, seconds: float) -> OfficeFairness:
    pairs = zip(before, found.shares, strict=True)
    first = next((place for place, (old, new) in enumerate(pairs, 1) if old != new), None)
    return OfficeFairness(
        office=office,
        workers=len(before),
        greatest_before=[share / 1000 for share in before[:_SHOWN]],
        greatest_after=[share / 1000 for share in found.shares[:_SHOWN]],
        first=first,
        first_before=None if first is None else before[first - 1] / 1000,
        first_after=None if first is None else found.shares[first - 1] / 1000,
        proven=found.proven,
        cheapest=found.cheapest,
        seconds=round(seconds, 3),
    )


def _at_most(before: Planned, after: Planned) -> int | None:
    """Return what the price is at most, however good a plan by default may be; None if unknown.

    Where the coverage is not proven, the bound is below by whole coverage steps and tells nothing.
    """
    cost, bound, step = after.outcome.cost, before.outcome.bound, before.side.program.step
    if cost is None or bound is None or cost - bound >= step:
        return None
    return max(0, cost - bound)


def _changed(old: Plan, new: Plan) -> int:
    """Return how many cases have another lead or helper, or stay in one plan and move in the other."""
    before = {proposed.case: proposed for proposed in old.assignments}
    after = {proposed.case: proposed for proposed in new.assignments}
    return sum(before.get(case) != after.get(case) for case in before.keys() | after.keys())
