"""A program written out for CP-SAT: an arc is a yes or no, and every row and tangent stands there."""

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.program.parts import ArcCurve


@dataclass(frozen=True)
class WrittenOut:
    """The model of a program, and its variable of each arc."""

    model: cp_model.CpModel
    arcs: list[cp_model.IntVar]

    def hint(self, chosen: Bools) -> None:
        """Say which plan to begin from."""
        for arc, taken in zip(self.arcs, chosen.tolist(), strict=True):
            self.model.add_hint(arc, taken)


def written_out(program: Program) -> WrittenOut:
    """Return the model that minimises the whole cost of a program."""
    model = cp_model.CpModel()
    arcs = [model.new_bool_var(f"arc{arc}") for arc in range(program.arcs)]
    links = program.links
    for place in range(len(program.lower)):
        row = slice(links.indptr[place], links.indptr[place + 1])
        terms = zip(links.indices[row].tolist(), links.data[row].tolist(), strict=True)
        activity = sum(value * arcs[arc] for arc, value in terms) + model.new_constant(0)
        model.add_linear_constraint(activity, int(program.lower[place]), int(program.upper[place]))
    local = program.local
    paid = []
    for worker in np.unique(program.worker).tolist():
        mine = np.flatnonzero(program.worker == worker)
        use, room = local.use[local.row[mine]], local.room[worker].tolist()
        for column in np.flatnonzero(use.sum(axis=0) > local.room[worker]).tolist():
            used = zip(mine.tolist(), use[:, column].tolist(), strict=True)
            model.add(sum(amount * arcs[arc] for arc, amount in used if amount) <= room[column])
        paid += [_paid(model, arcs, curve, worker, mine) for curve in program.curves]
    gained = program.cost - program.step * program.covers
    cost = sum(amount * arc for amount, arc in zip(gained.tolist(), arcs, strict=True))
    model.minimize(program.step * program.weight + cost + sum(paid))
    return WrittenOut(model, arcs)


def _paid(
    model: cp_model.CpModel, arcs: list[cp_model.IntVar], curve: ArcCurve, worker: int, mine: Ints
) -> cp_model.IntVar:
    """Return a variable above every tangent of one worker's curve."""
    load = curve.load[mine]
    most = int(load.sum())
    paid = model.new_int_var(0, most * int(curve.slopes.max()), f"paid{worker}")
    added = sum(amount * arcs[arc] for arc, amount in zip(mine.tolist(), load.tolist(), strict=True))
    knots = curve.knots[worker] - curve.start[worker]
    for at in [0, *knots[(knots > 0) & (knots < most)].tolist()]:
        slope, offset = curve.tangents(np.array([worker]), np.array([at + 1]))
        model.add(paid >= int(slope[0]) * added + round(float(offset[0])))
    return paid
