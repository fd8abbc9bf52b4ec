"""A second engine, to cross-check the first: the whole program at once in CP-SAT.

Every row and every tangent is written out, so it is meant for programs of modest size.
"""

import numpy as np
from ortools.sat.python import cp_model

from planner.program import Program
from planner.solve.outcome import Ending, Outcome
from planner.solve.written_out import written_out

_ENDINGS = {
    cp_model.OPTIMAL: Ending.BEST,
    cp_model.FEASIBLE: Ending.GOOD,
    cp_model.INFEASIBLE: Ending.NONE,
}


def solve_by_cpsat(program: Program, seconds: float, *, by_work: bool = False) -> Outcome:
    """Return the outcome of CP-SAT on the program; its cost is counted again from the arcs.

    `by_work`: the seconds are the engine's own deterministic ones, which do not depend on time.
    """
    written = written_out(program)
    solver = cp_model.CpSolver()
    if by_work:
        solver.parameters.max_deterministic_time = seconds
        solver.parameters.num_workers = 1
    else:
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 2
    ending = _ENDINGS.get(solver.solve(written.model), Ending.UNKNOWN)
    if ending in (Ending.NONE, Ending.UNKNOWN):
        return Outcome(ending, None, None, None)
    chosen = np.array([solver.boolean_value(arc) for arc in written.arcs], dtype=bool)
    return Outcome(ending, chosen, program.total(chosen), int(np.floor(solver.best_objective_bound)))
