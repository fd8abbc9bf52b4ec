"""One side of an agency as the checker reads it: measured, as a program, and with a plan on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.check import breaches, cost
from planner.domain import Agency, Plan, Proposed
from planner.goals import GOALS
from planner.prices import Lookahead, Prices
from planner.problem import Problem, measure
from planner.problem.arrays import Bools
from planner.program import Program, build
from planner.program.certificate import fingerprint
from planner.rule import Breach, Goal
from planner.rules import RULES
from planner.verify.finding import Untrue, hold
from planner.verify.priced import Priced


@dataclass(frozen=True)
class Side:
    """An agency, measured once and written as a program once."""

    agency: Agency
    prices: Prices | None = None

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """What its plans cost."""
        return GOALS if self.prices is None else (*GOALS, Lookahead(self.prices))

    @cached_property
    def problem(self) -> Problem:
        """The agency, measured."""
        return measure(self.agency)

    @cached_property
    def program(self) -> Program:
        """Its program under all rules and goals."""
        return build(self.problem, RULES, self.goals)

    @cached_property
    def hash(self) -> str:
        """The hash of its program."""
        return fingerprint(self.program)

    @cached_property
    def item_of(self) -> dict[int, int]:
        """The item of each case, bundles left aside."""
        base = len(self.program.items) - self.program.bundles
        return {case: item for item in range(base) for case in self.program.items[item]}

    def item(self, case: str) -> int:
        """Return the item of a case; Untrue where there is no such case to decide on."""
        hold(case in self.problem.case_at, f"{case} is no case to decide on.")
        return self.item_of[self.problem.case_at[case]]

    def family(self, case: str) -> tuple[str, ...]:
        """Return the cases that go with a case, itself among them."""
        return tuple(self.problem.cases[each].id for each in self.program.items[self.item(case)])

    def place(self, worker: str) -> int:
        """Return the place of a worker; Untrue where there is none."""
        hold(worker in self.problem.worker_at, f"{worker} is no worker of the agency.")
        return self.problem.worker_at[worker]

    def breaches(self, plan: Plan) -> list[Breach]:
        """Return what a plan breaks, by the rules' plain checks; Untrue where it names nobody known."""
        for proposed in plan.assignments:
            hold(proposed.case in self.agency.case_of, f"{proposed.case} is no case of the agency.")
            for _, worker in proposed.roles():
                self.place(worker)
        return breaches(self.problem, plan, RULES)

    def cost(self, plan: Plan, step: int | None = None) -> int:
        """Return what a plan costs, by the goals' plain sums; `step`: what one weight left costs."""
        return cost(self.problem, plan, self.goals, self.program.step if step is None else step)

    def covered(self, plan: Plan) -> frozenset[str]:
        """Return the cases that somebody leads after a plan: given, or staying."""
        staying = {self.problem.cases[case].id for case in self.problem.staying(plan)}
        return frozenset(proposed.case for proposed in plan.assignments) | staying


@dataclass(frozen=True)
class OnSide:
    """A plan on a side, with what questions about it share."""

    side: Side
    plan: Plan

    @cached_property
    def chosen(self) -> Bools | None:
        """Its arcs, None where the program has them not, or a rule is broken."""
        chosen = self.side.program.chosen(self.side.problem, self.plan)
        if chosen is None or self.side.program.broken(chosen) or self.side.breaches(self.plan):
            return None
        return chosen

    def arcs(self) -> Bools:
        """Return its arcs; Untrue where the plan itself breaks a rule."""
        chosen = self.chosen
        if chosen is None:
            raise Untrue("The plan itself breaks a rule.")
        return chosen

    @cached_property
    def rest_cost(self) -> int:
        """What it costs but for coverage."""
        return self.side.program.rest(self.arcs())

    def without(self, cases: Sequence[str]) -> tuple[Proposed, ...]:
        """Return what it proposes for other cases."""
        return tuple(each for each in self.plan.assignments if each.case not in cases)

    def broken_by(self, rest: tuple[Proposed, ...]) -> Counter[Breach]:
        """Return what the rest of the plan breaks by itself: nothing, of a plan that keeps all rules."""
        if rest not in self._broken:
            self._broken[rest] = Counter(self.side.breaches(Plan(assignments=rest)))
        return self._broken[rest]

    @cached_property
    def _broken(self) -> dict[tuple[Proposed, ...], Counter[Breach]]:
        return {}

    def among(self, case: str) -> tuple[Program, int]:
        """Return the program of the cases that this plan covers, and a case; and their weight."""
        items = self._items(case)
        program = self._about(items)[0]
        return program, int(program.left_weight[sorted(items)].sum())

    def engine(self, case: str) -> tuple[Priced, Program]:
        """Return the engine over plans that cover what this one does, and a case; and its program."""
        items = self._items(case)
        program, known = self._about(items)
        if items not in self._engines:
            must = {each for item in items for each in program.items[item]}
            self._engines[items] = Priced(program, must, known=known)
        return self._engines[items], program

    def _items(self, case: str) -> frozenset[int]:
        base = self.side.problem.case_at
        items = {self.side.item_of[base[each]] for each in self.side.covered(self.plan)}
        return frozenset(items | {self.side.item(case)})

    def _about(self, items: frozenset[int]) -> tuple[Program, Bools | None]:
        if items not in self._programs:
            program = self.side.program.among(items)
            self._programs[items] = program, program.chosen(self.side.problem, self.plan)
        return self._programs[items]

    @cached_property
    def _programs(self) -> dict[frozenset[int], tuple[Program, Bools | None]]:
        return {}

    @cached_property
    def _engines(self) -> dict[frozenset[int], Priced]:
        return {}

    def arc(self, program: Program, case: str, worker: str) -> int | None:
        """Return the arc that gives a case to a worker, None where there is none.

        Untrue where the case is with the worker already.
        """
        arc = program.lead_arc.get((self.side.item(case), self.side.place(worker)))
        if self.side.problem.holder_of(case) == worker:
            raise Untrue(f"{case} is with {worker} already.")
        return arc

    def fixed(self, case: str) -> Bools | None:
        """Return the arcs of all but a case and its family; None where the program has them not."""
        side, family = self.side, self.side.family(case)
        rest = side.program.chosen(side.problem, Plan(assignments=self.without(family)))
        if rest is None:
            return None
        leads = np.isin(side.program.item, [side.item(case)])
        return rest & ~leads
