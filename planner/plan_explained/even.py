"""What even burden costs the other goals: the best plan beside the best one that does not ask for it.

price = cost of the other goals in the best plan - least cost of the other goals, at the same coverage
"""

from dataclasses import dataclass

from planner.plan_explained.solved import Solved, solved
from planner.program import build
from planner.rule import Goal
from planner.rules import RULES
from planner.solve.clock import Clock

EVEN = "even-burden"


@dataclass(frozen=True)
class PriceOfEven:
    """The price in cost points, between two bounds, and both plans.

    `at_most` is None where nothing bounds it.
    """

    at_least: int
    at_most: int | None
    with_goal: Solved
    without: Solved

    @property
    def proven(self) -> bool:
        """Whether both plans are proven to be the best, so that the two bounds are one price."""
        return self.with_goal.proven and self.without.proven


def price_of_even(base: Solved, goals: tuple[Goal, ...], clock: Clock) -> PriceOfEven | None:
    """Return what asking for even burden costs the best plan known in all other goals.

    None where no plan without the goal was found that leaves as little.
    """
    others = tuple(goal for goal in goals if goal.name != EVEN)
    program = build(base.side.problem, RULES, others)
    start = program.chosen(base.side.problem, base.plan)
    if start is None:
        return None
    without = solved(base.side, program, clock, start)
    if without is None or without.left != base.left:
        return None
    paid = program.rest(start)
    bounded = without.left_proven
    return PriceOfEven(
        at_least=max(0, paid - without.rest),
        at_most=paid - without.rest_bound if bounded else None,
        with_goal=base,
        without=without,
    )
