"""The best plan of a small agency, with what it costs and keeps counted again by plain checks."""

from dataclasses import dataclass

from planner.check import breaches, cost
from planner.domain import Agency, Plan, Proposed
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.program import Program, build
from planner.rules import RULES
from planner.solve.clock import WorkClock
from planner.solve.outcome import Ending
from planner.solve.search import search


@dataclass(frozen=True)
class Best:
    """A problem, its program and its best plan."""

    problem: Problem
    program: Program
    plan: Plan

    def given(self) -> dict[str, str]:
        """Return who leads each case that the plan names."""
        return {proposed.case: proposed.worker for proposed in self.plan.assignments}

    def of(self, case: str) -> Proposed:
        """Return what the plan proposes for a case."""
        return next(proposed for proposed in self.plan.assignments if proposed.case == case)

    def left(self) -> list[str]:
        """Return the cases nobody leads."""
        return [case.id for case in self.problem.left(self.plan)]


def best_of(agency: Agency) -> Best:
    """Return the best plan, after the plain checks have found the same of it as the search."""
    problem = measure(agency)
    program = build(problem, RULES, GOALS)
    outcome = search(program, WorkClock(20_000))
    assert outcome.ending is Ending.BEST
    assert outcome.chosen is not None
    plan = program.plan(problem, outcome.chosen)
    assert breaches(problem, plan, RULES) == []
    assert cost(problem, plan, GOALS, program.step) == outcome.cost
    chosen = program.chosen(problem, plan)
    assert chosen is not None
    assert (chosen == outcome.chosen).all()
    return Best(problem, program, plan)
