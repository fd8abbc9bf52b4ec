"""The checker's own models for CP-SAT: a choice of listed sets, and a program written out arc by arc."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from ortools.sat.python import cp_model
from scipy import sparse

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.verify.rows import Rows

_THREADS = 1


class Ending(StrEnum):
    """What a question came to."""

    FOUND = "found"
    NONE = "none"
    OPEN = "open"  # the engine ran out of time


@dataclass(frozen=True)
class Answer:
    """How a question ended; where a plan was found, what is chosen, and whether none is cheaper."""

    ending: Ending
    chosen: Bools | None = None
    cheapest: bool = False


_ENDINGS = {
    cp_model.OPTIMAL: Ending.FOUND,
    cp_model.FEASIBLE: Ending.FOUND,
    cp_model.INFEASIBLE: Ending.NONE,
}


def choose(  # noqa: PLR0913, PLR0917  (a table, its rows, and what is asked)
    table: sparse.csr_array[np.int64],
    rows: Rows,
    worker: Ints,
    cost: Ints,
    most: int,
    seconds: float,
    *,
    cheapest: bool,
) -> Answer:
    """Return which sets to choose, one a worker at most: all rows hold, at a cost of `most` at most.

    `table`: shape (rows, sets). With `cheapest`, the cheapest such choice.
    """
    model = cp_model.CpModel()
    sets = [model.new_bool_var("") for _ in range(len(cost))]
    for place in range(table.shape[0]):
        row = slice(table.indptr[place], table.indptr[place + 1])
        _add(model, [sets[each] for each in table.indices[row].tolist()], table.data[row], rows, place)
    order = np.argsort(worker, kind="stable")
    for mine in np.split(order, np.flatnonzero(np.diff(worker[order])) + 1):
        if len(mine) > 1:
            model.add_at_most_one([sets[each] for each in mine.tolist()])
    total = cp_model.LinearExpr.weighted_sum(sets, cost.tolist())
    model.add(total <= most)
    if cheapest:
        model.minimize(total)
    return _solved(model, sets, seconds, cheapest=cheapest)


def choose_arcs(
    program: Program, rows: Rows, seconds: float, most: int | None = None, *, cheapest: bool = False
) -> Answer:
    """Return arcs for which all rows and rooms hold; with `most`, that cost so much at most."""
    model = cp_model.CpModel()
    arcs = [model.new_bool_var("") for _ in range(program.arcs)]
    table = rows.table
    for place in range(table.shape[0]):
        row = slice(table.indptr[place], table.indptr[place + 1])
        _add(model, [arcs[each] for each in table.indices[row].tolist()], table.data[row], rows, place)
    use = program.local.use[program.local.row]
    paid: list[cp_model.IntVar] = []
    for worker in np.unique(program.worker).tolist():
        mine = np.flatnonzero(program.worker == worker)
        theirs = [arcs[arc] for arc in mine.tolist()]
        room = program.local.room[worker]
        for column in np.flatnonzero(use[mine].sum(axis=0) > room).tolist():
            used = cp_model.LinearExpr.weighted_sum(theirs, use[mine, column].tolist())
            model.add(used <= int(room[column]))
        if most is not None or cheapest:
            paid += _curves(model, program, worker, mine, theirs)
    if most is not None or cheapest:
        costs = [*program.cost.tolist(), *[1] * len(paid)]
        total = cp_model.LinearExpr.weighted_sum([*arcs, *paid], costs)
        if most is not None:
            model.add(total <= most)
        if cheapest:
            model.minimize(total)
    return _solved(model, arcs, seconds, cheapest=cheapest)


def _curves(
    model: cp_model.CpModel, program: Program, worker: int, mine: Ints, arcs: list[cp_model.IntVar]
) -> list[cp_model.IntVar]:
    """Return a variable for each curve of a worker, above the line of each of its straight parts."""
    paid = []
    for curve in program.curves:
        load = curve.load[mine]
        start, most = int(curve.start[worker]), int(load.sum())
        slopes, knots = curve.slopes[worker].tolist(), curve.knots[worker].tolist()
        added = cp_model.LinearExpr.weighted_sum(arcs, load.tolist())
        above = model.new_int_var(0, most * max(slopes), "")
        place, height = 0, 0  # the curve at added load `place`
        first = sum(knot <= start for knot in knots)
        for slope, knot in zip(slopes[first:], [*knots[first:], start + most], strict=True):
            model.add(above >= slope * added + (height - slope * place))
            end = min(knot - start, most)
            place, height = end, height + slope * (end - place)
            if end == most:
                break
        paid.append(above)
    return paid


def _add(
    model: cp_model.CpModel, variables: list[cp_model.IntVar], data: Ints, rows: Rows, place: int
) -> None:
    activity = cp_model.LinearExpr.weighted_sum(variables, data.tolist())
    lower, upper = int(rows.lower[place]), int(rows.upper[place])
    if not variables:
        if lower > 0 or upper < 0:
            model.add_bool_or([])
        return
    model.add_linear_constraint(activity, lower, upper)


def _solved(
    model: cp_model.CpModel, variables: list[cp_model.IntVar], seconds: float, *, cheapest: bool
) -> Answer:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.001, seconds)
    solver.parameters.num_workers = _THREADS
    status = solver.solve(model)
    ending = _ENDINGS.get(status, Ending.OPEN)
    if ending is not Ending.FOUND:
        return Answer(ending)
    chosen = np.array([solver.boolean_value(each) for each in variables], dtype=bool)
    return Answer(ending, chosen, cheapest and status == cp_model.OPTIMAL)
