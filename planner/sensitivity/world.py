"""An agency as it would be planned with one setting changed, measured and as a program."""

from dataclasses import dataclass
from functools import cached_property

from planner.domain import Agency
from planner.dose.case_dose import weighed_by
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.program import Program, build
from planner.rule import Goal
from planner.rules import RULES
from planner.units import Thousandths


@dataclass(frozen=True)
class World:
    """An agency, the goals that count, and the weights of the tiers where they are not its own."""

    agency: Agency
    goals: tuple[Goal, ...] = GOALS
    by_tier: tuple[Thousandths, ...] | None = None

    @cached_property
    def problem(self) -> Problem:
        """The agency with every number measured."""
        if self.by_tier is None:
            return measure(self.agency)
        with weighed_by(self.by_tier):
            return measure(self.agency)

    @cached_property
    def program(self) -> Program:
        """Its program, under all rules and the goals that count."""
        return build(self.problem, RULES, self.goals)
