"""A year day by day under several ways of giving out cases, and how near each comes to hindsight.

The year is one in which only the giving differs: nobody is away or leaves, and cases last as planned.
Who is not given a case by its deadline is answered by others, and the case is gone. Every way keeps the
same rules, those the bound of hindsight knows (`KNOWN`).

    value = sum over cases given by their deadline of  worth - fit and extra hours missed
    worth = weight of the urgency it came with x `sts_points_per_weight`
    share = (value of a way - value of greedy) / (bound - value of greedy)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import Agency, Plan, Role
from planner.goals import GOALS
from planner.prices import shipped_numbers
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.rule import Goal
from planner.rules import RULES
from planner.simulate.beginning import beginning
from planner.simulate.engine import run_from
from planner.simulate.foresight import Forecast, Foresight
from planner.simulate.hindsight import hindsight
from planner.simulate.luck import draw
from planner.simulate.outlook import Mix, expecting
from planner.simulate.parameters import Parameters, parameters
from planner.simulate.policies import Given, Planner, Policy
from planner.simulate.snapshot import Ahead
from planner.simulate.state import State
from planner.simulate.templates import Templates
from planner.units import COST_POINTS_PER_STS_POINT

GREEDY = "greedy"
KNOWN = (
    "one-lead",
    "qualification",
    "office",
    "client",
    "presence",
    "known-threat",
    "hours",
    "dose-budget",
)
_QUIET = (
    "leave_days",
    "sick_spells",
    "court_days",
    "turnover",
    "drift_per_month",
    "stretch_sd",
)  # parameters that are 0 in this year
_POINTS = 1_000_000


@dataclass(frozen=True)
class Came:
    """What one way of giving came to in a year."""

    way: str
    value: float  # STS points, see above
    given: int  # cases, by their deadline
    cases: int
    severe_given: int
    severe: int
    harm: float  # expected STS points above the cut-off, mean over the weeks


@dataclass(frozen=True)
class Year:
    """One year of luck: the bound of hindsight and what each way came to; `most` if all were given."""

    seed: int
    bound: float
    most: float
    came: tuple[Came, ...]


class FewestOpen(Goal):
    """sum over assigned cases of the open cases their lead has already, for the lead's post."""

    name = "fewest-open-cases"
    unit = "open cases"

    def costs(self, problem: Problem, role: Role) -> Ints | None:
        if role is not Role.LEAD:
            return None
        return np.repeat(_held(problem)[None, :], len(problem.cases), axis=0)

    def cost(self, problem: Problem, plan: Plan) -> int:
        held = _held(problem)
        return sum(int(held[problem.worker_at[each.worker]]) for each in plan.assignments)

    def value(self, problem: Problem, plan: Plan) -> float:
        return self.cost(problem, plan) / _POINTS


def _held(problem: Problem) -> Ints:
    fte = np.array([worker.fte for worker in problem.workers], dtype=np.int64)
    return np.asarray(problem.carried_cases * 1000 * _POINTS // np.maximum(1, fte), dtype=np.int64)


class _InTime(Policy):
    """Another policy, asked every day; cases past their deadline are gone. Notes who got what."""

    def __init__(self, way: Policy) -> None:
        super().__init__()
        self._way = way
        self.given: Given = []

    def begin(self, state: State, given: Parameters) -> None:
        self._way.begin(state, given)

    def give(self, state: State, waiting: Sequence[int], ahead: Ahead) -> Given:
        which = np.array(waiting, dtype=np.int64)
        due = state.cases.day[which] + state.templates.response_days[state.cases.template[which]]
        there = which[due >= ahead.day].tolist()
        given = self._way.give(state, there, ahead) if there else []
        self.given += given
        return given


def ways() -> dict[str, Policy]:
    """Return the ways of giving that are compared, each made anew."""
    rules = [rule for rule in RULES if rule.name in KNOWN]
    fewest = [next(goal for goal in GOALS if goal.name == "coverage"), FewestOpen()]
    right = Forecast(ends=True)
    wrong = Forecast(share=700, seasons=False, ends=True)

    def ahead(forecast: Forecast, *, holding: bool) -> Planner:
        foresight = Foresight(every=1, holding=holding, forecast=forecast)
        return Planner(rules, daily=True, foresight=foresight)

    return {
        "fewest open cases": Planner(rules, fewest, daily=True),
        GREEDY: Planner(rules, daily=True),
        "lookahead": ahead(right, holding=False),
        "lookahead, wrong forecast": ahead(wrong, holding=False),
        "lookahead, holding": ahead(right, holding=True),
        "lookahead, holding, wrong forecast": ahead(wrong, holding=True),
    }


def quiet(agency: Agency, load: float, weeks: int, tables: Templates) -> Parameters:
    """Return the parameters of a year of some load in which only the giving differs.

    load = mean hours (or dose) of the cases that come in a week over the hours (or the dose budget) of
    all workers, whichever is more.
    """
    nothing = dict.fromkeys(_QUIET, 0)
    mix = expecting(agency, parameters(weeks=weeks, **nothing), shipped_numbers(), tables)
    servable = mix.template[mix.may.any(axis=1)]
    policy = agency.policy
    room = sum(worker.week * policy.productive_share // 1000 for worker in agency.workers)
    budget = sum(policy.unit_budget * min(1000, worker.fte) // 1000 for worker in agency.workers)
    hours = tables.minutes[servable].sum(axis=1).mean() / room
    dose = tables.fresh[servable].sum(axis=1).mean() / budget
    rate = int(1000 * load / max(hours, dose))
    return parameters(weeks=weeks, arrivals_per_week_thousandths=rate, **nothing)


def year(agency: Agency, given: Parameters, tables: Templates, seed: int) -> Year:
    """Return one year of luck under every way, and its bound."""
    luck = draw(agency, given, _NoSurge(), seed, 0)
    mix = expecting(agency, given, shipped_numbers(), tables)
    begin = beginning(agency, tables, luck, given.weeks)
    held = len(agency.assignments)
    kinds = mix.like[luck.case_template]
    severe = tables.severe[luck.case_template]
    came = []
    for name, way in ways().items():
        state = beginning(agency, tables, luck, given.weeks)
        asked = _InTime(way)
        trace = run_from(state, given, asked, luck)
        case, worker = np.array([(c - held, w) for c, w, _ in asked.given], np.int64).reshape(-1, 2).T
        came.append(
            Came(
                way=name,
                value=_value(mix, kinds[case], worker),
                given=len(case),
                cases=len(kinds),
                severe_given=int(severe[case].sum()),
                severe=int(severe.sum()),
                harm=float(trace.harm.mean()),
            )
        )
    return Year(
        seed=seed,
        bound=hindsight(begin, mix, luck, given.weeks) / COST_POINTS_PER_STS_POINT,
        most=float(mix.worth[kinds].sum()) / COST_POINTS_PER_STS_POINT,
        came=tuple(came),
    )


def _value(mix: Mix, kind: Ints, worker: Ints) -> float:
    return float((mix.worth[kind] - mix.missed[kind, worker]).sum()) / COST_POINTS_PER_STS_POINT


class _NoSurge:
    surges = ()
