"""How full the agency is before anything new: counts only, nobody is named."""

from dataclasses import dataclass

import numpy as np

from planner.doctor.finding import Finding
from planner.doctor.seen import threshold
from planner.domain import Agency, Worker
from planner.dose.case_dose import weekly_minutes
from planner.problem import measure
from planner.units import MINUTES_PER_HOUR

_WEEKS = 4  # the coming weeks in which hours are compared


@dataclass(frozen=True)
class Capacity:
    """Workers over their usual budget, or at the action level, and hours a week, free and asked for."""

    workers: int
    over_budget: int
    at_action_level: int
    free_hours: int
    new_hours: int


def capacity(agency: Agency) -> Capacity | None:
    """Return how full the agency is by public facts, or None where there is nobody."""
    here = np.array([w.last_day is None or w.last_day >= agency.date for w in _in_order(agency)], bool)
    if not here.any():
        return None
    problem = measure(agency.public())
    share = (problem.carried_dose / np.maximum(problem.budget, 1)).max(axis=1)[here]
    room = np.asarray(problem.room_minutes).reshape(len(here), -1)
    free = np.maximum(0, room - problem.carried_minutes[:, :_WEEKS]).min(axis=1)[here]
    asked = sum(sum(weekly_minutes(case)[:_WEEKS]) for case in agency.new_cases) / _WEEKS
    return Capacity(
        workers=int(here.sum()),
        over_budget=int((share > 1).sum()),
        at_action_level=int((share * 1000 >= agency.policy.action_level_share).sum()),
        free_hours=int(free.sum()) // MINUTES_PER_HOUR,
        new_hours=-int(-asked // MINUTES_PER_HOUR),
    )


def _in_order(agency: Agency) -> list[Worker]:
    """Return the workers in the order of the rows of a measured agency."""
    return sorted(agency.workers, key=lambda worker: worker.id)


def findings(here: Capacity) -> list[Finding]:
    """Return what is risky about it. Dose of fewer than `fewest_counted` people is not counted."""
    found = []
    counted = here.workers >= threshold("fewest_counted")
    if counted and here.over_budget:
        facts = {"count": here.over_budget, "workers": here.workers}
        found.append(Finding("over-budget", (), facts))
    if counted and here.at_action_level:
        facts = {"count": here.at_action_level, "workers": here.workers}
        found.append(Finding("at-action-level", (), facts))
    if here.new_hours > here.free_hours:
        facts = {"free": here.free_hours, "asked": here.new_hours}
        found.append(Finding("new-work-beyond-room", (), facts))
    return found
