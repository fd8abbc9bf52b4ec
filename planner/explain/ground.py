"""What an explanation stands on: a measured side of an agency, its program, and a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.domain import Plan
from planner.explain.about import About
from planner.explain.standing import item_of
from planner.problem import Problem
from planner.program import Program
from planner.rule import Goal, Rule
from planner.solve.forced import Forced

_PREPARE_SECONDS = 5.0


@dataclass(frozen=True)
class Ground:
    """A side of an agency and a plan; what no question changes is worked out once."""

    problem: Problem
    program: Program
    rules: Sequence[Rule]
    goals: Sequence[Goal]
    plan: Plan
    about: About

    @cached_property
    def placed(self) -> frozenset[int]:
        """The items that the plan places, or keeps with their lead."""
        placed = {item_of(self.problem, self.program, p.case) for p in self.plan.assignments}
        return frozenset(placed | set(self.program.item[self.program.stays].tolist()))

    @cached_property
    def forced(self) -> Forced | None:
        """Forced costs among the cases that the plan places, None where it is no plan of this side."""
        return self._forced_among(self.placed)

    def forced_with(self, item: int) -> Forced | None:
        """Return forced costs among the cases that the plan places, and one item more."""
        return self.forced if item in self.placed else self._forced_among(self.placed | {item})

    def _forced_among(self, items: frozenset[int]) -> Forced | None:
        among = self.program.among(items)
        chosen = among.chosen(self.problem, self.plan)
        if chosen is None or among.broken(chosen):
            return None
        return Forced(among, items, chosen, _PREPARE_SECONDS)
