"""What must hold across workers: the links of a program, each case once, and how much is covered."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.problem.arrays import Ints
from planner.program import Program


@dataclass(frozen=True)
class Rows:
    """lower <= table @ arcs <= upper."""

    table: sparse.csr_array[np.int64]  # (rows, arcs)
    lower: Ints
    upper: Ints

    def with_all(self, arcs: Ints) -> "Rows":
        """Return these rows and one more: all of some arcs are chosen."""
        row = np.zeros((1, self.table.shape[1]), dtype=np.int64)
        row[0, arcs] = 1
        table = sparse.csr_array(sparse.vstack([self.table, sparse.csr_array(row)]))
        count = len(arcs)
        return Rows(table, np.append(self.lower, count), np.append(self.upper, count))


def rows_of(program: Program, must: Collection[int] = (), covered: int = 0) -> Rows:
    """Return the rows of a program in which some cases are all given, and so much weight is covered.

    Every case is given once at most, whatever the links say.
    """
    links = program.links
    least: Ints = np.asarray(links.minimum(0).sum(axis=1)).ravel()
    most: Ints = np.asarray(links.maximum(0).sum(axis=1)).ravel()
    matter = np.flatnonzero((least < program.lower) | (most > program.upper))
    cases = sorted({case for item in program.items for case in item} | set(must))
    at = {case: place for place, case in enumerate(cases)}
    pairs = [
        (at[case], arc)
        for arc in np.flatnonzero(program.item >= 0).tolist()
        for case in program.items[program.item[arc]]
    ]
    row, arc = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    once = sparse.coo_array((np.ones(len(row), np.int64), (row, arc)), (len(cases), program.arcs))
    parts = [links[matter], once.tocsr()]
    lower = [program.lower[matter], np.array([case in must for case in cases], dtype=np.int64)]
    upper = [program.upper[matter], np.ones(len(cases), dtype=np.int64)]
    if covered:
        parts.append(sparse.csr_array(program.covers[None, :]))
        lower.append(np.array([covered]))
        upper.append(np.array([max(covered, program.weight)]))
    table = sparse.vstack(parts).tocsr()
    return Rows(sparse.csr_array(table), np.concatenate(lower), np.concatenate(upper))
