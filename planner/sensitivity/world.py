"""An agency as it would be planned with one setting changed, measured and as a program."""

from dataclasses import dataclass
from functools import cached_property

from planner.domain import Agency
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.program import Program, build
from planner.rule import Goal
from planner.rules import RULES


@dataclass(frozen=True)
class World:
    """An agency and the goals that count in it."""

    agency: Agency
    goals: tuple[Goal, ...] = GOALS

    @cached_property
    def problem(self) -> Problem:
        """The agency with every number measured."""
        return measure(self.agency)

    @cached_property
    def program(self) -> Program:
        """Its program, under all rules and the goals that count."""
        return build(self.problem, RULES, self.goals)
