"""How chance is drawn, so that the same seed gives the same draws on every machine.

Everything is drawn from numpy's raw doubles in [0, 1) and turned into choices by comparison,
addition, multiplication and division only, which every machine does alike.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from planner.units import Thousandths

T = TypeVar("T")
_AT_ONCE = 4096


class Chance:
    """One stream of chance, apart from all others."""

    def __init__(self, seed: np.random.SeedSequence) -> None:
        self._generator = np.random.default_rng(seed)
        self._ready: list[float] = []

    def part(self) -> float:
        """Return a number from 0 up to, and without, 1."""
        if not self._ready:
            self._ready = self._generator.random(_AT_ONCE).tolist()[::-1]
        return self._ready.pop()

    def yes(self, share: Thousandths) -> bool:
        """Return True in this share of draws."""
        return self.part() * 1000 < share

    def whole(self, least: int, most: int) -> int:
        """Return a whole number between two, both included, all equally likely."""
        return least + int(self.part() * (most - least + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, all equally likely."""
        return items[self.whole(0, len(items) - 1)]

    def weighted(self, weights: Sequence[int]) -> int:
        """Return a place in the list, as likely as its weight says."""
        left = self.part() * sum(weights)
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return place
        return len(weights) - 1

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in an order drawn at random."""
        order = list(items)
        for place in range(len(order) - 1, 0, -1):
            other = self.whole(0, place)
            order[place], order[other] = order[other], order[place]
        return order

    def around(self, spread: Thousandths) -> Thousandths:
        """Return a number about 1000 with this standard deviation, never further away than thrice.

        The sum of three equal draws, which is near enough to normal.
        """
        return 1000 + int(spread * 2 * (self.part() + self.part() + self.part() - 1.5))

    def quota(self, items: Sequence[T], share: Thousandths) -> list[T]:
        """Return exactly this share of the items, in their order, drawn at random."""
        count = (len(items) * share + 500) // 1000
        chosen = sorted(self.shuffled(range(len(items)))[:count])
        return [items[place] for place in chosen]


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """Return whole parts of a total in proportion to weights: largest remainders first."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def streams(seed: int, names: Sequence[str]) -> dict[str, Chance]:
    """Return a stream for each source of chance, so that changing one leaves the others."""
    spawned = np.random.SeedSequence(seed).spawn(len(names))
    return {name: Chance(one) for name, one in zip(names, spawned, strict=True)}
