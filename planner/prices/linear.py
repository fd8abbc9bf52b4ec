"""The linear program of one future: who could take what in it, and what one more unit of room is worth.

    maximise    sum over kinds m, buckets a and classes k of (worth[m] - missed[m,k]) x[m,a,k]
    such that   sum over k of x[m,a,k]                          <= cases[m,a]
                sum over m, a of use[m,k,b-a] x[m,a,k]          <= room[k,b]      hours, and dose
    and x >= 0

The duals of the rows of room are the prices. Solved by HiGHS' interior point
method, with crossover, through scipy.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from planner.prices.outlook import Outlook, classes
from planner.problem.arrays import Floats, Ints

RESOURCES = 2  # minutes, dose


@dataclass(frozen=True)
class Layout:
    """The columns of the program and its rows of room: the same in every future."""

    of_worker: Ints  # (W,) class
    kind: Ints  # (columns,)
    begin: Ints  # (columns,) bucket in which the case begins
    gain: Floats  # (columns,)
    use: sparse.csr_array  # (RESOURCES * classes * buckets, columns)
    room: Floats  # (RESOURCES * classes * buckets,)
    buckets: int


def layout(outlook: Outlook, weeks_a_bucket: int) -> Layout:
    """Return the columns and rows of room of an outlook, in buckets of some weeks."""
    of_worker, buckets = classes(outlook), outlook.weeks // weeks_a_bucket
    first = np.unique(of_worker, return_index=True)[1]
    kind, place = np.nonzero(outlook.may[:, first])
    least = [outlook.missed[:, of_worker == one].min(axis=1) for one in range(len(first))]
    gain = outlook.worth[kind] - np.array(least, dtype=np.int64)[place, kind]
    kind, place = kind[gain > 0], place[gain > 0]
    shape = (len(kind), buckets, weeks_a_bucket)
    alive = np.arange(outlook.weeks) < outlook.lasts[kind][:, None]
    more = outlook.extra_minutes[kind, first[place]][:, None] * alive
    uses = [
        (amount[:, : buckets * weeks_a_bucket]).reshape(shape).mean(axis=2)
        for amount in (outlook.minutes[kind] + more, outlook.dose[kind])
    ]
    rooms = [
        np.maximum(0, room).reshape(-1, buckets, weeks_a_bucket).mean(axis=2)
        for room in (outlook.room_minutes, outlook.room_dose)
    ]
    count = len(first)
    room = np.zeros((RESOURCES, count, buckets))
    for resource, left in enumerate(rooms):
        np.add.at(room[resource], of_worker, left)
    rows, columns, values = [], [], []
    for begin in range(buckets):
        for resource, use in enumerate(uses):
            which, later = np.nonzero(use[:, : buckets - begin])
            rows.append((resource * count + place[which]) * buckets + begin + later)
            columns.append(begin * len(kind) + which)
            values.append(use[which, later])
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    size = (RESOURCES * count * buckets, buckets * len(kind))
    return Layout(
        of_worker=of_worker,
        kind=np.tile(kind, buckets),
        begin=np.repeat(np.arange(buckets), len(kind)),
        gain=np.tile(gain[gain > 0].astype(np.float64), buckets),
        use=sparse.coo_array(entries, shape=size).tocsr(),
        room=room.ravel(),
        buckets=buckets,
    )


def duals(plan: Layout, cases: Ints) -> Floats:
    """Return what one more unit of room is worth in a future, shape (RESOURCES, W, buckets), 0 or more.

    `cases`: how many of each kind begin in each bucket, shape (M, buckets).
    """
    count = len(np.unique(plan.of_worker))
    come = cases[plan.kind, plan.begin]
    there = np.flatnonzero(come > 0)
    if not len(there):
        return np.zeros((RESOURCES, len(plan.of_worker), plan.buckets))
    groups, row = np.unique(plan.kind[there] * plan.buckets + plan.begin[there], return_inverse=True)
    entries = (np.ones(len(there)), (row.reshape(-1), np.arange(len(there))))
    once = sparse.coo_array(entries, shape=(len(groups), len(there))).tocsr()
    gain = plan.gain[there]
    scale = float(gain.max())
    found = linprog(  # type: ignore[call-overload]  # the stubs know no sparse rows
        -gain / scale,
        A_ub=sparse.vstack([plan.use[:, there], once]).tocsr(),
        b_ub=np.concatenate([plan.room, cases.ravel()[groups]]),
        bounds=(0, None),
        method="highs-ipm",
    )
    if found.status != 0:
        raise ArithmeticError(f"The linear program of prices was not solved: {found.message}")
    value = -scale * found.ineqlin.marginals[: len(plan.room)]
    by_class = np.maximum(0.0, value).reshape(RESOURCES, count, plan.buckets)
    return np.asarray(by_class[:, plan.of_worker])
