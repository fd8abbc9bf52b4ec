"""What is known of each case to decide on and of each worker."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.domain import HELPERS, Agency, Case, GroupRule, Plan, Role, Worker
from planner.dose.case_dose import severe_tier, severest_tier
from planner.dose.margin import reference_spread
from planner.problem.arrays import Bools, Ints, Rows
from planner.risk.sts import ScoreLine

NOBODY = -1


@dataclass(frozen=True)
class Problem:
    """The agency with every number the rules and goals need, all whole numbers.

    Rows of cases are the new cases and the open ones that may move, rows of workers all workers, both
    sorted by id, so that the order of the input changes nothing; columns are the coming weeks, 7 days
    each from the agency's date. Shapes: C cases, W workers, T weeks, P kinds of lead (sets of absent
    weeks, and last a case's holder), H helping roles (the first, support, alone where no cover is
    ever asked for). Doses are weekly equivalents in thousandths of an
    exposure unit, rounded up once; budgets are rounded down. A load is the mean dose over the coming
    `harm_weeks`.
    """

    agency: Agency
    cases: tuple[Case, ...]
    workers: tuple[Worker, ...]
    weeks: int
    tier: tuple[int, ...]  # of each case
    urgency: tuple[int, ...]  # of each case, as it is today
    holder: Ints  # (C,) the worker who leads an open case, NOBODY for a new one
    may_stay: Bools  # (C,) whether an open case may stay with its lead
    wished: Bools  # (C,) whether its worker or client asked for the move of an open case
    supporter: Ints  # (C,) the worker who supports an open case and stays, or NOBODY
    extra_minutes: Ints  # (C, W) a week that an interpreter and travel add on the lead
    response_day: Ints  # (C,) in how many days somebody must have responded
    on_duty: Bools  # (C, W) a new immediate response due today, and the worker on duty
    minutes: Ints  # (P, C, T) of work a week, on the lead
    fresh: Ints  # (P, C, T) of dose as it comes in, on the lead
    dose: Ints  # (P, C, T)
    load: Ints  # (P, C)
    helper_minutes: Ints  # (H, C, T)
    helper_fresh: Ints  # (H, C, T)
    helper_dose: Ints  # (H, C, T)
    helper_load: Ints  # (H, C)
    variance: Ints  # (P, C, T) of `dose`, or no columns, see `planner.problem.uncertain`
    helper_variance: Ints  # (H, C, T)
    stay_dose: Ints  # (C, T) on the present lead of an open case
    stay_load: Ints  # (C,)
    absent: Bools  # (W, 4) weeks in which a lead needs cover
    absence: Ints  # (W,) which set of absent weeks a worker has
    held_by: Ints  # (C,) the worker who holds a new case while it waits, or NOBODY
    days_away: Ints  # (W,) working days in the coming four weeks
    first_day: Ints  # (W,) in how many days the worker is at work first
    carried_minutes: Ints  # (W, T)
    carried_dose: Ints  # (W, T)
    carried_variance: Ints  # (W, T) of `carried_dose`, or no columns
    carried_windows: Ints  # (windows, W, T) undecayed, see `carried.WINDOWS`
    carried_load: Ints  # (W,)
    carried_cases: Ints  # (W,)
    carried_ongoing: Ints  # (W,)
    carried_severe: Ints  # (W,)
    carried_severest: Ints  # (W,)
    days_since_severest: Ints  # (W,) since a severest case was given
    new_ongoing: Ints  # (W,) given in the last month
    new_investigations: Ints  # (W,)
    severe_share: int  # of all cases of the agency, in thousandths
    start_load: Ints  # (W,) carried but for the cases to decide on
    room_minutes: Ints  # (W,) a week for cases
    budget: Ints  # (W, T)
    budget_load: Ints  # (W,) mean budget over the coming harm weeks
    lines: tuple[ScoreLine, ...]  # predicted STS of each worker

    @cached_property
    def case_at(self) -> dict[str, int]:
        """The place of each case."""
        return {case.id: place for place, case in enumerate(self.cases)}

    @cached_property
    def worker_at(self) -> dict[str, int]:
        """The place of each worker."""
        return {worker.id: place for place, worker in enumerate(self.workers)}

    def holder_of(self, case: str) -> str | None:
        """Return who leads an open case to decide on, or None for a new one."""
        holder = int(self.holder[self.case_at[case]])
        return None if holder == NOBODY else self.workers[holder].id

    def is_new(self, case: int) -> bool:
        """Whether a case is new: nobody carries it yet."""
        return bool(self.holder[case] == NOBODY)

    @cached_property
    def severe(self) -> Bools:
        """Which cases are severe, shape (C,)."""
        return np.array(self.tier, dtype=np.int64) >= severe_tier()

    @cached_property
    def severest(self) -> Bools:
        """Which cases are of the severest tier, shape (C,)."""
        return np.array(self.tier, dtype=np.int64) >= severest_tier()

    @cached_property
    def lives(self) -> Ints:
        """The weeks each case is expected to stay open, shape (C,)."""
        return np.array([case.weeks for case in self.cases], dtype=np.int64)

    def may_have_support(self, case: int) -> bool:
        """Whether a supporting worker may be asked for beside the lead."""
        asked = bool(self.severe[case]) or self.cases[case].two_workers
        return asked and bool(self.supporter[case] == NOBODY)

    @cached_property
    def kinds(self) -> Ints:
        """The kinds of lead that some worker is for some case."""
        return np.flatnonzero(np.bincount(self.lead_kind.ravel()))

    @cached_property
    def lead_rows(self) -> Rows:
        """The row of each case led by each worker in a `stacked` array, shape (C, W)."""
        of_kind = np.zeros(len(self.minutes), dtype=np.int32)
        of_kind[self.kinds] = np.arange(len(self.kinds)) * len(self.cases)
        return np.asarray(of_kind[self.lead_kind] + self.each_case)

    @property
    def each_case(self) -> Rows:
        """The place of each case, shape (C, 1)."""
        return np.arange(len(self.cases), dtype=np.int32)[:, None]

    @cached_property
    def limited_rows(self) -> Rows:
        """Of `lead_rows` those of leads who are not on duty for the case, -1 for who is."""
        return np.where(self.on_duty, np.int32(-1), self.lead_rows)

    @cached_property
    def counted_rows(self) -> Rows:
        """The place of each case for leads who are not on duty for it, -1 for who is, shape (C, W)."""
        return np.where(self.on_duty, np.int32(-1), self.each_case)

    @cached_property
    def lead_kind(self) -> Rows:
        """Which kind of lead each worker is for each case, shape (C, W)."""
        kind = np.repeat(self.absence.astype(np.int32)[None, :], len(self.cases), axis=0)
        held = np.flatnonzero(self.held_by != NOBODY)
        kind[held, self.held_by[held]] = len(self.minutes) - 1
        return kind

    @cached_property
    def helper_rows(self) -> Ints:
        """The row of each case in each helping role in a `stacked` array, -1 for none, shape (H, C)."""
        known, cases = self.helper_load.shape
        rows = np.full((len(HELPERS), cases), -1)
        rows[:known] = np.arange(known * cases).reshape(known, cases) + len(self.kinds) * cases
        return rows

    def stacked(self, of_lead: Ints, of_helper: Ints) -> Ints:
        """Return what cases bring in every role as one array, shape (rows, columns)."""
        parts = (of_lead[self.kinds], of_helper)
        return np.concatenate([part.reshape(-1, part.shape[2]) for part in parts])

    @cached_property
    def lead_load(self) -> Ints:
        """The load of each case on each worker who could lead it, shape (C, W)."""
        return np.asarray(self.load[self.lead_kind, np.arange(len(self.cases))[:, None]])

    def brings(self, of_lead: Ints, of_helper: Ints, case: int, role: Role, worker: int) -> Ints:
        """Return what a case brings a worker in a role, one amount a column."""
        if role is Role.LEAD:
            return np.asarray(of_lead[self.lead_kind[case, worker], case])
        return np.asarray(of_helper[role - 1, case])

    @cached_property
    def spread(self) -> Ints:
        """The spread that each worker's margin is worked out around, shape (W,).

        That of a budget filled with dose that strays as all that is carried and to be decided on does
        here: root of (budget load x sum of variances / sum of dose), to a step.
        """
        known = self.variance.shape[2]
        strays = int(self.carried_variance.sum()) + int(self.variance[:1].sum())
        dose = int(self.carried_dose[:, :known].sum()) + int(self.dose[:1, :, :known].sum())
        full = [int(load) * strays / max(1, dose) for load in self.budget_load]
        return np.array([reference_spread(variance) for variance in full], dtype=np.int64)

    @cached_property
    def families(self) -> dict[str, tuple[int, ...]]:
        """The cases without a lead of each group that goes together, where there are several."""
        return self.groups(GroupRule.TOGETHER)

    def groups(self, rule: GroupRule) -> dict[str, tuple[int, ...]]:
        """Return the cases of each group of a rule that need a lead, where there are several.

        New cases and those of a leaver; an open case that may stay has one.
        """
        members: dict[str, tuple[int, ...]] = {}
        for place, case in enumerate(self.cases):
            if not self.may_stay[place] and case.group and case.group_rule is rule:
                members[case.group] = (*members.get(case.group, ()), place)
        return {group: places for group, places in members.items() if len(places) > 1}

    @cached_property
    def counts(self) -> Bools:
        """Whether a case counts where cases are counted: of a family that goes together, one does."""
        once = np.ones(len(self.cases), dtype=bool)
        for places in self.families.values():
            once[list(places[1:])] = False
        return once

    @cached_property
    def sibling_workers(self) -> dict[str, frozenset[str]]:
        """The workers who lead an open case of each group that is not to be kept apart, and stay.

        Of the groups of the cases to decide on.
        """
        found: dict[str, set[str]] = {}
        for group in {case.group for case in self.cases if case.group}:
            for assignment in self.agency.open_in_group.get(group, ()):
                case = self.agency.case_of[assignment.case]
                must_move = case.id in self.case_at and not self.may_stay[self.case_at[case.id]]
                if case.group_rule is not GroupRule.APART and not must_move:
                    found.setdefault(group, set()).add(assignment.worker)
        return {group: frozenset(workers) for group, workers in found.items()}

    def added(self, plan: Plan) -> dict[int, list[tuple[int, Role]]]:
        """Return what a plan gives each worker: (place of the case, role)."""
        added: dict[int, list[tuple[int, Role]]] = {}
        for proposed in plan.assignments:
            case = self.case_at[proposed.case]
            for role, worker in proposed.roles():
                added.setdefault(self.worker_at[worker], []).append((case, role))
        return added

    def decided(self, plan: Plan) -> Plan:
        """Return a plan without the open cases that may not move: nothing is decided of them."""
        here = tuple(proposed for proposed in plan.assignments if proposed.case in self.case_at)
        return Plan(assignments=here)

    def staying(self, plan: Plan) -> list[int]:
        """Return the open cases that a plan leaves with their lead."""
        named = {proposed.case for proposed in plan.assignments}
        return [c for c in np.flatnonzero(self.may_stay).tolist() if self.cases[c].id not in named]

    def left(self, plan: Plan) -> list[Case]:
        """Return the cases nobody leads after a plan, in order."""
        named = {proposed.case for proposed in plan.assignments}
        cases = zip(self.cases, self.may_stay.tolist(), strict=True)
        return [case for case, may_stay in cases if case.id not in named and not may_stay]

    def added_load(self, plan: Plan) -> dict[int, int]:
        """Return the load each worker has of the cases to decide on, those that stay among them."""
        added: dict[int, int] = {}
        for case in self.staying(plan):
            holder = int(self.holder[case])
            added[holder] = added.get(holder, 0) + int(self.stay_load[case])
        for worker, cases in self.added(plan).items():
            new = sum(int(self.brings(self.load, self.helper_load, *each, worker)) for each in cases)
            added[worker] = added.get(worker, 0) + new
        return added
