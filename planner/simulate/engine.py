"""One agency, one policy, one replication of luck: day by day, to the weeks that are measured."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from planner.domain import Agency
from planner.dose.case_dose import severe_tier
from planner.problem.arrays import Bools, Floats, Ints
from planner.risk.harm import expected_excesses
from planner.simulate.beginning import beginning
from planner.simulate.luck import Luck
from planner.simulate.parameters import Parameters
from planner.simulate.policies import POLICIES, Policy
from planner.simulate.snapshot import Ahead
from planner.simulate.state import NEVER, State
from planner.simulate.templates import Templates, templates
from planner.units import DAYS_PER_WEEK, WEEKS_PER_MONTH

AGENCY_STAFF_MONTHS = 60  # in the field; a choice: agency staff are experienced, and new to the post
_WEEKS_A_YEAR = 52
_KNOWN_AHEAD = 7  # days for which absence is known


@dataclass(frozen=True)
class Trace:
    """What happened: T weeks, W posts, N cases (those open at the start first)."""

    dose: Ints  # (T, W) ledger in weekly equivalents
    fresh: Ints  # (T, W) dose as it came in
    budget: Ints  # (T, W) usual, 0 where the post is empty
    minutes: Ints  # (T, W) planned
    cases: Ints  # (T, W) open, led
    filled: Bools  # (T, W)
    harm: Floats  # (T,) expected STS points above the cut-off, over all workers
    room: Ints  # (T, W) minutes for cases, 0 where the post is empty
    waiting: Ints  # (T,) cases without a lead at the end of the week
    severe_waiting: Ints  # (T,) those of them that are severe by then
    proven: Bools  # (batches,) which batches that were searched were proven best
    left: Ints  # (T,) workers who left
    day: Ints  # (N,) of arrival; below 0 for those open at the start
    assigned_day: Ints  # (N,) NEVER where nobody took it
    closed_day: Ints  # (N,) NEVER where open at the end
    moved: Ints  # (N,)
    severe: Bools  # (N,)
    deadline: Ints  # (N,) day by which somebody should have responded


@dataclass(frozen=True)
class Comings:
    """Who joins and who leaves by a question's changes, by worker and week after the warm-up."""

    joins: dict[str, int] = field(default_factory=dict)
    leaves: dict[str, int] = field(default_factory=dict)


NOBODY_COMES = Comings()


def run(  # noqa: PLR0913, PLR0917  (the agency, how its year goes, and what is known of it already)
    agency: Agency,
    parameters: Parameters,
    policy: str,
    luck: Luck,
    comings: Comings = NOBODY_COMES,
    tables: Templates | None = None,
) -> Trace:
    """Return what follows for an agency under a policy and one replication of luck.

    `tables`: the agency's templates, where they are known already.
    """
    public = agency.public()
    weeks = parameters.warm_up_weeks + parameters.weeks
    state = beginning(public, tables or templates(public), luck, weeks)
    return run_from(state, parameters, POLICIES[policy](), luck, comings)


def run_from(
    state: State, parameters: Parameters, way: Policy, luck: Luck, comings: Comings = NOBODY_COMES
) -> Trace:
    """Return what follows from a state under a way of giving out cases."""
    return _Run(state, parameters, way, luck, comings).trace()


class _Run:
    """The run while it goes on."""

    def __init__(
        self, state: State, parameters: Parameters, way: Policy, luck: Luck, comings: Comings
    ) -> None:
        self.state, self.parameters, self.way, self.luck = state, parameters, way, luck
        way.begin(state, parameters)
        self.weeks = parameters.warm_up_weeks + parameters.weeks
        workers, posts = state.people.workers, len(state.people.workers)
        self.hazard, self.occupant = np.zeros(posts), np.zeros(posts, dtype=np.int64)
        self.empty_until = np.full(posts, NEVER)  # day from which a newcomer is there
        self.leaving: list[int] = []  # posts whose worker is gone from the next week on
        self.told = 0  # of this week's leavers, those of whom it was known that they would
        self.next = int((state.cases.day < 0).sum())
        self._held = self.next
        self.drifts = _drifts(luck, self._held)
        self.place = {worker.id: post for post, worker in enumerate(workers)}
        self.joins = self._by_week(comings.joins)
        self.leaves = self._by_week(comings.leaves)
        for post, worker in enumerate(workers):
            if worker.last_day is not None:
                days = (worker.last_day - state.agency.date).days
                self.leaves.setdefault(max(0, days // DAYS_PER_WEEK + 1), []).append(post)
        for posts_of_week in self.joins.values():
            state.people.filled[posts_of_week] = False
        self.rows: list[dict[str, Any]] = []

    def trace(self) -> Trace:
        """Let the weeks happen, and tell them."""
        for week in range(self.weeks):
            self._begin(week)
            for day in range(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK):
                self._arrive(day)
                if self.way.daily or day % DAYS_PER_WEEK == 0:
                    self._give(week, day)
            self._end(week)
        state, cases = self.state, self.state.cases
        column = {name: np.array([row[name] for row in self.rows]) for name in self.rows[0]}
        which = cases.template
        return Trace(
            **{name: np.rint(column[name]).astype(np.int64) for name in _WHOLE},
            filled=column["filled"].astype(bool),
            harm=column["harm"],
            proven=np.array(self.way.proven, dtype=bool),
            day=cases.day,
            assigned_day=cases.assigned_day,
            closed_day=cases.closed_day,
            moved=cases.moved,
            severe=state.templates.severe[which],
            deadline=cases.day + state.templates.response_days[which],
        )

    def _by_week(self, weeks: dict[str, int]) -> dict[int, list[int]]:
        """Return the posts by week of the run."""
        found: dict[int, list[int]] = {}
        for worker, week in weeks.items():
            found.setdefault(self.parameters.warm_up_weeks + week, []).append(self.place[worker])
        return found

    def _begin(self, week: int) -> None:
        state, people = self.state, self.state.people
        state.close(week)  # first of all: what is over needs nobody else where its worker leaves
        for post in self.leaving:
            self._vacate(post, week)
        known = [post for post in self.leaves.get(week, ()) if self.occupant[post] == 0]
        for post in known:  # whoever was to leave, and is still there
            self._vacate(post, week)
        self.told = len(known)
        for post in self.joins.get(week, ()):
            people.filled[post] = True
        due = (self.empty_until != NEVER) & (self.empty_until <= week * DAYS_PER_WEEK)
        for post in np.flatnonzero(due).tolist():
            state.release(post, week)
            people.fill(post, int(self.luck.newcomer[post, self.occupant[post] - 1]))
            self.empty_until[post] = NEVER
        if week in self.drifts:
            state.drift(*self.drifts[week], week)
        state.extend(week)
        if int((week + 1) / WEEKS_PER_MONTH) > int(week / WEEKS_PER_MONTH):
            people.grow_older()

    def _arrive(self, day: int) -> None:
        until = int(np.searchsorted(self.luck.case_day, day, side="right")) + self._held
        self.state.waiting.extend(range(self.next, until))
        self.next = until

    def _give(self, week: int, day: int) -> None:
        state, luck = self.state, self.luck
        if not state.waiting:
            return
        days = slice(day, day + _KNOWN_AHEAD)
        given = self.way.give(state, state.waiting, Ahead(day, luck.away[:, days], luck.working[days]))
        if given:
            case, worker, support = np.array(given, dtype=np.int64).T
            state.assign(case, worker, support, week, np.full(len(case), day))
            taken = set(case.tolist())
            state.waiting = [case for case in state.waiting if case not in taken]

    def _end(self, week: int) -> None:
        state, people = self.state, self.state.people
        days = slice(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK)
        working = self.luck.working[days]
        at_work = 1 - self.luck.away[:, days][:, working].mean(axis=1)
        fresh = state.live(week, at_work * people.filled)
        budget = people.budgets(1)[:, 0]
        led = state.cases.worker[state.cases.open]
        self.rows.append(
            {
                "dose": np.ceil(state.equivalent),
                "fresh": fresh,
                "budget": budget,
                "minutes": state.planned_minutes[:, week],
                "cases": np.bincount(led, minlength=len(budget)),
                "filled": people.filled.copy(),
                "harm": self._harm(),
                "room": people.filled * people.room_minutes,
                "waiting": len(state.waiting),
                "severe_waiting": (state.cases.tier[state.waiting] >= severe_tier()).sum(),
                "left": self.told + self._leave(budget),
            }
        )

    def _harm(self) -> float:
        """Return the expected STS points above the cut-off of all who are there, by the drawn card."""
        state, people = self.state, self.state.people
        lines = np.array([(line.base, line.slope, line.spread) for line in people.true_lines]).reshape(
            -1, 3
        )
        base, slope, spread = lines[people.filled].T
        score = base + slope * np.rint(state.equivalent[people.filled])
        return float(expected_excesses(score, spread, state.agency.policy.sts_cut_off).sum())

    def _leave(self, budget: Ints) -> int:
        """Return how many have had enough, more dose wearing patience down; they leave next week."""
        state, parameters = self.state, self.parameters
        filled = state.people.filled
        share = state.equivalent / np.maximum(1, budget)
        above = np.maximum(0, share - state.agency.policy.action_level_share / 1000)
        rate = parameters.turnover / 1000 / _WEEKS_A_YEAR
        self.hazard += rate * (1 + parameters.turnover_exposure / 1000 * above) * filled
        most = self.luck.patience.shape[1]
        patience = self.luck.patience[np.arange(len(budget)), np.minimum(self.occupant, most - 1)]
        leaving = np.flatnonzero(filled & (self.hazard > patience) & (self.occupant < most))
        self.leaving = leaving.tolist()
        return len(leaving)

    def _vacate(self, post: int, week: int) -> None:
        """Let whoever is in a post leave it; somebody new is looked for, or agency staff bridge it."""
        occupant = self.occupant[post]
        self.state.release(post, week)
        self.state.people.filled[post] = False
        if self.empty_until[post] == NEVER:  # else agency staff leave; somebody is looked for already
            self.empty_until[post] = week * DAYS_PER_WEEK + int(self.luck.hire_days[post, occupant])
        if self.luck.bridged[post, occupant]:
            self.state.people.fill(post, AGENCY_STAFF_MONTHS)
        self.hazard[post] = 0
        self.occupant[post] += 1


_WHOLE = ("dose", "fresh", "budget", "minutes", "room", "cases", "waiting", "severe_waiting", "left")


def _drifts(luck: Luck, first: int) -> dict[int, tuple[Ints, Ints]]:
    """Return by week which arriving cases become more or less severe, and by how many tiers."""
    weeks = (luck.case_day + luck.drift_day) // DAYS_PER_WEEK
    order = np.argsort(weeks, kind="stable")
    ends = np.flatnonzero(np.diff(weeks[order], append=-1)) + 1
    return {
        int(weeks[each[0]]): (first + each, luck.drift_step[each])
        for each in np.split(order, ends)
        if len(each)
    }
