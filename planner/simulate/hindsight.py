"""What a year could have come to at best, had all its cases been known: a bound on every way of giving.

The linear program of `prices.linear`, over the whole year at once: each case that came may be given in
parts, in any week from its coming to its deadline, to any class of workers that may take it. Room is
what the open cases leave of hours and of the dose budget. Only these rows are there; whatever else a
rule forbids, the bound allows.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from planner.dose.ledger import fading, weekly_equivalents
from planner.problem.arrays import Floats, Ints
from planner.simulate.luck import Luck
from planner.simulate.outlook import Mix
from planner.simulate.state import State
from planner.units import DAYS_PER_WEEK

_LITTLE = 1.0  # thousandths of a unit: less dose than this is left out of a row, which loosens it


@dataclass(frozen=True)
class _Columns:
    """The ways to give the cases of a year."""

    gain: list[float]
    group: list[int]
    row: list[Ints]
    use: list[Floats]


def hindsight(state: State, mix: Mix, luck: Luck, weeks: int) -> float:
    """Return the most cost points that the cases of a run could be worth when given in time.

    `state`: at the beginning of the run, with nobody away and no case longer or shorter than planned.
    """
    horizon = min(state.planned.shape[1], weeks + int(mix.lasts.max(initial=1)))
    alike = np.concatenate([mix.may, mix.extra_minutes]).astype(np.int64)
    _, first, of_worker = np.unique(alike, axis=1, return_index=True, return_inverse=True)
    of_worker = of_worker.reshape(-1)
    room = _room(state, of_worker, len(first), horizon)
    least = np.stack([mix.missed[:, of_worker == k].min(axis=1) for k in range(len(first))], axis=1)
    groups = _groups(state, mix, luck, weeks)
    found = _Columns([], [], [], [])
    for place, (kind, early, late) in enumerate(groups):
        for one in np.flatnonzero(mix.may[kind, first]).tolist():
            gain = float(mix.worth[kind] - least[kind, one])
            for week in range(early, late + 1):
                rows, use = _uses(state, mix, kind, int(first[one]), horizon - week)
                at = (rows[0] * len(first) + one) * horizon + week + rows[1]
                found.gain.append(gain)
                found.group.append(place)
                found.row.append(at)
                found.use.append(use)
    return _most(found, room, np.array(list(groups.values()), dtype=np.float64))


def _room(state: State, of_worker: Ints, count: int, horizon: int) -> Floats:
    """Return the minutes and the dose each class has left in each week, one after the other."""
    half_life, people = state.agency.policy.half_life_weeks, state.people
    carried = weekly_equivalents(state.planned[:, :horizon], half_life)
    carried += fading(state.equivalent, half_life, horizon)
    left = (
        people.room_minutes[:, None] - state.planned_minutes[:, :horizon],
        most_budget(state, horizon) - carried,
    )
    room = np.zeros((len(left), count, horizon))
    for resource, each in enumerate(left):
        np.add.at(room[resource], of_worker, np.maximum(0.0, each))
    return room.ravel()


def most_budget(state: State, horizon: int) -> Ints:
    """Return the largest budget that each worker could be seen to have in each week of a run.

    As months go by, weeks are counted anew; a budget that rises may rise a week earlier than foreseen.
    """
    budget = state.people.budgets(horizon + 1)
    later = np.concatenate([budget[:, 1:], budget[:, -1:]], axis=1)[:, :horizon]
    return np.asarray(np.maximum(budget[:, :horizon], later))


def _groups(state: State, mix: Mix, luck: Luck, weeks: int) -> Counter[tuple[int, int, int]]:
    """Return how many cases there are of each kind, first and last week in which they are in time."""
    kind = mix.like[luck.case_template]
    due = luck.case_day + state.templates.response_days[luck.case_template]
    last = np.minimum(due // DAYS_PER_WEEK, weeks - 1)
    return Counter(
        zip(kind.tolist(), (luck.case_day // DAYS_PER_WEEK).tolist(), last.tolist(), strict=True)
    )


def _uses(state: State, mix: Mix, kind: int, worker: int, weeks: int) -> tuple[Ints, Floats]:
    """Return resource and week of what a case uses from its beginning on, and how much."""
    template = mix.template[kind]
    tables = state.templates
    life = min(int(mix.lasts[kind]), weeks)
    minutes = np.zeros(weeks)
    minutes[:life] = tables.minutes[template, :life] + mix.extra_minutes[kind, worker]
    fresh = np.zeros(weeks)
    fresh[:life] = tables.fresh[template, :life]
    dose = weekly_equivalents(fresh, state.agency.policy.half_life_weeks)
    both = np.stack([minutes, np.where(dose > _LITTLE, dose, 0.0)])
    rows = np.array(np.nonzero(both))
    return rows, both[rows[0], rows[1]]


def _most(found: _Columns, room: Floats, cases: Floats) -> float:
    if not found.gain:
        return 0.0
    count = len(found.gain)
    columns = np.repeat(np.arange(count), [len(row) for row in found.row])
    entries = (np.concatenate(found.use), (np.concatenate(found.row), columns))
    use = sparse.coo_array(entries, shape=(len(room), count)).tocsr()
    given = (np.ones(count), (np.array(found.group), np.arange(count)))
    once = sparse.coo_array(given, shape=(len(cases), count)).tocsr()
    gain = np.array(found.gain)
    scale = float(gain.max())
    best = linprog(  # type: ignore[call-overload]  # the stubs know no sparse rows
        -gain / scale,
        A_ub=sparse.vstack([use, once]).tocsr(),
        b_ub=np.concatenate([room, cases]),
        bounds=(0, None),
        method="highs-ipm",
    )
    if best.status != 0:
        raise ArithmeticError(f"The linear program of the year was not solved: {best.message}")
    return float(-best.fun * scale)
