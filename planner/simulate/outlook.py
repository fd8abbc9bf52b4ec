"""What can be known of the weeks ahead: the room there is, and the cases that are to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import Agency, Role, Step
from planner.dose.budget import budgets
from planner.dose.ledger import fading, weekly_equivalents
from planner.goals import GOALS
from planner.prices import Numbers, Outlook
from planner.problem.arrays import Bools, Floats, Ints, by_week, up
from planner.problem.carried import measure_carried, tiers_of
from planner.simulate.arrivals import mix_of, rates
from planner.simulate.days import calendar_of
from planner.simulate.parameters import Parameters
from planner.simulate.state import State
from planner.simulate.templates import Templates, of_strangers
from planner.units import DAYS_PER_WEEK


@dataclass(frozen=True)
class Mix:
    """The kinds of case that may come to an agency, before anything of a day is known; M kinds."""

    template: Ints  # (M,) place in the agency's cases sorted by id
    minutes: Ints  # (M, T)
    dose: Ints  # (M, T) weekly equivalents
    extra_minutes: Ints  # (M, W)
    lasts: Ints  # (M,)
    may: Bools  # (M, W)
    missed: Ints  # (M, W)
    worth: Ints  # (M,)
    expected: Floats  # (weeks of the calendar,) cases in each week, of all kinds
    like: Ints  # (templates,) which kind a waiting case of each template is counted as, or -1


def expecting(agency: Agency, parameters: Parameters, numbers: Numbers, tables: Templates) -> Mix:
    """Return the kinds of case an agency's parameters let it expect: its own new ones, all alike likely.

    The rates are those a run is drawn from; what is drawn is not known here.
    """
    which = mix_of(agency)
    cases = tuple(tables.cases[place] for place in which)
    problem = of_strangers(agency, cases)
    missed = np.zeros((len(cases), len(agency.workers)), dtype=np.int64)
    for goal in GOALS:
        costs = goal.costs(problem, Role.LEAD)
        missed += 0 if costs is None else costs
    weights = np.array(agency.policy.urgency_weights, dtype=np.int64)
    fresh = by_week([row.tolist() for row in tables.fresh[which]], numbers.weeks)
    longer = parameters.model_copy(update={"weeks": parameters.weeks + numbers.weeks + 1})
    a_day = rates(agency, parameters, calendar_of(agency.date, longer))
    like = np.full(len(tables.cases), -1)
    like[which] = np.arange(len(which))
    return Mix(
        template=which,
        minutes=by_week([row.tolist() for row in tables.minutes[which]], numbers.weeks),
        dose=up(weekly_equivalents(fresh, agency.policy.half_life_weeks)),
        extra_minutes=tables.extra_minutes[tables.extra_kind[which]],
        lasts=tables.weeks[which],
        may=tables.may[which],
        missed=missed,
        worth=numbers.cost_of_weight * weights[tables.urgency[which] - 1],
        expected=a_day.reshape(-1, DAYS_PER_WEEK).sum(axis=1),
        like=like,
    )


def outlook(state: State, mix: Mix, week: int, waiting: Sequence[int], numbers: Numbers) -> Outlook:
    """Return the weeks ahead as they look at the beginning of a week of a run."""
    weeks = numbers.weeks
    end = min(state.planned.shape[1], week + weeks)
    half_life, people = state.agency.policy.half_life_weeks, state.people

    def ahead(grid: Floats) -> Floats:
        """Return what is planned of the coming weeks; beyond the run's last, as in that."""
        return np.pad(grid[:, week:end], ((0, 0), (0, weeks - (end - week))), mode="edge")

    carried = weekly_equivalents(ahead(state.planned), half_life) + fading(
        state.equivalent, half_life, weeks
    )
    budget = people.budgets(weeks)
    budget = np.pad(budget, ((0, 0), (0, weeks - budget.shape[1])), mode="edge")
    room = (people.filled * people.room_minutes)[:, None]
    held = mix.like[state.cases.template[list(waiting)]]
    known = np.bincount(held[held >= 0], minlength=len(mix.template))
    return ahead_of(
        mix,
        workers=tuple(worker.id for worker in people.workers),
        minutes=room - up(ahead(state.planned_minutes)),
        dose=budget - up(carried),
        known=known,
        week=week,
    )


def outlook_today(agency: Agency, mix: Mix, numbers: Numbers) -> Outlook:
    """Return the weeks ahead of an agency as it stands: of its public side alone."""
    public = agency.public()
    workers = sorted(public.workers, key=lambda worker: worker.id)
    carried = measure_carried(public, workers, tiers_of(public), numbers.weeks)
    policy = public.policy
    room = [worker.week * policy.productive_share // 1000 for worker in workers]
    budget = [budgets(worker, Step.USUAL, policy, numbers.weeks) for worker in workers]
    ids = sorted(case.id for case in public.cases)
    new = {case.id for case in public.new_cases}
    shape = (len(workers), numbers.weeks)
    return ahead_of(
        mix,
        workers=tuple(worker.id for worker in workers),
        minutes=np.array(room, dtype=np.int64)[:, None] - carried.minutes,
        dose=np.array(budget, dtype=np.int64).reshape(shape) - carried.dose,
        known=np.array([ids[place] in new for place in mix.template], dtype=np.int64),
        week=0,
    )


def ahead_of(  # noqa: PLR0913  (what is known of the weeks ahead)
    mix: Mix, *, workers: tuple[str, ...], minutes: Ints, dose: Ints, known: Ints, week: int
) -> Outlook:
    """Return the outlook in which a mix meets what room there is from a week on."""
    come = mix.expected[week : week + minutes.shape[1]]
    return Outlook(
        workers=workers,
        room_minutes=np.maximum(0, minutes),
        room_dose=np.maximum(0, dose),
        minutes=mix.minutes,
        dose=mix.dose,
        extra_minutes=mix.extra_minutes,
        lasts=mix.lasts,
        may=mix.may,
        missed=mix.missed,
        worth=mix.worth,
        known=known,
        expected=np.repeat(come[None, :] / max(1, len(mix.template)), len(mix.template), axis=0),
    )
