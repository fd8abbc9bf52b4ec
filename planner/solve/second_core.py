"""The core of a program once more, by CP-SAT: every arc that a plan cheaper than the best can use.

The lines say that a plan with an arc of reduced cost e costs at least z + e. So a plan cheaper than
the best one has arcs of reduced cost below the gap alone. Over a few hundred arcs one worker of
CP-SAT, with the strongest lines it has, is often sooner than HiGHS; its bound, or the best plan's cost
where that is less, is a bound over all arcs. As the gap closes arcs fall out, and the engine begins
anew with those that are left, from the best plan known.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import numpy as np
from ortools.sat.python import cp_model

from planner.problem.arrays import Ints
from planner.solve.clock import Clock
from planner.solve.piece import piece, together
from planner.solve.race import Race
from planner.solve.relaxation import Floats
from planner.solve.written_out import WrittenOut, written_out

_FEWER = 0.85  # of the arcs are left: worth to begin anew
_SOON = 0.2  # seconds from look to look whether it is
_LINES = 2  # the strongest linearisation of the engine


def search_second_core(race: Race, reduced: Floats, clock: Clock, seed: int) -> None:
    """Offer the best plans over the arcs that matter, and raise the bound, within a clock.

    `reduced`: of each arc by the lines, in cost points.
    """
    while race.running and clock.left() > 0:
        keep = open_core(race, reduced)
        if _solved(race, reduced, keep, clock, seed) or clock.by_work:
            return


def open_core(race: Race, reduced: Floats) -> Ints:
    """Return the arcs that a plan cheaper than the best may use, and those that this one uses."""
    near = reduced <= race.width
    return np.flatnonzero(near if race.chosen is None else near | race.chosen)


def _solved(race: Race, reduced: Floats, keep: Ints, clock: Clock, seed: int) -> bool:
    """Solve over some arcs; return False where that was stopped because many no longer matter."""
    program, limit = race.program, race.cost  # after `keep` was made: no more than it was made for
    none = np.zeros(program.arcs, dtype=bool)
    written = written_out(piece(program, none, keep))
    if race.chosen is not None:
        written.hint(race.chosen[keep])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = _LINES
    solver.parameters.random_seed = seed
    if clock.by_work:
        solver.parameters.max_deterministic_time = clock.left()
    else:
        solver.parameters.max_time_in_seconds = max(0.05, clock.left())

    def bounded(bound: float) -> None:
        if limit is not None:
            race.raise_bound(min(bound, limit) - program.step * race.least_left)

    solver.best_bound_callback = bounded
    telling = _Telling(race, written, keep)
    with _watched(race, reduced, solver, len(keep)) as stopped:
        ended = solver.solve(written.model, telling)
    clock.counted(solver.response_proto.deterministic_time)
    if ended in (cp_model.OPTIMAL, cp_model.FEASIBLE):  # the plan it began from is among these arcs
        bounded(solver.best_objective_bound)
    return ended != cp_model.FEASIBLE or not stopped.is_set()


class _Telling(cp_model.CpSolverSolutionCallback):
    """Offers each plan to the race as it is found."""

    def __init__(self, race: Race, written: WrittenOut, keep: Ints) -> None:
        super().__init__()
        self._race, self._written, self._keep = race, written, keep
        self._none = np.zeros(race.program.arcs, dtype=bool)

    def on_solution_callback(self) -> None:
        """Offer the plan."""
        taken = np.array([self.boolean_value(arc) for arc in self._written.arcs], dtype=bool)
        self._race.offer(together(self._none, self._keep, taken))


@contextmanager
def _watched(race: Race, reduced: Floats, solver: cp_model.CpSolver, arcs: int) -> Iterator[Event]:
    """Stop the engine once the race is over, or so few arcs matter that it should begin anew.

    Under a clock of work nobody looks: when would depend on time. The event says that it was stopped.
    """
    ended, stopped = Event(), Event()

    def look() -> None:
        while not ended.wait(_SOON):
            if not race.running or len(open_core(race, reduced)) < _FEWER * arcs:
                stopped.set()
                solver.stop_search()

    if race.clock.by_work:
        yield stopped
        return
    watch = Thread(target=look, daemon=True)
    watch.start()
    try:
        yield stopped
    finally:
        ended.set()
        watch.join()
