"""On which settings this week's answer hangs: planned again, one changed at a time, in bounded time.

All is planned on the public side: with private steps in the plan, trying settings out would tell who
has chosen one. The time goes in equal parts to the weeks still to be planned; what one does not need,
the next ones have. Nothing is drawn by chance: a plan that is proven is the same each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from pydantic import ValidationError

from planner.domain import Agency
from planner.errors import PlannerError
from planner.goals import GOALS
from planner.present.risk_sensitivity import RiskSensitivityAnswer, TriedAnswer
from planner.sensitivity.against import Week, against, gap
from planner.sensitivity.mended import mended
from planner.sensitivity.ranks import suggested
from planner.sensitivity.replanned import allowed
from planner.sensitivity.tried import Setting, settings_tried
from planner.sensitivity.verdict import verdict
from planner.sensitivity.world import World
from planner.solve.clock import Clock
from planner.solve.search import search
from planner.sourced import reasons

_AS_IT_IS = 3  # parts of the time for the plan all others are held against
_NOT_ALLOWED = 2  # parts of the time, where the plan as it is breaks a rule and another must be found


@dataclass(frozen=True)
class _Trial:
    """A setting at a value: its world, and its part of the time."""

    setting: str
    value: str
    world: World
    parts: int


def sensitivity(agency: Agency, seconds: float) -> RiskSensitivityAnswer | None:
    """Return what hangs on which setting, searched for so long in all; None where no plan exists."""
    begin, clock = monotonic(), Clock(seconds)
    world = World(agency.public())
    settings = settings_tried(world.agency)
    values = sum(len(setting.values) for setting in settings)
    share = clock.left() * _AS_IT_IS / (_AS_IT_IS + values)
    begun = mended(world.program, np.array([], dtype=np.int64), Clock(share))
    outcome = search(world.program, share, begun)
    if outcome.chosen is None:
        return None
    plan = world.program.plan(world.problem, outcome.chosen)
    week = Week(world, plan, suggested(world.problem, world.program))
    trials, not_tried = _trials(week, settings)
    found: dict[tuple[str, str], TriedAnswer] = {}
    parts = sum(trial.parts for trial in trials)
    for trial in sorted(trials, key=lambda trial: trial.parts):  # the rest of the time goes to the hard
        share = clock.left() * trial.parts / parts
        parts -= trial.parts
        answer = against(week, trial.setting, trial.value, trial.world, share)
        if answer is None:
            not_tried.append(f"{trial.setting}, {trial.value}: no plan was found in the time given.")
        else:
            found[trial.setting, trial.value] = answer
    coverage = next(goal for goal in GOALS if goal.name == "coverage").value(world.problem, plan)
    tried = [found[key] for trial in trials if (key := (trial.setting, trial.value)) in found]
    return RiskSensitivityAnswer(
        agency=agency.name,
        date=agency.date.isoformat(),
        new_cases=len(agency.new_cases),
        assignments=len(plan.assignments),
        coverage=coverage,
        ending=outcome.ending,
        gap=gap(world.program, outcome),
        tried=tried,
        settings=[
            verdict(setting, [each for each in tried if each.setting == setting.name], coverage)
            for setting in settings
        ],
        not_tried=not_tried,
        same_cost=agency.policy.same_cost_below,
        seconds=round(monotonic() - begin, 1),
    )


def _trials(week: Week, settings: Sequence[Setting]) -> tuple[list[_Trial], list[str]]:
    """Return what is to be planned, and what cannot be, with the reason."""
    trials, not_tried = [], []
    for setting in settings:
        for value in setting.values:
            try:
                world = value.world(week.world.agency)
            except ValidationError as error:
                not_tried.append(f"{setting.name}, {value.words}: {reasons(error, 'policy')}.")
                continue
            except PlannerError as error:
                not_tried.append(f"{setting.name}, {value.words}: {error}")
                continue
            parts = _NOT_ALLOWED if allowed(world, week.plan) is None else 1
            trials.append(_Trial(setting.name, value.words, world, parts))
    return trials, not_tried
