"""Large neighbourhoods: some workers' or items' arcs decided anew while all else is kept.

The lines' reduced costs lead: workers are chosen who could take each other's items cheaply, or items
by chance, and only arcs near the lines are open. A neighbourhood is a piece of the program, solved by
CP-SAT from the plan at hand with a limit of work that does not depend on the machine; its best is a
plan of the whole.
Chance is added to the costs of a piece, and a plan a little dearer than the one at hand is gone on from:
among so many plans of nearly the same cost, the search would soon stay where no neighbourhood saves.
Neighbourhoods start small, and grow while they find nothing.
"""

from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.drawn import DrawnItems, DrawnWorkers, nearest, open_arcs
from planner.solve.ejection import ejected
from planner.solve.piece import piece, together
from planner.solve.race import Race
from planner.solve.relaxation import Floats
from planner.solve.written_out import written_out

_FEWEST = 3  # workers
_LEAST_WORK = 0.1  # CP-SAT's deterministic seconds
_MOST_WORK = 8.0
_MORE_WORK = 1.8  # times, for one more worker
_PATIENCE = 1.5  # times the workers: so many vain attempts, and neighbourhoods grow
_MOST = 6  # workers, where there is still a plan to go on from elsewhere
_NEAR = 8  # arcs of an item that are open
_ARCS = 110  # arcs of the items that are open, as few as that of the fewest workers
_MORE_ARCS = 1.3  # times, for one size more
_CHANCE = 2  # steps of cost that chance adds to an arc at most
_DEARER = 2  # steps of cost by which a plan that is gone on from may be dearer
_BEHIND = 9  # steps of cost behind the best plan, at which it is gone on from
_LONG = 400  # neighbourhoods without a new best plan, after which the best is gone on from
_SEEDS = 1 << 30


@dataclass(frozen=True)
class Effort:
    """How hard to try a piece: deterministic work within a clock, the seed of the engine, and the cost
    points of chance that an arc's cost may rise by while the piece is solved.
    """

    work: float
    clock: Clock
    seed: int
    chance: int = 0


def search_neighbourhoods(race: Race, reduced: Floats, seed: int, by_items: float = 0.0) -> None:
    """Offer better plans found in neighbourhoods until the race is over.

    `by_items`: the share of them that open items of everybody, not all items of some workers.
    """
    chance = np.random.default_rng(seed)
    program = race.program
    near = nearest(program, reduced, _NEAR)
    drawn, drawn_items = DrawnWorkers(program, reduced), DrawnItems(program, reduced, near)
    here = _Here(race, reduced)
    size, vain = _FEWEST, 0
    while race.running and here.begin():
        size = min(size, program.workers)
        if chance.random() < by_items:
            free = drawn_items.arcs(here.chosen, round(_ARCS * _MORE_ARCS ** (size - _FEWEST)), chance)
        else:
            workers = drawn.workers(here.chosen, size, chance)
            free = open_arcs(program, here.chosen, workers, near & (reduced <= race.width))
        work = min(_MOST_WORK, _LEAST_WORK * _MORE_WORK ** (size - _FEWEST))
        turn = int(chance.integers(_SEEDS))
        effort = Effort(work, race.clock, turn, _CHANCE * race.step)
        found = improved(program, here.chosen, free, effort)
        if found is not None and here.go(found):
            size, vain = max(_FEWEST, size - 1), 0
            continue
        vain += 1
        if vain > _PATIENCE * program.workers:
            size, vain = (size + 1 if size < _MOST else _FEWEST), 0


class _Here:
    """Where one search of neighbourhoods is: near the best plan, and back to it after long in vain."""

    def __init__(self, race: Race, reduced: Floats) -> None:
        self._race, self._reduced = race, reduced
        self.chosen: Bools = np.zeros(0, dtype=bool)
        self._cost, self._vain, self._polished = np.inf, 0, False

    def begin(self) -> bool:
        """Make ready for the next neighbourhood; return whether there is a plan to begin from."""
        race = self._race
        if race.chosen is None or race.cost is None:
            return False
        if race.cost < self._cost - _BEHIND * race.step or self._vain > _LONG:
            self.chosen, self._cost, self._vain, self._polished = race.chosen, race.cost, 0, False
        if not self._polished:
            self.chosen = ejected(race.program, self.chosen, self._reduced)
            self._cost, self._polished = race.program.total(self.chosen), True
            race.offer(self.chosen)
        return True

    def go(self, found: Bools) -> bool:
        """Go on from a plan unless it is much dearer; return whether it is cheaper."""
        race = self._race
        cost = race.program.total(found)
        self._vain = 0 if race.offer(found) else self._vain + 1
        cheaper = bool(cost < self._cost)
        if cost <= self._cost + _DEARER * race.step and not np.array_equal(found, self.chosen):
            self.chosen, self._cost, self._polished = found, cost, False
        return cheaper


def improved(program: Program, chosen: Bools, free: Ints, effort: Effort) -> Bools | None:
    """Return the best plan found that differs in free arcs alone, or None where there is none.

    With chance in the effort, it is the best by costs that chance has raised.
    """
    kept = chosen.copy()
    kept[free] = False
    part = piece(program, kept, free)
    if effort.chance:
        rise = np.random.default_rng(effort.seed).integers(0, effort.chance + 1, len(free))
        part = replace(part, cost=part.cost + rise)
    written = written_out(part)
    written.hint(chosen[free])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_deterministic_time = effort.work
    if not effort.clock.by_work:
        solver.parameters.max_time_in_seconds = max(0.05, effort.clock.left())
    ended = solver.solve(written.model)
    effort.clock.counted(solver.response_proto.deterministic_time)
    if ended not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return together(kept, free, np.array([solver.boolean_value(arc) for arc in written.arcs], bool))
