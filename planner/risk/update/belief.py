"""What is believed of coefficients and noise, before and after answers: conjugate Bayesian regression.

    y | beta, s2 ~ Normal(X beta, s2 I)
    beta | s2    ~ Normal(mean, s2 precision^-1)
    s2           ~ Inverse gamma(a, b)

Learning from n answers keeps the form, and the order of answers does not matter:

    precision' = precision + X'X
    mean'      = precision'^-1 (precision mean + X'y)
    a'         = a + n / 2
    b'         = b + (|y - X mean'|^2 + (mean' - mean)' precision (mean' - mean)) / 2

Gelman et al., Bayesian data analysis, 3rd edition, section 14.8 (informative priors as extra data).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Belief:
    """A normal-inverse-gamma belief about k coefficients: `mean` (k,), `precision` (k, k), `a`, `b`."""

    mean: Floats
    precision: Floats
    a: float
    b: float

    @property
    def noise(self) -> float:
        """The variance of outcomes around the line, b / a."""
        return self.b / self.a

    @property
    def df(self) -> float:
        """Degrees of freedom of every Student distribution below, 2 a."""
        return 2 * self.a

    def scales(self) -> Floats:
        """Return the scale of each coefficient's Student distribution, shape (k,).

        scale = sqrt(b / a x diagonal of precision^-1)
        """
        scales: Floats = np.sqrt(self.noise * np.diag(np.linalg.inv(self.precision)))
        return scales

    def predicted(self, x: Floats) -> tuple[Floats, Floats]:
        """Return centre and scale of the Student distribution of the outcome at rows of x, (n, k).

        scale^2 = b / a x (1 + x precision^-1 x')
        """
        unsure = np.einsum("ij,jk,ik->i", x, np.linalg.inv(self.precision), x)
        return x @ self.mean, np.sqrt(self.noise * (1 + unsure))


def discounted(belief: Belief, share: float) -> Belief:
    """Return a belief that counts for only a share of the answers it counted for: a power prior.

    The likelihood behind it is raised to the power `share`, above 0 and at most 1 (Ibrahim and Chen
    2000): precision, a and b are multiplied by it. Mean and noise stay.
    """
    return Belief(belief.mean, belief.precision * share, belief.a * share, belief.b * share)


def learned(belief: Belief, x: Floats, y: Floats) -> Belief:
    """Return the belief after outcomes y, shape (n,), at rows of x, shape (n, k)."""
    precision = belief.precision + x.T @ x
    told = belief.precision @ belief.mean + x.T @ y
    mean = np.linalg.solve(precision, told).astype(np.float64)
    residuals, moved = y - x @ mean, mean - belief.mean
    b = belief.b + float(residuals @ residuals + moved @ belief.precision @ moved) / 2
    return Belief(mean, precision, belief.a + len(y) / 2, b)
