"""Workloads of nurses as even as can be: the least sum of squares, total or greatest workload."""

from enum import StrEnum

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy import sparse

from planner.bench.nurse_file import ByNurseFile
from planner.bench.straight import UNIT, straight
from planner.problem.arrays import Ints
from planner.program import Program
from planner.program.parts import ArcCurve, ArcLocal
from planner.solve import search as searching
from planner.solve.clock import Clock
from planner.solve.outcome import Ending, Outcome


class Objective(StrEnum):
    """What is to be least where acuities differ by nurse."""

    TOTAL = "total"
    MAX = "max"


class NurseAnswer(BaseModel):
    """The nurse of each patient from 0, what their workloads come to, and whether it is proven."""

    model_config = ConfigDict(frozen=True)

    instance: str
    sum_squared: int | None
    max_workload: int | None
    total_workload: int | None
    seconds: float
    assignment: list[int]
    ending: Ending


def answer(
    name: str, acuity: Ints, assignment: Ints | None, seconds: float, ending: Ending
) -> NurseAnswer:
    """Return the answer, its numbers counted from the assignment; `acuity` by (nurse, patient)."""
    if assignment is None:
        return NurseAnswer(
            instance=name,
            sum_squared=None,
            max_workload=None,
            total_workload=None,
            seconds=round(seconds, 2),
            assignment=[],
            ending=ending,
        )
    carried = acuity[assignment, np.arange(len(assignment))]
    workload = np.zeros(len(acuity), dtype=np.int64)
    np.add.at(workload, assignment, carried)
    return NurseAnswer(
        instance=name,
        sum_squared=int((workload**2).sum()),
        max_workload=int(workload.max()),
        total_workload=int(workload.sum()),
        seconds=round(seconds, 2),
        assignment=assignment.tolist(),
        ending=ending,
    )


def balance(acuity: Ints, fewest: int, most: int, most_workload: int, *, squares: bool) -> Program:
    """Return the program of some nurses who take all of some patients.

    A nurse's count and workload are a local of two columns, that they have patients enough is a link.
    With `squares` the goal is one convex curve a nurse, the square of the workload, exact at whole
    numbers; without, an arc costs its acuity.
    """
    nurses, patients = acuity.shape
    nurse, patient = (places.ravel() for places in np.indices((nurses, patients)))
    load, arcs = acuity[nurse, patient], len(nurse)
    of_nurse = sparse.coo_array(
        (np.ones(arcs, np.int64), (nurse, np.arange(arcs))), shape=(nurses, arcs)
    )
    room = np.tile(np.array([most, most_workload], dtype=np.int64), (nurses, 1))
    return straight(
        item=patient,
        worker=nurse,
        shape=(patients, nurses),
        cost=np.zeros(arcs, dtype=np.int64) if squares else load * UNIT,
        local=ArcLocal(
            ("most", "workload"), np.column_stack([np.ones_like(load), load]), np.arange(arcs), room
        ),
        curves=(_square(load, nurses, most_workload),) if squares else (),
        more=(sparse.csr_array(of_nurse), np.full(nurses, fewest), np.full(nurses, most)),
    )


def _square(load: Ints, nurses: int, most: int) -> ArcCurve:
    """Return the curve that is the square at whole numbers: from k to k + 1 it rises by 2 k + 1."""
    knots = np.arange(1, most + 1)
    return ArcCurve(
        goal="square",
        load=load,
        start=np.zeros(nurses, dtype=np.int64),
        knots=np.tile(knots, (nurses, 1)),
        slopes=np.tile((2 * np.arange(most + 1) + 1) * UNIT, (nurses, 1)),
    )


def taken(program: Program, outcome: Outcome) -> Ints | None:
    """Return the nurse of each patient, or None where there is no plan."""
    if outcome.chosen is None:
        return None
    assignment = np.full(len(program.items), -1)
    arcs = np.flatnonzero(outcome.chosen)
    assignment[program.item[arcs]] = program.worker[arcs]
    return assignment


def solve_by_nurse(file: ByNurseFile, objective: Objective, clock: Clock) -> NurseAnswer:
    """Return the least total workload, or the least greatest one, found before the clock runs out.

    The greatest is found by halving: is there a plan in which nobody carries more than so much? Of
    the plans of the least greatest workload it is the one of least total.
    """
    seconds = clock.left()
    acuity = file.acuity
    highest = int(acuity.max(axis=0).sum())
    found, ending = _at_most(file, highest, clock)
    best = found
    if objective is Objective.MAX and found is not None:
        low = max(
            int(acuity.min(axis=0).max(initial=0)), -(-int(acuity.min(axis=0).sum()) // len(acuity))
        )
        high = _greatest(acuity, found)
        while low < high and clock.left() > 0:
            middle = (low + high) // 2
            found, ended = _at_most(file, middle, clock)
            if found is not None:
                best, high, ending = found, _greatest(acuity, found), ended
            elif ended is Ending.NONE:
                low = middle + 1
            else:
                break
        ending = Ending.BEST if low >= high else Ending.GOOD
    return answer(file.name, acuity, best, seconds - clock.left(), ending)


def _at_most(file: ByNurseFile, workload: int, clock: Clock) -> tuple[Ints | None, Ending]:
    program = balance(file.acuity, file.fewest, file.most, workload, squares=False)
    outcome = searching.search(program, max(0.1, clock.left()))
    return taken(program, outcome), outcome.ending


def _greatest(acuity: Ints, assignment: Ints) -> int:
    carried = acuity[assignment, np.arange(len(assignment))]
    return int(np.bincount(assignment, weights=carried).max())
