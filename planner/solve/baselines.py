"""What agencies do today, to compare with: rotation, fewest open cases, and for one case best fit.

The first two look only at whether a worker is there and may take a case at all (skill, licence,
language, office, client, conflict of interest, known threat); neither knows hours or dose, keeps
families together, or adds a supporting or a cover worker.
"""

from collections.abc import Callable, Sequence

import numpy as np

from planner.domain import Plan, Proposed, Role
from planner.problem import Problem
from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.rule import Rule

_LOOKED_AT = (
    "qualification",
    "office",
    "client",
    "conflict-of-interest",
    "presence",
    "known-threat",
    "moves",
)
Pick = Callable[[list[int]], int]


def rotation(problem: Problem, rules: Sequence[Rule]) -> Plan:
    """Return the plan of taking turns: each case to the next in line who may take it."""
    line = list(range(len(problem.workers)))

    def next_in_line(possible: list[int]) -> int:
        worker = next(worker for worker in line if worker in possible)
        line.remove(worker)
        line.append(worker)
        return worker

    return _one_by_one(problem, rules, next_in_line)


def fewest_open_cases(problem: Problem, rules: Sequence[Rule]) -> Plan:
    """Return the plan of giving each case to whoever has the fewest open cases for their post."""
    held = open_cases(problem)

    def least_held(possible: list[int]) -> int:
        worker = min(possible, key=lambda place: held[place] / problem.workers[place].fte)
        held[worker] += 1
        return worker

    return _one_by_one(problem, rules, least_held)


def open_cases(problem: Problem) -> list[int]:
    """Return how many open cases each worker leads."""
    held = [0] * len(problem.workers)
    for assignment in problem.agency.assignments:
        held[problem.worker_at[assignment.worker]] += 1
    return held


def may_lead(problem: Problem, rules: Sequence[Rule]) -> Bools:
    """Return who is there and may lead each case at all, shape (cases, workers)."""
    possible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
    for rule in rules:
        admits = rule.admits(problem, Role.LEAD) if rule.name in _LOOKED_AT else None
        if admits is not None:
            possible &= admits
    return possible


def best_fit(program: Program, leads: Ints) -> int | None:
    """Return the worker of the best fit among some lead arcs: least cost of its own, ties by arc.

    What carrying it adds to burden and expected harm is not looked at, nor whether helpers are there.
    """
    return int(program.worker[leads[np.argmin(program.cost[leads])]]) if len(leads) else None


def _one_by_one(problem: Problem, rules: Sequence[Rule], pick: Pick) -> Plan:
    """Give out the cases in the order they came in; a case that nobody may take is left."""
    possible = may_lead(problem, rules)
    proposed = []
    given = [case for place, case in enumerate(problem.cases) if not problem.may_stay[place]]
    for case in sorted(given, key=lambda case: (case.received, case.id)):
        able = np.flatnonzero(possible[problem.case_at[case.id]]).tolist()
        if able:
            worker = problem.workers[pick(able)].id
            proposed.append(Proposed(case=case.id, worker=worker))
    return Plan(assignments=tuple(sorted(proposed, key=lambda p: p.case)))
