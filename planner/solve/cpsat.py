"""A second engine, to cross-check the first: the whole program at once in CP-SAT.

Every row and every tangent is written out, so it is meant for programs of modest size.
"""

import numpy as np
from ortools.sat.python import cp_model

from planner.program import Program
from planner.solve.outcome import Ending, Outcome

_ENDINGS = {
    cp_model.OPTIMAL: Ending.BEST,
    cp_model.FEASIBLE: Ending.GOOD,
    cp_model.INFEASIBLE: Ending.NONE,
}


def solve_by_cpsat(program: Program, seconds: float, *, by_work: bool = False) -> Outcome:
    """Return the outcome of CP-SAT on the program; its cost is counted again from the arcs.

    `by_work`: the seconds are the engine's own deterministic ones, which do not depend on time.
    """
    model = cp_model.CpModel()
    arcs = [model.new_bool_var(f"arc{arc}") for arc in range(program.arcs)]
    for place in range(len(program.lower)):
        row = program.links[[place], :].tocoo()
        activity = sum(
            int(value) * arcs[arc] for arc, value in zip(row.coords[1], row.data, strict=True)
        )
        model.add_linear_constraint(
            activity + model.new_constant(0), int(program.lower[place]), int(program.upper[place])
        )
    mine = [np.flatnonzero(program.worker == worker).tolist() for worker in range(program.workers)]
    local = program.local
    for worker, of_worker in enumerate(mine):
        use, room = local.use[local.row[of_worker]], local.room[worker].tolist()
        for column in np.flatnonzero(use.sum(axis=0) > local.room[worker]).tolist():
            used = zip(of_worker, use[:, column].tolist(), strict=True)
            model.add(sum(amount * arcs[arc] for arc, amount in used if amount) <= room[column])
    cost = sum(int(program.cost[arc]) * arcs[arc] for arc in range(program.arcs))
    for curve in program.curves:
        for worker, of_worker in enumerate(mine):
            added = sum(int(curve.load[arc]) * arcs[arc] for arc in of_worker)
            most = int(curve.load[of_worker].sum())
            paid = model.new_int_var(0, most * int(curve.slopes.max()), f"paid{worker}")
            reached = curve.start[worker] + np.arange(0, most + 1, max(1, most))
            knots = curve.knots[worker]
            inside = knots[(knots > reached[0]) & (knots < reached[-1])] - curve.start[worker]
            for load in [0, *inside.tolist()]:
                slope, offset = curve.tangents(np.array([worker]), np.array([load + 1]))
                model.add(paid >= int(slope[0]) * added + round(float(offset[0])))
            cost += paid
    left = program.weight - sum(int(program.covers[arc]) * arcs[arc] for arc in range(program.arcs))
    model.minimize(program.step * left + cost)
    solver = cp_model.CpSolver()
    if by_work:
        solver.parameters.max_deterministic_time = seconds
        solver.parameters.num_workers = 1
    else:
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 2
    ending = _ENDINGS.get(solver.solve(model), Ending.UNKNOWN)
    if ending in (Ending.NONE, Ending.UNKNOWN):
        return Outcome(ending, None, None, None)
    chosen = np.array([solver.boolean_value(arc) for arc in arcs], dtype=bool)
    return Outcome(ending, chosen, program.total(chosen), int(np.floor(solver.best_objective_bound)))
