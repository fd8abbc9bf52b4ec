"""What a rule and a goal contribute to the program, and how a plan's breach of a rule is told.

A rule is stated once, in one file, with three faces: the sentence people read (in `explain.wording`),
the rows every solver reads (`admits`, `joins`, `locals`, `links`), and a plain-Python check that needs
no solver (`breaches`). Rules speak of cases and workers by their place in the problem.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from planner.domain import HELPERS, Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools, Ints, Rows


@dataclass(frozen=True)
class Breach:
    """A rule not kept: by whom, on which case, and in which week which limit would have been needed.

    `limit` and `needed` are in the rule's own unit, both 0 for a yes-or-no rule; `what` names the
    skill, language, licence or group concerned.
    """

    rule: str
    case: str | None = None
    worker: str | None = None
    what: str = ""
    week: int | None = None
    limit: int = 0
    needed: int = 0


@dataclass(frozen=True)
class Local:
    """What one worker can carry: the use of all their cases stays within their room, in each column.

    `use`: shape (rows, columns), 0 or more; `lead_row`: the row of each case led by each worker, shape
    (cases, workers); `helper_row`: the row of each case in each helping role, shape (helpers, cases);
    -1 for no use; `room`: shape (workers, columns). Taking a case away never breaks it.
    """

    use: Ints
    lead_row: Ints | Rows
    helper_row: Ints
    room: Ints


@dataclass(frozen=True)
class Term:
    """Some arcs of a link: a case in a role with every worker of a mask, and their coefficient."""

    role: Role
    case: int
    workers: Bools
    coefficient: int


@dataclass(frozen=True)
class Link:
    """A row across workers: lower <= sum of coefficient x arcs <= upper."""

    terms: tuple[Term, ...]
    lower: int
    upper: int


@dataclass(frozen=True)
class Curve:
    """A convex, non-decreasing cost of what a worker carries.

    `lead`: load of each case led by each worker, shape (cases, workers); `helper`: in each helping
    role, shape (helpers, cases); `stay`: of an open case that stays with its lead, shape (cases,);
    `start`: what the worker carries beside the cases to decide on, shape (workers,); `knots`: loads at
    which the slope changes, shape (workers, k), never falling; `slopes`: cost of one more unit of
    load, shape (workers, k + 1), never falling.
    """

    lead: Ints
    helper: Ints
    stay: Ints
    start: Ints
    knots: Ints
    slopes: Ints


@dataclass(frozen=True)
class Bundle:
    """Cases that cost so much less where one worker leads them all."""

    cases: tuple[int, ...]
    saving: int


def counted(problem: Problem, use: Ints, room: Ints, roles: Iterable[Role]) -> Local:
    """Return a local whose use depends on the case alone, in some roles.

    A worker on duty takes an immediate response whatever their counts: it uses nothing.

    Parameters
    ----------
    use
        Shape (cases, columns).
    room
        Shape (workers, columns).
    roles
        Leading counts always; of the helping roles these do.
    """
    cases = np.arange(len(problem.cases))
    counts = np.array([role in tuple(roles) for role in HELPERS], dtype=bool)
    return Local(
        use=use,
        lead_row=problem.counted_rows,
        helper_row=np.where(counts[:, None], cases[None, :], -1),
        room=room,
    )


def whole_numbers(table: Sequence[int] | Sequence[Sequence[int]]) -> Ints:
    """Return a table of whole numbers as an array."""
    return np.array(table, dtype=np.int64)


def climb(start: int, load: int, knots: Sequence[int], slopes: Sequence[int]) -> int:
    """Return what carrying `load` more than `start` costs along a curve, in plain whole numbers."""
    cost, place, end = 0, start, start + load
    for knot, slope in zip(knots, slopes, strict=False):
        if place < knot:
            step = min(knot, end) - place
            cost += step * slope
            place += step
        if place >= end:
            return cost
    return cost + (end - place) * slopes[-1]


class Rule:
    """A rule no plan may break; a rule overrides the faces it needs."""

    name: ClassVar[str]
    public: ClassVar[bool] = True

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        """Return which (case, worker) pairs are possible at all in a role; None for all."""

    def joins(self, problem: Problem) -> Iterable[tuple[int, ...]]:
        """Yield the cases that go all to one worker or are all left."""
        return ()

    def locals(self, problem: Problem) -> Iterable[Local]:
        """Yield what one worker can carry."""
        return ()

    def links(self, problem: Problem) -> Iterable[Link]:
        """Yield the rows across workers."""
        return ()

    def breaches(self, problem: Problem, plan: Plan) -> Iterable[Breach]:
        """Yield where a plan breaks the rule, in plain Python."""
        raise NotImplementedError


class Goal:
    """What makes a plan better; every goal adds to one cost, in cost points.

    `name` and `unit` are printed; a goal overrides what it needs.
    """

    name: ClassVar[str]
    unit: ClassVar[str]

    def left_weights(self, problem: Problem) -> Ints | None:
        """Return what leaving each case weighs before all other goals, shape (cases,)."""

    def costs(self, problem: Problem, role: Role) -> Ints | None:
        """Return the cost of each case with each worker in a role, 0 or more: (cases, workers).

        What it costs that an open case stays is told by `stays`.
        """

    def stays(self, problem: Problem) -> Ints | None:
        """Return what it costs that an open case stays with its lead, 0 or more, shape (cases,)."""

    def bundles(self, problem: Problem) -> Iterable[Bundle]:
        """Yield the cases that cost less where one worker leads them all."""
        return ()

    def curves(self, problem: Problem) -> Iterable[Curve]:
        """Yield the convex costs of what a worker carries."""
        return ()

    def cost(self, problem: Problem, plan: Plan) -> int:
        """Return the plan's cost in plain Python; for left weights, their sum."""
        raise NotImplementedError

    def value(self, problem: Problem, plan: Plan) -> float:
        """Return what the plan reaches, in the goal's own unit."""
        raise NotImplementedError
