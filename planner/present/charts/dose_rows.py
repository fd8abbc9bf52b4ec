"""Dose of workers week by week, past and planned, by public facts: what the pictures of dose draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from planner.domain import Plan
from planner.dose.ledger import past_equivalents
from planner.measures import changed_dose
from planner.problem import Problem
from planner.problem.arrays import Floats, Ints
from planner.units import DAYS_PER_WEEK

PAST_WEEKS = 12  # as far back as is drawn


@dataclass(frozen=True)
class Doses:
    """Doses of some workers in weekly equivalents, thousandths of an exposure unit.

    `past`: at the ends of the weeks before, the last one ending today, shape (workers, past weeks + 1);
    `without`, `with_plan` and `budget`: at the ends of the coming weeks, shape (workers, weeks).
    """

    past: Floats
    without: Ints
    with_plan: Ints
    budget: Ints


def doses(problem: Problem, plan: Plan, workers: Sequence[int]) -> Doses:
    """Return what some workers carried, and will carry with and without a plan, over the harm weeks."""
    agency, weeks = problem.agency, problem.agency.policy.harm_weeks
    places = list(workers)
    past = np.zeros((len(places), PAST_WEEKS + 1))
    for ago in range(PAST_WEEKS + 1):
        end = agency.date - timedelta(days=ago * DAYS_PER_WEEK)
        before = [event for event in agency.exposures if event.week < end]
        then = past_equivalents(before, end, agency.policy.half_life_weeks, agency.weights)
        past[:, PAST_WEEKS - ago] = [then.get(problem.workers[place].id, 0.0) for place in places]
    changed = changed_dose(problem, plan)
    return Doses(
        past=past,
        without=problem.carried_dose[places, :weeks],
        with_plan=(problem.carried_dose + changed)[places, :weeks],
        budget=problem.budget[places, :weeks],
    )
