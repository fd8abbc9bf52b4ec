"""On which dates the dose budgets of newcomers rise."""

from datetime import date, timedelta

from planner.domain import Agency, Worker
from planner.domain.noun import Noun
from planner.dose.budget import ramp_share
from planner.units import Thousandths

FULL: Thousandths = 1000


class RampStep(Noun):
    """The week from which a newcomer's share of the budget is another one, in thousandths."""

    week: date
    share: Thousandths


class Newcomer(Noun):
    """Somebody below the full budget: the share now, and the steps of the coming weeks."""

    worker: str
    months_in_post: int
    first_year: bool
    share: Thousandths
    steps: tuple[RampStep, ...]


def newcomers(agency: Agency) -> list[Newcomer]:
    """Return the newcomers below the full budget, the next step first."""
    found = [
        _newcomer(agency, worker)
        for worker in agency.workers
        if worker.months_in_field < agency.policy.ramp_below_months_in_field
    ]
    below = [one for one in found if one.share < FULL]
    return sorted(below, key=lambda one: (one.steps[0].week if one.steps else date.max, one.worker))


def _newcomer(agency: Agency, worker: Worker) -> Newcomer:
    weeks = range(agency.policy.harm_weeks)
    shares = [ramp_share(worker, week, agency.policy) for week in weeks]
    steps = tuple(
        RampStep(week=agency.date + timedelta(weeks=week), share=shares[week])
        for week in weeks[1:]
        if shares[week] != shares[week - 1]
    )
    return Newcomer(
        worker=worker.id,
        months_in_post=worker.months_in_post,
        first_year=worker.first_year,
        share=shares[0],
        steps=steps,
    )
