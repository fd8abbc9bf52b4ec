"""Where a simulated agency stands: who carries what, now and in the weeks that are planned."""

from dataclasses import dataclass, field

import numpy as np

from planner.domain import Agency, Case
from planner.dose.case_dose import HIGHEST_TIER
from planner.dose.ledger import kept_a_week
from planner.problem.arrays import Floats, Ints
from planner.simulate.people import People
from planner.simulate.templates import Templates
from planner.units import DAYS_PER_WEEK

PAST = 25  # weeks of the ledger kept before the first
NOBODY = -1
NEVER = -(1 << 30)  # no day of any run


@dataclass
class Cases:
    """Every case of a run: the open ones first, then those that arrive; N cases."""

    template: Ints
    day: Ints  # of arrival; below 0 for those open at the start
    life: Ints  # weeks it really takes, from its first assignment
    rate: Floats  # true dose of a week, for each unit of the estimate
    age: Ints  # weeks worked on it so far by workers who left
    tier: Ints  # as it is now
    worker: Ints
    support: Ints
    since: Ints  # week of its present assignment
    given_day: Ints  # on which its present worker got it; below 0 where before the start
    planned_end: Ints  # week in which the plan has it over
    assigned_day: Ints
    closed_day: Ints
    moved: Ints

    @property
    def open(self) -> Ints:
        """The cases somebody leads now."""
        return np.flatnonzero((self.worker != NOBODY) & (self.closed_day == NEVER))


@dataclass
class State:
    """The agency in a week: planned dose and minutes by worker and week, and what really happened.

    W posts; weeks count from the first of the run. `planned` holds what the planner knows, `real`
    what the cases bring while they last; `equivalent` is the ledger at the end of last week.
    """

    agency: Agency
    templates: Templates
    cases: Cases
    people: People
    planned: Floats  # (W, weeks) fresh dose
    planned_minutes: Floats  # (W, weeks)
    real: Floats  # (W, weeks) fresh dose
    outside: Floats  # (W,) weekly dose outside cases, part of both
    past: Floats  # (W, PAST) fresh dose, latest last
    equivalent: Floats  # (W,)
    waiting: list[int] = field(default_factory=list)
    named: dict[tuple[int, bool], Case] = field(default_factory=dict)  # what the planner sees of a case

    def assign(self, which: Ints, workers: Ints, supports: Ints, week: int, days: Ints) -> None:
        """Give cases to workers from a week on; `days` on which they are given."""
        cases = self.cases
        left = self.templates.weeks[cases.template[which]] - cases.age[which]
        cases.worker[which], cases.support[which] = workers, supports
        cases.since[which], cases.planned_end[which] = week, week + np.maximum(1, left)
        first = cases.assigned_day[which] == NEVER
        cases.given_day[which] = days
        cases.assigned_day[which] = np.where(first, days, cases.assigned_day[which])
        cases.moved[which] += ~first
        self._plan(which, week, cases.planned_end[which], +1)
        self._happen(which, week, +1)

    def end(self, which: Ints) -> Ints:
        """Return the weeks in which cases are really over."""
        cases = self.cases
        return np.asarray(cases.since[which] + np.maximum(1, cases.life[which] - cases.age[which]))

    def extend(self, week: int) -> None:
        """Plan one more week of every case that is open longer than it was planned."""
        cases = self.cases
        longer = cases.open[cases.planned_end[cases.open] <= week]
        self._plan(longer, week, np.full(len(longer), week + 1), +1)
        cases.planned_end[longer] = week + 1

    def close(self, week: int) -> None:
        """Close every case that is over by a week."""
        cases = self.cases
        over = cases.open[self.end(cases.open) <= week]
        self._plan(over, week, cases.planned_end[over], -1)
        cases.closed_day[over] = week * DAYS_PER_WEEK

    def release(self, worker: int, week: int) -> None:
        """Take every case from a worker who leaves: they wait for somebody, or go on unsupported.

        The ledger goes with the worker: whoever comes next has heard nothing here.
        """
        cases = self.cases
        self.equivalent[worker], self.past[worker] = 0, 0
        led = cases.open[cases.worker[cases.open] == worker]
        self._plan(led, week, cases.planned_end[led], -1)
        self._happen(led, week, -1)
        cases.age[led] += week - cases.since[led]
        cases.worker[led] = cases.support[led] = NOBODY
        self.waiting.extend(led.tolist())
        helped = cases.open[cases.support[cases.open] == worker]
        self._plan(helped, week, cases.planned_end[helped], -1)
        self._happen(helped, week, -1)
        cases.support[helped] = NOBODY
        self._plan(helped, week, cases.planned_end[helped], +1)
        self._happen(helped, week, +1)

    def drift(self, which: Ints, steps: Ints, week: int) -> None:
        """Let cases become more or less severe from a week on."""
        cases = self.cases
        lasting = which[(cases.worker[which] != NOBODY) & (cases.closed_day[which] == NEVER)]
        planned = lasting[cases.planned_end[lasting] > week]
        for sign in (-1, +1):
            if sign > 0:
                cases.tier[which] = np.clip(cases.tier[which] + steps, 1, HIGHEST_TIER)
            self._dose(self.planned, planned, week, cases.planned_end[planned], sign)
            self._happen(lasting, week, sign)

    def live(self, week: int, at_work: Floats) -> Floats:
        """Let a week happen; return the dose that came in. `at_work`: share of the week, shape (W,).

        Work that a worker is away for is put off and brings no dose.
        """
        kept = kept_a_week(self.agency.policy.half_life_weeks)
        fresh: Floats = self.real[:, week] * at_work
        self.equivalent = kept * self.equivalent + (1 - kept) * fresh
        self.past = np.concatenate([self.past[:, 1:], fresh[:, None]], axis=1)
        return fresh

    def _plan(self, which: Ints, first: int, ends: Ints, sign: int) -> None:
        """Put what is planned of cases in some weeks into the plan, or take it out."""
        self._dose(self.planned, which, first, ends, sign)
        rows, weeks = self._weeks(which, first, ends)
        cases, tables = self.cases, self.templates
        template, worker = cases.template[rows], cases.worker[rows]
        minutes = (sign * tables.minutes[template, self._place(rows, weeks)]).astype(np.float64)
        extra = sign * tables.extra_minutes[tables.extra_kind[template], worker]
        np.add.at(self.planned_minutes, (worker, weeks), minutes + extra)
        self._help(self.planned_minutes, rows, weeks, minutes)

    def _happen(self, which: Ints, first: int, sign: int) -> None:
        """Put what cases really bring from a week on into the weeks, or take it out."""
        self._dose(self.real, which, first, self.end(which), sign, true=True)

    def _dose(  # noqa: PLR0913  (where to, which cases and weeks, and how)
        self, grid: Floats, which: Ints, first: int, ends: Ints, sign: int, *, true: bool = False
    ) -> None:
        """Add the dose of cases to their leads, heavier or lighter as they have become.

        `true`: as it really is, not as it is estimated.
        """
        rows, weeks = self._weeks(which, first, ends)
        cases, tables = self.cases, self.templates
        template, weight = cases.template[rows], tables.tier_weights
        heavier = weight[cases.tier[rows] - 1] / weight[tables.tier[template] - 1]
        brings = sign * heavier * tables.fresh[template, self._place(rows, weeks)]
        if true:
            brings *= cases.rate[rows]
        np.add.at(grid, (cases.worker[rows], weeks), brings)
        self._help(grid, rows, weeks, brings)

    def _help(self, grid: Floats, rows: Ints, weeks: Ints, brings: Floats) -> None:
        """Add a part of what cases bring to those who support their leads."""
        support = self.cases.support[rows]
        helped = support != NOBODY
        share = self.agency.policy.support_share / 1000
        np.add.at(grid, (support[helped], weeks[helped]), share * brings[helped])

    def _weeks(self, which: Ints, first: int, ends: Ints) -> tuple[Ints, Ints]:
        """Return each case as often as it has weeks from the first to its end, and these weeks."""
        length = np.maximum(0, np.minimum(ends, self.planned.shape[1]) - first)
        begin = np.cumsum(length) - length
        weeks = first + np.arange(int(length.sum())) - np.repeat(begin, length)
        return np.repeat(which, length), weeks

    def _place(self, rows: Ints, weeks: Ints) -> Ints:
        """Return which week of its planned life a case is in; the last one goes on."""
        cases = self.cases
        place = cases.age[rows] + weeks - cases.since[rows]
        return np.asarray(np.minimum(place, self.templates.weeks[cases.template[rows]] - 1))
