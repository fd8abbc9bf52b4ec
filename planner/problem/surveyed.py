"""What is known of a whole agency before any case is decided on, and of a part of it.

Measuring a part, some open cases and the workers concerned, begins from what is known of the whole: what
they carry, how far to look ahead and which cases may move is the same in both.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import Agency, Case, Hold, Step, Worker
from planner.dose.budget import budgets
from planner.problem.arrays import Ints
from planner.problem.carried import Carried, measure_carried, tiers_of
from planner.problem.moves import Movable, movable, must_move
from planner.problem.work import stay_loads


@dataclass(frozen=True)
class Surveyed:
    """Workers by id, what each carries, and the cases to decide on: new ones, and open ones by id."""

    workers: tuple[Worker, ...]
    weeks: int  # to look ahead
    tiers: dict[str, int]  # of all cases of the agency
    carried: Carried
    usual: Ints  # (W, T) dose budgets, whatever step somebody chose
    new: tuple[Case, ...]
    moving: dict[str, Movable]
    stay: dict[str, int]  # load of each of those open cases on its present lead
    start: Ints  # (W,) load carried but for the cases to decide on

    def part(self, workers: Collection[str], cases: Collection[str]) -> "Surveyed":
        """Return the part in which some workers decide on some open cases, and on no new one."""
        there = [place for place, worker in enumerate(self.workers) if worker.id in workers]
        return Surveyed(
            workers=tuple(self.workers[place] for place in there),
            weeks=self.weeks,
            tiers=self.tiers,
            carried=self.carried.of(there),
            usual=self.usual[there],
            new=(),
            moving={case: one for case, one in self.moving.items() if case in cases},
            stay={case: load for case, load in self.stay.items() if case in cases},
            start=self._start_beside(cases)[there],
        )

    def _start_beside(self, cases: Collection[str]) -> Ints:
        """Return what each worker carries but for some cases; a leaver carries none that must move."""
        start, place = self.start.copy(), {worker.id: n for n, worker in enumerate(self.workers)}
        for case, one in self.moving.items():
            if one.may_stay and case not in cases:
                start[place[one.assignment.worker]] += self.stay[case]
        return start


def surveyed(
    agency: Agency,
    ahead: int = 0,
    tiers: dict[str, int] | None = None,
    carried: Carried | None = None,
) -> Surveyed:
    """Return what is known of a whole agency, looking `ahead` at least so many weeks.

    `tiers`: of its cases, where they are known. `carried`: what its workers carry, sorted by their ids,
    where it was measured for just so many weeks before; with it, it needs no exposure events.
    """
    workers = tuple(sorted(agency.workers, key=lambda w: w.id))
    weeks = max(ahead, weeks_of(agency)) if carried is None else ahead
    if tiers is None:
        tiers = tiers_of(agency)
    if carried is None:
        carried = measure_carried(agency, workers, tiers, weeks)
    usual = usual_budgets(agency, workers, weeks)
    over = np.flatnonzero(np.any(carried.dose > usual, axis=1))
    over_budget = frozenset(workers[place].id for place in over.tolist())  # public, whatever the step
    moving = {one.case.id: one for one in movable(agency, over_budget)}
    cases = [one.case for one in moving.values()]
    loads = stay_loads(agency, cases, [tiers[case.id] for case in cases], weeks).tolist()
    stay = {case.id: load for case, load in zip(cases, loads, strict=True)}
    start, place = carried.load.copy(), {worker.id: index for index, worker in enumerate(workers)}
    for case, one in moving.items():
        start[place[one.assignment.worker]] -= stay[case]
    return Surveyed(
        workers=workers,
        weeks=weeks,
        tiers=tiers,
        carried=carried,
        usual=usual,
        new=agency.new_cases,
        moving=moving,
        stay=stay,
        start=np.maximum(0, start),
    )


def weeks_of(agency: Agency) -> int:
    """Return how many weeks to look ahead: the longest life of a case that may be decided on."""
    cases = [*agency.new_cases]
    for assignment in agency.assignments:
        case, worker = agency.case_of[assignment.case], agency.worker_of[assignment.worker]
        if assignment.hold is Hold.MOVABLE or must_move(agency, worker, case):
            cases.append(case)
    return max([agency.policy.harm_weeks, *(case.weeks for case in cases)])


def usual_budgets(agency: Agency, workers: Sequence[Worker], weeks: int) -> Ints:
    """Return the dose budgets of workers, whatever step they chose, shape (workers, weeks)."""
    rows = [budgets(worker, Step.USUAL, agency.policy, weeks) for worker in workers]
    return np.array(rows, dtype=np.int64).reshape(len(workers), weeks)
