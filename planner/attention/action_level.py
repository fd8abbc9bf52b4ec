"""Who has reached the action level of the usual budget, and until when supervision is offered."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from planner.attention.scope import supervisor_of
from planner.domain import Agency
from planner.domain.calendar import after_working_days, back_at_work
from planner.domain.noun import Noun
from planner.problem.carried import Carried, measure_carried, tiers_of
from planner.problem.surveyed import usual_budgets
from planner.units import Thousandths

FEWEST_COUNTED = 5
"""People whom a count speaks of at least, so that it tells of no one person."""


class AtActionLevel(Noun):
    """A worker at or above the action level: for the worker and their own supervisor only.

    `share` is the highest planned share of the usual budget in the coming weeks, in thousandths;
    `below_from` the first week from which it stays below the action level, None where it does not.
    """

    worker: str
    share: Thousandths
    highest_week: date
    below_from: date | None
    offer_by: date
    away_until: date | None


class AtActionLevelCount(Noun):
    """How many of the people of some supervisors have reached the action level.

    None among the supervisors stands for those whom nobody supervises.
    """

    supervisors: tuple[str | None, ...]
    people: int
    reached: int


def at_action_level(agency: Agency, carried: Carried | None = None) -> list[AtActionLevel]:
    """Return everybody at the action level by public facts, the highest share first.

    `carried`: what the workers carry, sorted by their ids, where that was measured before.
    """
    workers, policy = sorted(agency.workers, key=lambda worker: worker.id), agency.policy
    weeks = policy.harm_weeks
    if carried is None:
        carried = measure_carried(agency, workers, tiers_of(agency), weeks)
    usual = usual_budgets(agency, workers, weeks)
    shares = carried.dose[:, :weeks] * 1000 // np.maximum(usual, 1)
    found = []
    for worker, row in zip(workers, shares, strict=True):
        reached = np.flatnonzero(row >= policy.action_level_share)
        if not len(reached):
            continue
        after = int(reached[-1]) + 1
        found.append(
            AtActionLevel(
                worker=worker.id,
                share=int(row.max()),
                highest_week=_week(agency, int(row.argmax())),
                below_from=_week(agency, after) if after < len(row) else None,
                offer_by=after_working_days(agency.date, policy.action_days),
                away_until=back_at_work(worker, agency.date),
            )
        )
    return sorted(found, key=lambda one: (-one.share, one.worker))


def counts(agency: Agency, reached: Iterable[AtActionLevel]) -> list[AtActionLevelCount]:
    """Return counts by supervisor; the few of a small group are counted with those of the next."""
    people: dict[str | None, list[str]] = {}
    for worker in agency.workers:
        people.setdefault(supervisor_of(agency, worker), []).append(worker.id)
    by_size = sorted(people.items(), key=lambda group: (len(group[1]), group[0] or ""))
    named = {one.worker for one in reached}
    found = []
    supervisors: list[str | None] = []
    counted: list[str] = []
    for supervisor, theirs in by_size:
        supervisors.append(supervisor)
        counted.extend(theirs)
        if len(counted) >= FEWEST_COUNTED:
            found.append(
                AtActionLevelCount(
                    supervisors=tuple(supervisors),
                    people=len(counted),
                    reached=len(named.intersection(counted)),
                )
            )
            supervisors, counted = [], []
    return sorted(found, key=lambda one: (-one.reached, str(one.supervisors)))


def _week(agency: Agency, week: int) -> date:
    return agency.date + timedelta(weeks=week)
