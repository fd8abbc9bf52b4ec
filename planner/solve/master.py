"""The master over patterns: at most one a worker, so that all links hold and enough is covered."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.patterns import Patterns, Pricing
from planner.solve.relaxation import SCALE, Floats, Matrix


@dataclass(frozen=True)
class Lines:
    """The master's linear relaxation over all patterns: its value and what its rows pay."""

    value: float  # cost points
    paid: Floats  # (arcs,)
    worker_paid: Floats  # (workers,)
    short: float  # how far below 0 a reduced cost may still be
    used: Patterns  # the patterns the relaxation uses
    share: Floats  # and how much of each
    links: Floats  # (links,) the price of each link
    covering: float  # the price of one weight covered
    least: Floats  # (workers,) what no pattern costs less than, less what the rows pay for its arcs

    def reduced(self, patterns: Patterns) -> Floats:
        """Return the reduced costs of patterns."""
        return reduced_costs(patterns, self.paid, self.worker_paid)


@dataclass
class Master:
    """The patterns found so far and the rows over them.

    With `missed`, what one weight costs that is covered less than the least; without, no less will do.
    """

    program: Program
    least_covered: int
    pricing: Pricing
    columns: Patterns
    missed: float | None = None

    def matrix(self, columns: Patterns) -> Matrix:
        """Return the master over some patterns."""
        program, count = self.program, len(columns)
        row, slot = np.nonzero(columns.arcs >= 0)
        members = sparse.coo_array(
            (np.ones(len(row)), (columns.arcs[row, slot], row)), shape=(program.arcs, count)
        ).tocsr()
        of_worker = sparse.coo_array(
            (np.ones(count), (columns.worker, np.arange(count))), shape=(program.workers, count)
        ).tocsr()
        covers = sparse.csr_array(program.covers[None, :].astype(np.float64)) @ members
        rows = sparse.vstack([sparse.csr_array(program.links @ members), of_worker, covers])
        cost = columns.cost
        if self.missed is not None:
            less = sparse.csr_array(([1.0], ([rows.shape[0] - 1], [0])), shape=(rows.shape[0], 1))
            rows, cost = sparse.hstack([rows, less]), np.append(cost, self.missed)
        return Matrix(
            cost=cost / SCALE,
            rows=sparse.csr_array(rows),
            lower=np.concatenate(
                [program.lower, np.full(program.workers, -np.inf), [self.least_covered]]
            ),
            upper=np.concatenate([program.upper, np.ones(program.workers), [np.inf]]),
            arcs=count,
            most=np.inf,
        )

    def add(self, patterns: Patterns) -> None:
        """Take in more patterns."""
        self.columns = self.columns.and_also(patterns)

    def nearest(self, lines: Lines, most: int) -> Patterns:
        """Return so many of the patterns found, those of least reduced cost."""
        return lowest(self.columns, lines.reduced(self.columns), most)

    def prices(self, dual: Floats) -> tuple[Floats, Floats]:
        """Return what the rows pay for each arc and for using each worker, in cost points."""
        dual = dual * SCALE
        links, workers = len(self.program.lower), self.program.workers
        paid = self.program.links.T @ dual[:links] + self.program.covers * dual[-1]
        return paid, np.minimum(0.0, dual[links : links + workers])

    def plan(self, columns: Patterns, taken: Bools) -> Bools:
        """Return the arcs of the patterns that are taken."""
        chosen = np.zeros(self.program.arcs, dtype=bool)
        arcs = columns.arcs[taken]
        chosen[arcs[arcs >= 0]] = True
        return chosen


def reduced_costs(patterns: Patterns, paid: Floats, worker_paid: Floats) -> Floats:
    """Return what patterns cost less what the rows pay for them."""
    there = patterns.arcs >= 0
    paid_for = np.where(there, paid[patterns.arcs], 0.0).sum(axis=1)
    reduced: Floats = patterns.cost - paid_for - worker_paid[patterns.worker]
    return reduced


def lowest(patterns: Patterns, reduced: Floats, most: int) -> Patterns:
    """Return the patterns of least reduced cost, in their order."""
    return patterns.only(np.sort(np.argsort(reduced, kind="stable")[:most]))


def lowest_each(patterns: Patterns, reduced: Floats, each: int) -> Patterns:
    """Return each worker's patterns of least reduced cost, so many at most."""
    order = np.lexsort((reduced, patterns.worker))
    worker: Ints = patterns.worker[order]
    first = np.searchsorted(worker, worker)
    return patterns.only(np.sort(order[np.arange(len(order)) - first < each]))
