"""One agency, one policy, one replication of luck: day by day, to the weeks that are measured."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from planner.domain import Agency, Kind
from planner.problem.arrays import Bools, Floats, Ints
from planner.problem.measure import line_of
from planner.risk.harm import harm
from planner.simulate.luck import Luck
from planner.simulate.parameters import Parameters
from planner.simulate.policies import POLICIES, Policy
from planner.simulate.snapshot import WORKING_DAYS, budget_of
from planner.simulate.state import NEVER, NOBODY, Cases, State, past_doses, standing
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
    waiting: Ints  # (T,) cases without a lead at the end of the week
    severe_waiting: Ints  # (T,) of those, the severe ones
    left: Ints  # (T,) workers who left
    day: Ints  # (N,) of arrival; below 0 for those open at the start
    assigned_day: Ints  # (N,) -1 where never
    closed_day: Ints  # (N,) -1 where open at the end
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
    return _Run(state, parameters, POLICIES[policy](), luck, comings).trace()


class _Run:
    """The run while it goes on."""

    def __init__(
        self, state: State, parameters: Parameters, way: Policy, luck: Luck, comings: Comings
    ) -> None:
        self.state, self.parameters, self.way, self.luck = state, parameters, way, luck
        self.weeks = parameters.warm_up_weeks + parameters.weeks
        posts = len(self.state.workers)
        self.hazard, self.occupant = np.zeros(posts), np.zeros(posts, dtype=np.int64)
        self.empty_until = np.full(posts, NEVER)  # day from which a newcomer is there
        self.drifts = _drifts(luck, int((self.state.cases.day < 0).sum()))
        self.place = {worker.id: post for post, worker in enumerate(self.state.workers)}
        self.joins = self._by_week(comings.joins)
        self.leaves = self._by_week(comings.leaves)
        for posts_of_week in self.joins.values():
            self.state.filled[posts_of_week] = False
        self.next = int((self.state.cases.day < 0).sum())
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
            day=cases.day,
            assigned_day=cases.assigned_day,
            closed_day=cases.closed_day,
            moved=cases.moved,
            severe=state.templates.severe[which],
            deadline=cases.day + state.templates.response_days[which],
        )

    def _by_week(self, weeks: dict[str, int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for worker, week in weeks.items():
            found.setdefault(self.parameters.warm_up_weeks + week, []).append(self.place[worker])
        return found

    def _begin(self, week: int) -> None:
        state = self.state
        for post in self.leaves.get(week, ()):
            self._vacate(post, week)
        for post in self.joins.get(week, ()):
            state.filled[post] = True
        due = (self.empty_until != NEVER) & (self.empty_until <= week * DAYS_PER_WEEK)
        for post in np.flatnonzero(due).tolist():
            state.release(post, week)
            self._fill(post, int(self.luck.newcomer[post, self.occupant[post] - 1]))
            self.empty_until[post] = NEVER
        state.close(week)
        for case, step in self.drifts.get(week, ()):
            state.drift(case, step, week)
        state.extend(week)
        if int((week + 1) / WEEKS_PER_MONTH) > int(week / WEEKS_PER_MONTH):
            state.grow_older()

    def _fill(self, post: int, months_in_field: int) -> None:
        """Put somebody new into a post."""
        changes = {"months_in_field": months_in_field, "months_in_post": 0, "last_day": None}
        self.state.workers[post] = self.state.workers[post].model_copy(update=changes)
        self.state.filled[post] = True

    def _arrive(self, day: int) -> None:
        days = self.state.cases.day
        while self.next < len(days) and days[self.next] <= day:
            self.state.waiting.append(self.next)
            self.next += 1

    def _give(self, week: int, day: int) -> None:
        state = self.state
        if not state.waiting:
            return
        away = self.luck.away[:, day : day + _KNOWN_AHEAD]
        given = self.way.give(state, tuple(state.waiting), week, away)
        for case, worker, support in given:
            state.assign(case, worker, support, week, day)
        taken = {case for case, _, _ in given}
        state.waiting = [case for case in state.waiting if case not in taken]

    def _end(self, week: int) -> None:
        state = self.state
        first = week * DAYS_PER_WEEK
        away = self.luck.away[:, first : first + WORKING_DAYS]
        fresh = state.live(week, (1 - away.mean(axis=1)) * state.filled)
        budget = budget_of(state, 1)[:, 0]
        self.rows.append(
            {
                "dose": np.ceil(state.equivalent),
                "fresh": fresh,
                "budget": budget,
                "severe_waiting": state.templates.severe[state.cases.template[state.waiting]].sum(),
                "minutes": state.planned_minutes[:, week],
                "cases": np.array([len(mine) for mine in state.open]),
                "filled": state.filled.copy(),
                "harm": self._harm(),
                "waiting": len(state.waiting),
                "left": self._leave(week, budget),
            }
        )

    def _harm(self) -> float:
        state, cut_off = self.state, self.state.agency.policy.sts_cut_off
        people = zip(state.workers, state.equivalent.tolist(), state.filled.tolist(), strict=True)
        return sum(
            harm(line_of(state.agency, worker, own=True), round(dose), cut_off)
            for worker, dose, filled in people
            if filled
        )

    def _leave(self, week: int, budget: Ints) -> int:
        """Let those leave whose patience is over; a higher share of the budget wears it down faster."""
        state, parameters = self.state, self.parameters
        share = state.equivalent / np.maximum(1, budget)
        above = np.maximum(0, share - state.agency.policy.action_level_share / 1000)
        rate = parameters.turnover / 1000 / _WEEKS_A_YEAR
        self.hazard += rate * (1 + parameters.turnover_exposure / 1000 * above) * state.filled
        most = self.luck.patience.shape[1]
        patience = self.luck.patience[np.arange(len(budget)), np.minimum(self.occupant, most - 1)]
        leaving = np.flatnonzero(state.filled & (self.hazard > patience) & (self.occupant < most))
        for post in leaving.tolist():
            self._vacate(post, week + 1)
        return len(leaving)

    def _vacate(self, post: int, week: int) -> None:
        """Let whoever is in a post leave it; somebody new is looked for, or agency staff bridge it."""
        occupant = self.occupant[post]
        self.state.release(post, week)
        self.state.filled[post] = False
        self.empty_until[post] = week * DAYS_PER_WEEK + int(self.luck.hire_days[post, occupant])
        if self.luck.bridged[post, occupant]:
            self._fill(post, AGENCY_STAFF_MONTHS)
        self.hazard[post] = 0
        self.occupant[post] += 1


_WHOLE = ("dose", "fresh", "budget", "minutes", "cases", "waiting", "severe_waiting", "left")


def beginning(agency: Agency, tables: Templates, luck: Luck, weeks: int) -> State:
    """Return the state on the agency's date: its open cases with their workers, its ledger."""
    workers = sorted(agency.workers, key=lambda worker: worker.id)
    place = {worker.id: index for index, worker in enumerate(workers)}
    at = {case.id: index for index, case in enumerate(tables.cases)}
    held = sorted(agency.assignments, key=lambda assignment: assignment.case)
    template = np.array([*(at[a.case] for a in held), *luck.case_template], dtype=np.int64)
    stretch = np.concatenate([luck.held_stretch[[at[a.case] for a in held]], luck.case_stretch])
    count = len(template)
    nothing = np.full(count, NOBODY)
    day = np.concatenate([[(a.since - agency.date).days for a in held], luck.case_day])
    cases = Cases(
        template=template,
        day=np.minimum(day, np.where(np.arange(count) < len(held), -1, day)).astype(np.int64),
        life=np.maximum(1, -(-tables.weeks[template] * stretch // 1000)).astype(np.int64),
        age=np.zeros(count, dtype=np.int64),
        tier=tables.tier[template].copy(),
        worker=nothing.copy(),
        support=nothing.copy(),
        since=np.zeros(count, dtype=np.int64),
        planned_end=np.zeros(count, dtype=np.int64),
        assigned_day=np.full(count, NEVER),
        closed_day=np.full(count, NEVER),
        moved=np.zeros(count, dtype=np.int64),
    )
    horizon = weeks + 1 + int(max(cases.life.max(initial=1), tables.weeks.max(initial=1)))
    past, equivalent = past_doses(agency, place)
    outside, minutes = standing(workers)
    state = State(
        agency=agency,
        templates=tables,
        cases=cases,
        workers=list(workers),
        filled=np.ones(len(workers), dtype=bool),
        planned=np.repeat(outside[:, None], horizon, axis=1),
        planned_minutes=np.repeat(minutes[:, None], horizon, axis=1),
        real=np.repeat(outside[:, None], horizon, axis=1),
        past=past,
        equivalent=equivalent,
        open=[set() for _ in workers],
        room_minutes=np.array([w.week * agency.policy.productive_share // 1000 for w in workers]),
        ongoing=_of_kind(tables, Kind.ONGOING),
        investigations=_of_kind(tables, Kind.INVESTIGATION),
    )
    for case, assignment in enumerate(held):
        support = place[assignment.support] if assignment.support else NOBODY
        state.assign(case, place[assignment.worker], support, 0, int(cases.day[case]))
    return state


def _drifts(luck: Luck, first: int) -> dict[int, list[tuple[int, int]]]:
    """Return by week which arriving cases become more or less severe, by how many tiers."""
    found: dict[int, list[tuple[int, int]]] = {}
    weeks = (luck.case_day + luck.drift_day) // DAYS_PER_WEEK
    for place in np.flatnonzero(luck.drift_step).tolist():
        found.setdefault(int(weeks[place]), []).append((first + place, int(luck.drift_step[place])))
    return found


def _of_kind(tables: Templates, kind: Kind) -> Bools:
    return np.array([each is kind for each in tables.kind], dtype=bool)
