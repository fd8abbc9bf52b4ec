"""What a claim is about, in hashes: so that a claim is not read beside another agency or plan."""

from hashlib import sha256

import numpy as np

from planner.domain import Plan
from planner.prices import Prices


def plan_hash(plan: Plan) -> str:
    """Return a hash of who takes what, whatever the order."""
    lines = sorted(each.model_dump_json() for each in plan.assignments)
    return sha256("\n".join(lines).encode()).hexdigest()


def price_hash(prices: Prices | None) -> str | None:
    """Return a hash of the lookahead prices, None where there are none."""
    if prices is None:
        return None
    digest = sha256(" ".join(prices.workers).encode())
    for table in (prices.minutes, prices.dose):
        digest.update(f"{table.shape}".encode())
        digest.update(np.ascontiguousarray(table, dtype="<i8").tobytes())
    return digest.hexdigest()
