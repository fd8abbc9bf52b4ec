"""Where a simulated agency stands: who carries what, now and in the weeks that are planned."""

from dataclasses import dataclass, field

import numpy as np

from planner.domain import Agency, Worker
from planner.dose.case_dose import HIGHEST_TIER, dose, event_dose, weights
from planner.dose.ledger import kept_a_week
from planner.problem.arrays import Bools, Floats, Ints
from planner.simulate.templates import Templates
from planner.units import DAYS_PER_WEEK

PAST = 25  # weeks of the ledger kept before the first
NOBODY = -1
NEVER = -1
MOST_MONTHS = 720


@dataclass
class Cases:
    """Every case of a run: the open ones first, then those that arrive; N cases."""

    template: Ints
    day: Ints  # of arrival; below 0 for those open at the start
    life: Ints  # weeks it really takes, from its first assignment
    age: Ints  # weeks worked on it so far by workers who left
    tier: Ints  # as it is now
    worker: Ints
    support: Ints
    since: Ints  # week of its present assignment
    planned_end: Ints  # week in which the plan has it over
    assigned_day: Ints
    closed_day: Ints
    moved: Ints


@dataclass
class State:
    """The agency in a week: planned dose and minutes by worker and week, and what really happened.

    W posts; weeks count from the first of the run. `planned` holds what the planner knows, `real`
    what the cases bring while they last; `equivalent` is the ledger at the end of last week.
    """

    agency: Agency
    templates: Templates
    cases: Cases
    workers: list[Worker]
    filled: Bools
    planned: Floats  # (W, weeks) fresh dose
    planned_minutes: Floats  # (W, weeks)
    real: Floats  # (W, weeks) fresh dose
    past: Floats  # (W, PAST) fresh dose, latest last
    equivalent: Floats  # (W,)
    open: list[set[int]]  # the cases each worker leads
    room_minutes: Ints  # (W,) a week for cases
    ongoing: Bools  # (M,) of each template's kind
    investigations: Bools  # (M,)
    waiting: list[int] = field(default_factory=list)

    def assign(self, case: int, worker: int, support: int, week: int, day: int) -> None:
        """Give a case to a worker from a week on."""
        cases = self.cases
        left = int(self.templates.weeks[cases.template[case]] - cases.age[case])
        cases.worker[case], cases.support[case] = worker, support
        cases.since[case], cases.planned_end[case] = week, week + max(1, left)
        if cases.assigned_day[case] == NEVER:
            cases.assigned_day[case] = day
        else:
            cases.moved[case] += 1
        self._plan(case, week, cases.planned_end[case], +1)
        self._happen(case, week, +1)
        self.open[worker].add(case)

    def end(self, case: int) -> int:
        """Return the week in which a case is really over."""
        left = self.cases.life[case] - self.cases.age[case]
        return int(self.cases.since[case] + max(1, left))

    def extend(self, week: int) -> None:
        """Plan one more week of every case that is open longer than it was planned."""
        cases = self.cases
        for mine in self.open:
            for case in mine:
                if cases.planned_end[case] <= week:
                    self._plan(case, week, week + 1, +1)
                    cases.planned_end[case] = week + 1

    def close(self, week: int) -> None:
        """Close every case that is over by a week."""
        cases = self.cases
        for mine in self.open:
            for case in [case for case in mine if self.end(case) <= week]:
                self._plan(case, week, cases.planned_end[case], -1)
                cases.closed_day[case] = week * DAYS_PER_WEEK
                mine.remove(case)

    def release(self, worker: int, week: int) -> None:
        """Take every case from a worker who leaves: they wait for somebody.

        The ledger goes with the worker: whoever comes next has heard nothing here.
        """
        cases = self.cases
        self.equivalent[worker], self.past[worker] = 0, 0
        for case in sorted(self.open[worker]):
            self._plan(case, week, cases.planned_end[case], -1)
            self._happen(case, week, -1)
            cases.age[case] += week - cases.since[case]
            cases.worker[case] = cases.support[case] = NOBODY
            self.waiting.append(case)
        self.open[worker].clear()

    def drift(self, case: int, step: int, week: int) -> None:
        """Let a case become more or less severe from a week on."""
        cases = self.cases
        open_now = cases.worker[case] != NOBODY and cases.closed_day[case] == NEVER
        if open_now:
            self._dose(case, week, -1)
        cases.tier[case] = min(HIGHEST_TIER, max(1, int(cases.tier[case]) + step))
        if open_now:
            self._dose(case, week, +1)

    def _dose(self, case: int, week: int, sign: int) -> None:
        """Put the dose of a case from a week on into plan and weeks, or take it out."""
        weeks = slice(week, int(self.cases.planned_end[case]))
        self._add(self.planned, self.templates.fresh, case, weeks, sign * self._weight(case))
        self._happen(case, week, sign)

    def live(self, week: int, at_work: Floats) -> Floats:
        """Let a week happen; return the dose that came in. `at_work`: share of the week, shape (W,).

        Work that a worker is away for is put off and brings no dose.
        """
        kept = kept_a_week(self.agency.policy.half_life_weeks)
        fresh: Floats = self.real[:, week] * at_work
        self.equivalent = kept * self.equivalent + (1 - kept) * fresh
        self.past = np.concatenate([self.past[:, 1:], fresh[:, None]], axis=1)
        return fresh

    def grow_older(self) -> None:
        """Let everybody have one more month in the field and in post."""
        self.workers = [_older(worker) for worker in self.workers]

    def _plan(self, case: int, first: int, end: int, sign: int) -> None:
        """Put what is planned of a case in some weeks into the plan, or take it out."""
        self._add(self.planned, self.templates.fresh, case, slice(first, end), sign * self._weight(case))
        self._add(self.planned_minutes, self.templates.minutes, case, slice(first, end), sign)
        worker = self.cases.worker[case]
        extra = self.templates.extra_minutes[self.cases.template[case], worker]
        self.planned_minutes[worker, first:end] += sign * extra

    def _happen(self, case: int, first: int, sign: int) -> None:
        """Put what a case really brings from a week on into the weeks, or take it out."""
        weeks = slice(first, self.end(case))
        self._add(self.real, self.templates.fresh, case, weeks, sign * self._weight(case))

    def _weight(self, case: int) -> float:
        """Return how much heavier a case is now than it was when it came in."""
        weight, stated = weights().by_tier, self.templates.tier[self.cases.template[case]]
        return float(weight[self.cases.tier[case] - 1] / weight[stated - 1])

    def _add(self, grid: Floats, table: Ints, case: int, weeks: slice, times: float) -> None:
        """Add what a case brings to its lead, and a part of it to its support."""
        cases, template = self.cases, self.cases.template[case]
        first, end = weeks.start, min(weeks.stop, grid.shape[1])
        if end <= first:
            return
        place = cases.age[case] + np.arange(first, end) - cases.since[case]
        brings = times * table[template, np.minimum(place, self.templates.weeks[template] - 1)]
        grid[cases.worker[case], first:end] += brings
        if cases.support[case] != NOBODY:
            share = self.agency.policy.support_share / 1000
            grid[cases.support[case], first:end] += share * brings


def _older(worker: Worker) -> Worker:
    changed = {
        "months_in_field": min(MOST_MONTHS, worker.months_in_field + 1),
        "months_in_post": min(MOST_MONTHS, worker.months_in_post + 1),
    }
    return worker.model_copy(update=changed)


def past_doses(agency: Agency, place: dict[str, int]) -> tuple[Floats, Floats]:
    """Return each worker's fresh dose of the weeks before, and the ledger's weekly equivalent."""
    past = np.zeros((len(place), PAST))
    kept = kept_a_week(agency.policy.half_life_weeks)
    equivalent = np.zeros(len(place))
    for event in agency.exposures:
        age = (agency.date - event.week).days // DAYS_PER_WEEK
        brought = event_dose(event)
        if age <= PAST:
            past[place[event.worker], PAST - age] += brought
        equivalent[place[event.worker]] += (1 - kept) * kept ** (age - 1) * brought
    return past, equivalent


def standing(workers: list[Worker]) -> tuple[Floats, Floats]:
    """Return the weekly dose and minutes each worker has outside cases."""
    doses = [sum(dose(s.minutes, s.tier, s.mode) for s in w.standing_exposure) for w in workers]
    minutes = [sum(s.minutes for s in w.standing_exposure) for w in workers]
    return np.array(doses, dtype=np.float64), np.array(minutes, dtype=np.float64)
