"""The best plan a search knows, what has been proven of it, and who is told of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.problem.arrays import Bools
from planner.program import Program
from planner.program.certificate import Prices

PROVEN = 1e-6  # a plan this close to its bound, relative to the cost, counts as proven
_NOISE = 1e-6

Told = Callable[[Bools, int], None]  # of a better plan and of the bound


@dataclass
class Best:
    """The best plan found so far and the bounds proven so far."""

    program: Program
    chosen: Bools | None = None
    least_left: int = 0  # bound on the weight left
    least_rest: float = 0.0  # bound on the rest, at the coverage of the best plan
    told: Told | None = None
    coverage: Prices | None = None  # that prove the least weight left
    cheapest: Prices | None = None  # that prove the rest at the coverage of the best plan
    priced: bool = False  # whether prices are asked for also where an engine has proven the same

    def offer(self, chosen: Bools) -> None:
        """Take a plan that keeps all rules and is better than the best so far."""
        if self.program.broken(chosen):
            return
        if self.chosen is None or self.program.total(chosen) < self.program.total(self.chosen):
            self.chosen = chosen
            self.tell()

    def tell(self) -> None:
        """Tell whoever listens of the best plan and the bound so far."""
        if self.told is not None and self.chosen is not None:
            self.told(self.chosen, min(self.bound(), self.program.total(self.chosen)))

    def prove_coverage(self, prices: Prices) -> None:
        """Keep the prices behind the bound on the weight left."""
        self.coverage = prices

    def prove_cheapest(self, prices: Prices) -> None:
        """Keep the prices behind the bound on the rest, those of the best bound."""
        if self.cheapest is None or prices.least > self.cheapest.least:
            self.cheapest = prices
            self.least_rest = max(self.least_rest, float(prices.least))
            self.tell()

    @property
    def lacks_prices(self) -> bool:
        """Whether prices are asked for and do not prove yet that the best plan is best."""
        if not self.priced or self.chosen is None:
            return False
        least = 0 if self.cheapest is None else self.cheapest.least
        return least < self.program.rest(self.chosen) * (1 - PROVEN)

    def raise_least_left(self, bound: float) -> None:
        """Note a proven bound on the weight left, which is a whole number."""
        if np.isfinite(bound):
            self.least_left = max(self.least_left, int(np.ceil(bound - _NOISE)))
            self.tell()

    def bound(self) -> int:
        """Return the proven bound on the whole cost."""
        bound = self.program.step * self.least_left
        if self.chosen is not None and self.program.left(self.chosen) <= self.least_left:
            bound += max(0, int(np.floor(self.least_rest)))
        return bound

    @property
    def settled(self) -> bool:
        """Whether the rest is proven at the best plan's coverage, and no prices are lacking."""
        if self.chosen is None or self.lacks_prices:
            return False
        least = self.program.left(self.chosen) <= self.least_left
        return least and self.least_rest >= self.program.rest(self.chosen) * (1 - PROVEN)
