"""How a search ended, and what it found."""

from dataclasses import dataclass
from enum import StrEnum

from planner.problem.arrays import Bools
from planner.program.certificate import Certificate


class Ending(StrEnum):
    """How a search ended. The first two and the last carry a plan."""

    BEST = "best"  # proven: no better plan exists
    GOOD = "good"  # keeps every rule, but time ran out before a proof
    NONE = "none"  # proven: no plan keeps every rule
    UNKNOWN = "unknown"  # time ran out with nothing found
    FALLBACK = "fallback"  # keeps every rule: the best plan known when the search died, or greedy's


@dataclass(frozen=True)
class Outcome:
    """An ending, the chosen arcs or None, their cost, and a proven lower bound on any plan's cost."""

    ending: Ending
    chosen: Bools | None
    cost: int | None
    bound: int | None
    greedy_cost: int | None = None
    certificate: Certificate | None = None  # of the plan, where there is one
