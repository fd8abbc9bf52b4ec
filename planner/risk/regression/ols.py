"""Which coefficients fit a set of answers best, and how sure they are: ordinary least squares."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ols:
    """A fit of y on an intercept and the k columns of x, by the QR decomposition of [1, x].

        b   = argmin |y - [1, x] b|^2
        cov = RSS / (n - k - 1) x (X'X)^-1,     X = [1, x]

    `b` has shape (k + 1,), the intercept first; `covariance` (k + 1, k + 1); `residuals` and `leverage`,
    the diagonal of X (X'X)^-1 X', have shape (n,).
    """

    b: Floats
    covariance: Floats
    residuals: Floats
    leverage: Floats
    rss: float
    tss: float

    @property
    def df(self) -> int:
        """Residual degrees of freedom, n - k - 1."""
        return len(self.residuals) - len(self.b)

    @property
    def r2(self) -> float:
        """Share of the outcome's variance explained, 1 - RSS / TSS."""
        return 1 - self.rss / self.tss

    @cached_property
    def se(self) -> Floats:
        """Standard errors, shape (k + 1,)."""
        return np.sqrt(np.diag(self.covariance))


def ols(x: Floats, y: Floats) -> Ols:
    """Return the fit of y, shape (n,), on an intercept and the columns of x, shape (n, k), n > k + 1."""
    design = np.column_stack([np.ones(len(y)), x])
    q, r = np.linalg.qr(design)
    inverse = np.linalg.inv(r)
    b = inverse @ (q.T @ y)
    residuals = y - design @ b
    rss = float(residuals @ residuals)
    covariance = rss / (len(y) - len(b)) * (inverse @ inverse.T)
    tss = float(((y - y.mean()) ** 2).sum())
    return Ols(b, covariance, residuals, (q**2).sum(axis=1), rss, tss)


def inflation(x: Floats) -> Floats:
    """Return the variance inflation factor of each column, shape (k,).

    VIF = 1 / (1 - R2 of the column on the others); infinite where the others give it exactly.
    """
    return np.array([_inflation(x, place) for place in range(x.shape[1])])


def _inflation(x: Floats, place: int) -> float:
    others = np.delete(x, place, axis=1)
    if not others.shape[1]:
        return 1.0
    scaled = (others - others.mean(axis=0)) / others.std(axis=0)
    column = x[:, place] - x[:, place].mean()
    fitted = scaled @ np.linalg.lstsq(scaled, column, rcond=None)[0]
    left = column - fitted
    share = float(left @ left) / float(column @ column)
    return 1 / share if share > _EXACT else np.inf


_EXACT = 1e-10  # of a column's variance: less than this left over is rounding
