"""How whole columns of answers are standardised, and made from standard ones: `Term.z`, many at once."""

import numpy as np
import numpy.typing as npt

from planner.risk.entries import Term

Floats = npt.NDArray[np.float64]


def z_of(term: Term, values: npt.ArrayLike) -> Floats:
    """Return `term.z` of each value, shape as given."""
    inside = np.clip(np.asarray(values, dtype=np.float64), *term.observed)
    if term.transform == "none":
        z: Floats = (inside - term.centre) / term.scale
    else:
        z = (np.log1p(inside) - np.log1p(term.centre)) / term.scale
    return z


def values_at(term: Term, z: Floats) -> Floats:
    """Return the raw value at each z, shape as given; also beyond `observed`."""
    if term.transform == "none":
        return term.centre + term.scale * z
    values: Floats = np.expm1(np.log1p(term.centre) + term.scale * z)
    return values
