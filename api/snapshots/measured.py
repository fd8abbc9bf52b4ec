"""What every worker of an agency carries, kept by worker: only who is concerned is measured again."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from api.snapshots.kept import Kept
from planner.domain import Agency, Assignment, Policy, Weights
from planner.dose.case_dose import tier
from planner.problem.carried import Carried, measure_carried

_OF_ONE = ("workers", "carried", "heard", "held")
_OF_ALL = ("teams", "referral_types")

Part = Callable[[Collection[str]], Agency]
"""Returns some workers with all they carry and hold."""


@dataclass(frozen=True)
class Basis:
    """What everybody's numbers rest on: the day, settings, weights, and how many weeks to look ahead."""

    today: date
    settings: Policy
    weights: Weights
    weeks: int


@dataclass(frozen=True)
class Measured:
    """What the workers of an agency carry, sorted by their ids, and the tier of each of its cases."""

    kept: Kept
    basis: Basis
    carried: Carried
    tiers: dict[str, int]

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each worker."""
        return {worker: place for place, worker in enumerate(sorted(self.kept.workers))}

    def of(self, workers: Collection[str]) -> Carried:
        """Return what some workers carry, sorted by their ids."""
        return self.carried.of([self.place[worker] for worker in sorted(workers)])


def measured(kept: Kept, basis: Basis, part: Part, before: Measured | None) -> Measured:
    """Return what workers carry, taken from what was measured before where nothing of theirs changed."""
    if before is None or before.basis != basis or not _same(before.kept, kept):
        tiers = _tiers(kept, kept.cases)
        return Measured(kept, basis, _measured(part(kept.workers), kept.workers, tiers, basis), tiers)
    changed = {
        case
        for case in before.kept.cases.keys() | kept.cases.keys()
        if before.kept.cases.get(case) is not kept.cases.get(case)
    }
    tiers = {case: t for case, t in before.tiers.items() if case not in changed}
    tiers |= _tiers(kept, changed & kept.cases.keys())
    moved = _moved(before.kept, kept, changed)
    carried, place = before.carried, before.place
    if moved:
        carried = carried.and_of(_measured(part(moved), moved, tiers, basis))
        place = place | {worker: len(place) + n for n, worker in enumerate(sorted(moved))}
    return Measured(kept, basis, carried.of([place[w] for w in sorted(kept.workers)]), tiers)


def _tiers(kept: Kept, cases: Iterable[str]) -> dict[str, int]:
    types = kept.referral_types
    return {each: tier(case, types[case.referral_type]) for each in cases for case in [kept.cases[each]]}


def _measured(agency: Agency, workers: Collection[str], tiers: dict[str, int], basis: Basis) -> Carried:
    """Return what some of the workers of an agency carry; the others are there because they help."""
    there = sorted(agency.workers, key=lambda worker: worker.id)
    places = [place for place, worker in enumerate(there) if worker.id in workers]
    return measure_carried(agency, there, tiers, basis.weeks).of(places)


def _same(before: Kept, now: Kept) -> bool:
    return all(getattr(before, name) is getattr(now, name) for name in _OF_ALL)


def _moved(before: Kept, now: Kept, changed: Collection[str]) -> set[str]:
    """Return the workers who are there now and of whom anything is another than before.

    `changed`: the cases of which anything is.
    """
    moved: set[str | None] = {
        worker
        for worker in now.workers
        if any(_of(before, name, worker) is not _of(now, name, worker) for name in _OF_ONE)
    }
    for worker in before.workers.keys() ^ now.workers.keys():  # a case goes nowhere without its lead
        moved |= _with(now.carried.get(worker, {}).values())
    for case in {*changed, *(before.assigned.keys() ^ now.assigned.keys())}:
        for kept in (before, now):
            moved |= _with(kept.assigned[c] for c in [case] if c in kept.assigned)
            moved |= {kept.cases[c].held_by for c in [case] if c in kept.cases}
    return {worker for worker in moved if worker in now.workers}


def _of(kept: Kept, name: str, worker: str) -> Any:
    return getattr(kept, name).get(worker)


def _with(assignments: Iterable[Assignment]) -> set[str | None]:
    return {worker for a in assignments for worker in (a.worker, a.support)}
