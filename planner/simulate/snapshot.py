"""The state of a simulated week as the planner's own problem: what it would see of a real agency.

Everything the rules and goals read is measured here from the state's arrays by the planner's own
functions, so that no rule and no goal is written twice. Simulated cases are strangers (no family, no
earlier worker), nobody is on duty, and open cases stay where they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from planner.domain import COVERED_WEEKS, Agency, Case, Kind
from planner.domain.waiting import MOST_URGENT
from planner.dose.ledger import fading, weekly_equivalents
from planner.problem import Problem
from planner.problem.absence import NEVER
from planner.problem.arrays import Bools, Floats, Ints, up
from planner.problem.carried import undecayed
from planner.problem.measure import line_of
from planner.problem.problem import NOBODY
from planner.problem.uncertain import Course, straying_of
from planner.problem.work import Leads, work_of
from planner.risk.sts import ScoreLine
from planner.simulate.counts import counts
from planner.simulate.expected import carried as carried_ahead
from planner.simulate.expected import course
from planner.simulate.state import State
from planner.units import DAYS_PER_WEEK


@dataclass(frozen=True)
class Ahead:
    """The coming D days of a run as far as it is known who is away."""

    day: int  # today, counted from the first of the run
    away: Bools  # (W, D)
    working: Bools  # (D,) from Monday to Friday

    @property
    def week(self) -> int:
        """The week today is in."""
        return self.day // DAYS_PER_WEEK


def snapshot(state: State, batch: Sequence[int], ahead: Ahead, *, risk: bool = True) -> Problem:
    """Return the problem of giving out some waiting cases on a day.

    `risk`: whether each worker's own predicted STS is seen, or the average one.
    """
    tables, cases, policy = state.templates, state.cases, state.agency.policy
    waiting, today, week = np.array(batch, dtype=np.int64), ahead.day, ahead.week
    which, ages = cases.template[waiting], cases.age[waiting]
    lives = np.maximum(1, tables.weeks[which] - ages)  # as `assign` plans it
    weeks = int(max(policy.harm_weeks, lives.max(initial=1)))
    weeks = min(weeks, state.planned.shape[1] - week)
    agency = _agency(state, batch, today)
    place = ages[:, None] + np.arange(weeks)
    inside = np.arange(weeks) < lives[:, None]
    at = np.minimum(place, tables.weeks[which][:, None] - 1)
    minutes = np.where(inside, tables.minutes[which[:, None], at], 0)
    brings = course(state, waiting, ages, weeks)
    brings = Course(up(brings.dose).astype(np.float64), brings.still_open)
    fresh = brings.expected
    nobody = np.full(len(batch), NOBODY)
    leads = Leads(np.zeros((1, COVERED_WEEKS), dtype=bool), np.zeros(len(batch), dtype=np.int64))
    count = len(agency.workers)
    budget = state.people.budgets(weeks)
    carried, carried_variance = _carried(state, week, weeks)
    return Problem(
        agency=agency,
        cases=agency.cases,
        workers=agency.workers,
        weeks=weeks,
        tier=tuple(cases.tier[waiting].tolist()),
        urgency=tuple(urgency(state, waiting, today).tolist()),
        holder=nobody,
        may_stay=np.zeros(len(batch), dtype=bool),
        wished=np.zeros(len(batch), dtype=bool),
        supporter=nobody,
        extra_minutes=tables.extra_minutes[tables.extra_kind[which]],
        response_day=_response_day(state, waiting, today),
        on_duty=np.zeros((len(batch), count), dtype=bool),
        **vars(work_of(policy, minutes, fresh, fresh, leads, covered=False)),
        **vars(straying_of(policy, brings, leads.absences, leads.of_holder, covered=False)),
        absent=np.zeros((count, COVERED_WEEKS), dtype=bool),
        absence=np.zeros(count, dtype=np.int64),
        held_by=nobody,
        days_away=(ahead.away & ahead.working).sum(axis=1),
        first_day=_first_day(ahead),
        carried_load=up(carried["equivalents"][:, : policy.harm_weeks].mean(axis=1)),
        carried_minutes=up(state.planned_minutes[:, week : week + weeks]),
        carried_dose=up(carried["equivalents"]),
        carried_variance=carried_variance,
        carried_windows=up(carried["windows"]),
        **counts(state, today),
        severe_share=tables.severe_share,
        start_load=up(carried["equivalents"][:, : policy.harm_weeks].mean(axis=1)),
        room_minutes=state.people.filled * state.people.room_minutes,
        budget=budget,
        budget_load=budget[:, : policy.harm_weeks].sum(axis=1) // policy.harm_weeks,
        lines=_lines(state) if not risk else tuple(state.people.lines),
    )


def urgency(state: State, which: Ints, today: int) -> Ints:
    """Return how urgent waiting cases have become."""
    stated = state.templates.urgency[state.cases.template[which]]
    waited = today - state.cases.day[which]
    return np.asarray(
        np.minimum(MOST_URGENT, stated + waited // state.agency.policy.waiting_days_per_urgency)
    )


def _lines(state: State) -> tuple[ScoreLine, ...]:
    """Return the lines of average people in the posts."""
    return tuple(line_of(state.agency, worker, own=False) for worker in state.people.workers)


def _agency(state: State, batch: Sequence[int], today: int) -> Agency:
    """Return the agency as the rules see it; it is put together, not checked: the state is its own."""
    date = state.agency.date + timedelta(days=today)
    gone = date - timedelta(days=1)
    workers = tuple(
        worker if filled else worker.model_copy(update={"last_day": gone})
        for worker, filled in zip(state.people.workers, state.people.filled.tolist(), strict=True)
    )
    waiting = np.array(batch, dtype=np.int64)
    ages, which = state.cases.age[waiting], state.cases.template[waiting]
    ongoing = (ages >= state.templates.ongoing_from[which]).tolist()
    cases = tuple(_case(state, case, ongoing=now) for case, now in zip(batch, ongoing, strict=True))
    fields = {name: getattr(state.agency, name) for name in Agency.model_fields}
    changes = {
        "date": date,
        "workers": workers,
        "cases": cases,
        "assignments": (),
        "exposures": (),
        "profiles": (),
    }
    return Agency.model_construct(**fields | changes)


def _carried(state: State, week: int, weeks: int) -> tuple[dict[str, Floats], Ints]:
    """Return what each post carries, faded and undecayed, and the variance of the first."""
    half_life = state.agency.policy.half_life_weeks
    fresh, strays = carried_ahead(state, week, weeks)
    equivalents = weekly_equivalents(fresh, half_life) + fading(state.equivalent, half_life, weeks)
    found = {"equivalents": equivalents, "windows": undecayed(state.past, fresh)}
    return found, strays


def _case(state: State, case: int, *, ongoing: bool) -> Case:
    """Return a case under a name of its own, as the kind of work it has become while others led it."""
    key = (case, ongoing)
    if key not in state.named:
        like = state.templates.cases[state.cases.template[case]]
        became = {"kind": Kind.ONGOING} if ongoing else {}
        state.named[key] = like.model_copy(update={"id": f"s{case:07}"} | became)
    return state.named[key]


def _response_day(state: State, which: Ints, today: int) -> Ints:
    """Return in how many days each case must be answered, at least the first day of work."""
    cases = state.cases
    due = cases.day[which] + state.templates.response_days[cases.template[which]] - today
    return np.where(cases.age[which] > 0, NEVER, np.maximum(0, due))


def _first_day(ahead: Ahead) -> Ints:
    there = ~ahead.away & ahead.working
    return np.where(there.any(axis=1), there.argmax(axis=1), NEVER)
