"""The state of a simulated week as the planner's own problem: what it would see of a real agency.

Everything the rules and goals read is measured here from the state's arrays by the planner's own
functions, so that no rule and no goal is written twice. Simulated cases are strangers (no family, no
earlier worker), nobody is on duty, and open cases stay where they are.
"""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from planner.domain import COVERED_WEEKS, Agency, Step
from planner.domain.calendar import WORKING_DAYS_A_WEEK
from planner.domain.waiting import MOST_URGENT
from planner.dose.budget import budgets
from planner.dose.case_dose import weights
from planner.dose.ledger import fading, weekly_equivalents
from planner.problem import Problem
from planner.problem.absence import NEVER
from planner.problem.arrays import Bools, Floats, Ints, up
from planner.problem.carried import MONTH_DAYS, undecayed
from planner.problem.measure import line_of
from planner.problem.problem import NOBODY
from planner.problem.work import Leads, work_of
from planner.simulate.state import State
from planner.units import DAYS_PER_WEEK


def snapshot(
    state: State, batch: Sequence[int], week: int, away: Bools, *, risk: bool = True
) -> Problem:
    """Return the problem of giving out some waiting cases in a week.

    `away`: who is away on each of the coming days, as far as it is known, shape (workers, days);
    `risk`: whether each worker's own predicted STS is seen, or the average one.
    """
    tables, cases, policy = state.templates, state.cases, state.agency.policy
    which = cases.template[list(batch)]
    ages = cases.age[list(batch)]
    lives = np.maximum(1, tables.weeks[which] - ages)  # as `assign` plans it
    weeks = int(max(policy.harm_weeks, lives.max(initial=1)))
    weeks = min(weeks, state.planned.shape[1] - week)
    agency = _agency(state, batch, week)
    place = ages[:, None] + np.arange(weeks)
    inside = np.arange(weeks) < lives[:, None]
    at = np.minimum(place, tables.weeks[which][:, None] - 1)
    minutes = np.where(inside, tables.minutes[which[:, None], at], 0)
    now = cases.tier[list(batch)]
    heavier = np.array(weights().by_tier)[now - 1] / np.array(weights().by_tier)[tables.tier[which] - 1]
    fresh = np.where(inside, up(heavier[:, None] * tables.fresh[which[:, None], at]), 0)
    nobody = np.full(len(batch), NOBODY)
    leads = Leads(np.zeros((1, COVERED_WEEKS), dtype=bool), np.zeros(len(batch), dtype=np.int64))
    count = len(state.workers)
    budget = budget_of(state, weeks)
    carried = _carried(state, week, weeks)
    today = week * DAYS_PER_WEEK
    return Problem(
        agency=agency,
        cases=agency.cases,
        workers=agency.workers,
        weeks=weeks,
        tier=tuple(now.tolist()),
        urgency=tuple(urgency(state, case, today) for case in batch),
        holder=nobody,
        may_stay=np.zeros(len(batch), dtype=bool),
        wished=np.zeros(len(batch), dtype=bool),
        supporter=nobody,
        extra_minutes=tables.extra_minutes[which],
        response_day=_response_day(state, batch, today),
        on_duty=np.zeros((len(batch), count), dtype=bool),
        **vars(work_of(policy, minutes, fresh, fresh, leads)),
        absent=np.zeros((count, COVERED_WEEKS), dtype=bool),
        absence=np.zeros(count, dtype=np.int64),
        held_by=nobody,
        **_presence(state, away),
        carried_load=up(carried["equivalents"][:, : policy.harm_weeks].mean(axis=1)),
        carried_minutes=up(state.planned_minutes[:, week : week + weeks]),
        carried_dose=up(carried["equivalents"]),
        carried_windows=up(carried["windows"]),
        **_counts(state, today),
        severe_share=tables.severe_share,
        start_load=up(carried["equivalents"][:, : policy.harm_weeks].mean(axis=1)),
        room_minutes=state.filled * state.room_minutes,
        budget=budget,
        budget_load=budget[:, : policy.harm_weeks].sum(axis=1) // policy.harm_weeks,
        lines=tuple(line_of(agency, worker, own=risk) for worker in agency.workers),
    )


def urgency(state: State, case: int, today: int) -> int:
    """Return how urgent a waiting case has become."""
    stated = int(state.templates.urgency[state.cases.template[case]])
    waited = today - int(state.cases.day[case])
    return min(MOST_URGENT, stated + waited // state.agency.policy.waiting_days_per_urgency)


def budget_of(state: State, weeks: int) -> Ints:
    """Return the dose budget of each post in each coming week, 0 where it is empty."""
    policy = state.agency.policy
    rows = []
    for worker, filled in zip(state.workers, state.filled.tolist(), strict=True):
        settled = worker.months_in_field >= policy.ramp_below_months_in_field
        ahead = budgets(worker, Step.USUAL, policy, 1 if settled else weeks)
        rows.append([0] * weeks if not filled else ahead * weeks if settled else ahead)
    return np.array(rows, dtype=np.int64).reshape(len(rows), weeks)


def _agency(state: State, batch: Sequence[int], week: int) -> Agency:
    """Return the agency as the rules see it; it is put together, not checked: the state is its own."""
    today = state.agency.date + timedelta(weeks=week)
    gone = today - timedelta(days=1)
    workers = tuple(
        worker if filled else worker.model_copy(update={"last_day": gone})
        for worker, filled in zip(state.workers, state.filled.tolist(), strict=True)
    )
    cases = tuple(
        state.templates.cases[state.cases.template[case]].model_copy(update={"id": f"s{case:07}"})
        for case in batch
    )
    fields = {name: getattr(state.agency, name) for name in Agency.model_fields}
    changes = {
        "date": today,
        "workers": workers,
        "cases": cases,
        "assignments": (),
        "exposures": (),
        "profiles": (),
    }
    return Agency.model_construct(**fields | changes)


def _carried(state: State, week: int, weeks: int) -> dict[str, Floats]:
    half_life = state.agency.policy.half_life_weeks
    fresh = state.planned[:, week : week + weeks]
    equivalents = weekly_equivalents(fresh, half_life) + fading(state.equivalent, half_life, weeks)
    return {"equivalents": equivalents, "windows": undecayed(state.past, fresh)}


def _response_day(state: State, batch: Sequence[int], today: int) -> Ints:
    """Return in how many days each case must be answered, at least the first day of work."""
    days = []
    for case in batch:
        if state.cases.age[case]:
            days.append(NEVER)
            continue
        due = int(state.cases.day[case] + state.templates.response_days[state.cases.template[case]])
        days.append(max(0, due - today))
    return np.array(days, dtype=np.int64)


def _presence(state: State, away: Bools) -> dict[str, Ints]:
    """Return how many working days each worker is away, and in how many days they are there first."""
    ahead = away[:, : COVERED_WEEKS * DAYS_PER_WEEK]
    weekday = (state.agency.date.weekday() + np.arange(ahead.shape[1])) % DAYS_PER_WEEK
    working = weekday < WORKING_DAYS_A_WEEK
    there = ~ahead & working
    return {
        "days_away": (ahead & working).sum(axis=1).astype(np.int64),
        "first_day": np.where(there.any(axis=1), there.argmax(axis=1), NEVER),
    }


def _counts(state: State, today: int) -> dict[str, Ints]:
    """Return how many cases of which kind each worker carries, and since when.

    The severe ones count for lead and supporting worker, by what they are now.
    """
    cases, posts = state.cases, len(state.workers)
    held = np.array([case for mine in state.open for case in mine], dtype=np.int64)
    lead, support, which = cases.worker[held], cases.support[held], cases.template[held]
    first = cases.moved[held] == 0  # with their first worker, to the day
    days = today - np.where(first, cases.assigned_day[held], cases.since[held] * DAYS_PER_WEEK)
    recent, ongoing = days < MONTH_DAYS, state.ongoing[which]
    helped = support != NOBODY
    at, both = np.concatenate([lead, support[helped]]), np.concatenate([held, held[helped]])
    severe = cases.tier[both] >= weights().severe_tier
    severest = cases.tier[both] >= weights().severest_tier
    since = np.full(posts, NEVER)
    np.minimum.at(since, at[severest], np.concatenate([days, days[helped]])[severest])
    return {
        "carried_cases": np.bincount(lead, minlength=posts),
        "carried_ongoing": np.bincount(lead[ongoing], minlength=posts),
        "carried_severe": np.bincount(at[severe], minlength=posts),
        "carried_severest": np.bincount(at[severest], minlength=posts),
        "new_ongoing": np.bincount(lead[ongoing & recent], minlength=posts),
        "new_investigations": np.bincount(lead[state.investigations[which] & recent], minlength=posts),
        "days_since_severest": since,
    }
