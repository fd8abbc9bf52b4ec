"""How many sets of arcs a worker could take: what tells which search fits a program."""

from math import comb

import numpy as np

from planner.program import Program
from planner.solve.patterns import MOST_SETS, Pricing

_FEW = 2_000


def dense(program: Program) -> bool:
    """Whether workers take so many items of so many that their sets cannot be listed."""
    if not program.workers:
        return False
    leads = round(int((program.item >= 0).sum()) / program.workers)
    each = round((len(program.items) - program.bundles) / program.workers)
    return comb(leads, min(each, leads)) > MOST_SETS


def few_sets(program: Program) -> bool:
    """Whether every worker's sets of arcs are so few that listing them costs nothing."""
    arcs = np.bincount(program.worker, minlength=program.workers).tolist()
    most = Pricing(program).most_arcs(np.arange(program.arcs)).tolist()
    return all(
        comb(mine, min(fit, mine // 2)) <= _FEW for mine, fit in zip(arcs, most, strict=True) if mine
    )
