"""Ways of giving out cases, to compare: what agencies do today, and the planner itself."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from planner.domain import Plan
from planner.goals import GOALS
from planner.problem import Problem
from planner.problem.arrays import Bools, Ints
from planner.program import Program, build
from planner.rule import Goal, Rule
from planner.rules import RULES
from planner.simulate.foresight import Foresight
from planner.simulate.parameters import Parameters
from planner.simulate.snapshot import Ahead, snapshot
from planner.simulate.state import State
from planner.solve.insertion import greedy
from planner.solve.outcome import Ending
from planner.solve.search import search

Given: TypeAlias = list[tuple[int, int, int]]  # case, lead, support or -1
_DOSE = ("dose-budget", "budget-margin", "dose-windows", "action-level")
_BEST_FIT = ("continuity-and-fit", "extra-hours", "coverage")
MOST_SECONDS = 60.0  # of search for one batch; what takes longer is told as not proven


class Policy(ABC):
    """A way of giving out the waiting cases of a day; `proven` says which batches were proven best."""

    daily = True

    def __init__(self) -> None:
        self.proven: list[bool] = []

    def begin(self, state: State, parameters: Parameters) -> None:  # noqa: B027  (most do not look)
        """Look at the agency and what is expected of its year, before a run."""

    @abstractmethod
    def give(self, state: State, waiting: Sequence[int], ahead: Ahead) -> Given:
        """Return who gets which of the waiting cases; the others go on waiting."""


class _OneByOne(Policy):
    """Each case, in the order of arrival, to one of those who are there and may take it."""

    def give(self, state: State, waiting: Sequence[int], ahead: Ahead) -> Given:
        there = state.people.filled & ~ahead.away[:, 0]
        self._begin(state, ahead.week)
        given = []
        for case in waiting:
            able = np.flatnonzero(state.templates.may[state.cases.template[case]] & there)
            if len(able):
                worker = self._pick(able)
                given.append((case, worker, -1))
                self._took(state, case, worker)
        return given

    def _begin(self, state: State, week: int) -> None:
        """Look at the agency before a day's cases."""

    @abstractmethod
    def _pick(self, able: Ints) -> int:
        """Return which of the able gets the case."""

    def _took(self, state: State, case: int, worker: int) -> None:
        """Note that a worker got a case."""


class Rotation(_OneByOne):
    """Taking turns: each case to the next in line who may take it."""

    def __init__(self) -> None:
        super().__init__()
        self._turn: Ints = np.zeros(0, dtype=np.int64)  # of each worker; the lowest is next
        self._given = 0

    def _begin(self, state: State, week: int) -> None:
        if not len(self._turn):
            self._given = len(state.people.workers)
            self._turn = np.arange(self._given)

    def _pick(self, able: Ints) -> int:
        return int(able[np.argmin(self._turn[able])])

    def _took(self, state: State, case: int, worker: int) -> None:
        self._turn[worker] = self._given
        self._given += 1


class FewestOpenCases(_OneByOne):
    """Each case to whoever has the fewest open cases for their post."""

    def _begin(self, state: State, week: int) -> None:
        self._fte = state.people.fte
        led = state.cases.worker[state.cases.open]
        self._held = np.bincount(led, minlength=len(self._fte))

    def _pick(self, able: Ints) -> int:
        return int(able[np.argmin(self._held[able] / self._fte[able])])

    def _took(self, state: State, case: int, worker: int) -> None:
        self._held[worker] += 1


class SpareCapacity(_OneByOne):
    """Each case to whoever has most hours left in the coming weeks."""

    weeks = 4

    def _begin(self, state: State, week: int) -> None:
        carried = state.planned_minutes[:, week : week + self.weeks].mean(axis=1)
        self._spare = state.people.room_minutes - carried

    def _pick(self, able: Ints) -> int:
        return int(able[np.argmax(self._spare[able])])

    def _took(self, state: State, case: int, worker: int) -> None:
        template = state.cases.template[case]
        self._spare[worker] -= state.templates.minutes[template, : self.weeks].mean()


class Planner(Policy):
    """The product's own suggestion path, once a week: its rules, its goals, case by case.

    The heaviest by urgency comes first, each to its cheapest way that keeps every rule. `daily`: each
    day what has come in by then. `exact`: the week's batch is searched for a proven best plan instead.
    `foresight`: lookahead prices are added to the goals.
    """

    def __init__(  # noqa: PLR0913  (what sets it apart from the product's own path)
        self,
        rules: Sequence[Rule] = RULES,
        goals: Sequence[Goal] = GOALS,
        *,
        risk: bool = True,
        daily: bool = False,
        exact: bool = False,
        foresight: Foresight | None = None,
    ) -> None:
        super().__init__()
        self._rules, self._goals = tuple(rules), tuple(goals)
        self.daily, self._risk, self._exact = daily, risk, exact
        self._foresight = foresight

    def give(self, state: State, waiting: Sequence[int], ahead: Ahead) -> Given:
        problem = snapshot(state, waiting, ahead, risk=self._risk)
        program = self._program(state, problem, waiting, ahead)
        chosen = self._searched(program) if self._exact else greedy(program)
        return _given(problem, waiting, program.plan(problem, chosen))

    def begin(self, state: State, parameters: Parameters) -> None:
        if self._foresight is not None:
            self._foresight.begin(state, parameters)

    def _program(self, state: State, problem: Problem, waiting: Sequence[int], ahead: Ahead) -> Program:
        """Return the program of a day's batch, with what room is worth where that is asked for."""
        if self._foresight is None:
            return build(problem, self._rules, self._goals)
        look = self._foresight.seen(state, waiting, ahead)
        program = build(problem, self._rules, (*self._goals, look))
        return self._foresight.kept(program, problem, look)

    def _searched(self, program: Program) -> Bools:
        found = search(program, MOST_SECONDS)
        self.proven.append(found.ending is Ending.BEST)
        return greedy(program) if found.chosen is None else found.chosen


def _given(problem: Problem, waiting: Sequence[int], plan: Plan) -> Given:
    at = problem.worker_at
    return [
        (
            waiting[problem.case_at[proposed.case]],
            at[proposed.worker],
            -1 if proposed.support is None else at[proposed.support],
        )
        for proposed in plan.assignments
    ]


def _without(*names: str) -> list[Rule]:
    return [rule for rule in RULES if rule.name not in names]


POLICIES: dict[str, Callable[[], Policy]] = {
    "rotation": Rotation,
    "fewest-open-cases": FewestOpenCases,
    "spare-capacity": SpareCapacity,
    "greedy": lambda: Planner(_without(*_DOSE), [g for g in GOALS if g.name in _BEST_FIT]),
    "caseload-without-dose-budget": lambda: Planner(_without(*_DOSE)),
    "caseload-without-risk-weight": lambda: Planner(risk=False),
    "caseload-daily": lambda: Planner(daily=True),
    "caseload-exact": lambda: Planner(exact=True),
    "caseload-lookahead": lambda: Planner(foresight=Foresight()),
    "caseload": Planner,
}
