"""What raters judged: pairs of vignettes, or ratings of single ones, as arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """N comparisons: who judged, which vignette was found heavier, and which lighter.

    Raters and vignettes are places in `raters` and `vignettes`; `tier` is of each vignette.
    """

    file: str
    raters: tuple[str, ...]
    vignettes: tuple[str, ...]
    tier: Ints  # (V,)
    rater: Ints  # (N,)
    heavier: Ints  # (N,)
    lighter: Ints  # (N,)
    skipped: int

    judged = "pairs"

    @property
    def n(self) -> int:
        """How many judgements there are."""
        return len(self.rater)

    @cached_property
    def per_vignette(self) -> Ints:
        """How often each vignette was judged, shape (V,)."""
        both = np.concatenate([self.heavier, self.lighter])
        return np.bincount(both, minlength=len(self.vignettes))

    @cached_property
    def wins_of(self) -> Ints:
        """How often each rater found one heavier than the other, shape (R, V, V)."""
        count = len(self.vignettes)
        wins = np.zeros((len(self.raters), count, count), dtype=np.int64)
        np.add.at(wins, (self.rater, self.heavier, self.lighter), 1)
        return wins


@dataclass(frozen=True)
class Ratings:
    """N ratings from 0: who rated which vignette how; else as `Pairs`."""

    file: str
    raters: tuple[str, ...]
    vignettes: tuple[str, ...]
    tier: Ints  # (V,)
    rater: Ints  # (N,)
    vignette: Ints  # (N,)
    rating: Floats  # (N,)
    skipped: int

    judged = "ratings"

    @property
    def n(self) -> int:
        """How many judgements there are."""
        return len(self.rater)

    @cached_property
    def per_vignette(self) -> Ints:
        """How often each vignette was rated, shape (V,)."""
        return np.bincount(self.vignette, minlength=len(self.vignettes))

    @cached_property
    def table(self) -> Floats:
        """The rating of each vignette by each rater, NaN where there is none, shape (R, V)."""
        table = np.full((len(self.raters), len(self.vignettes)), np.nan)
        table[self.rater, self.vignette] = self.rating
        return table


Judgements = Pairs | Ratings
