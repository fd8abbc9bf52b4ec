"""The engine's duals as whole prices, with the bound that an exact count of them will confirm.

Prices are thousandths of a cost point. Rounding a dual moves the reduced cost of a worker's set of arcs
by no more than half a thousandth for each unit of a row that its arcs are in; that, and what a count may
leave open (`_SLACK`), is taken off beforehand.
"""

import numpy as np

from planner.problem.arrays import Ints
from planner.program import Program
from planner.program.certificate import COVERING, Prices
from planner.solve.master import Lines, Master
from planner.solve.patterns import Pricing
from planner.solve.relaxation import SCALE, Floats

MILLIS = 1000
_SLACK = 0.2  # cost points a worker
_EXACT = 1e-9  # of the value: an engine's sum is no better than this


def prices_of_rest(master: Master, lines: Lines) -> Prices:
    """Return the prices that bound the rest, where lines were proven."""
    prices = _rounded(lines.links, lines.covering)
    return prices.model_copy(update={"least": _of_patterns(master, lines, prices) // MILLIS})


def prices_of_left(program: Program, master: Master, lines: Lines) -> Prices:
    """Return the prices that bound the weight left, where lines were proven of coverage alone."""
    prices = _rounded(lines.links, lines.covering)
    least = program.weight - (-_of_patterns(master, lines, prices) // (COVERING * MILLIS))
    return prices.model_copy(update={"least": max(0, least)})


def prices_of_arcs(program: Program, dual: Floats, bound: float) -> Prices:
    """Return the prices that bound the rest by the arcs' own lines, whose bound is in scaled cost.

    A worker's sets of arcs cost no less than the rows of that worker let the lines believe.
    """
    links = len(program.lower)
    prices = _rounded(dual[:links] * SCALE, float(dual[links]) * SCALE)
    sides = np.maximum(np.abs(program.lower), np.abs(program.upper))
    paid = 0.5 * sides[np.abs(dual[:links]) > 0].sum() + 0.5 * program.weight
    slack = _moved(program).sum() + paid + _EXACT * MILLIS * SCALE * abs(bound) + MILLIS
    least = bound * SCALE * MILLIS - slack
    return prices.model_copy(update={"least": int(np.floor(least / MILLIS))})


def _rounded(links: Floats, covering: float) -> Prices:
    price = np.rint(links * MILLIS).astype(np.int64)
    there = tuple((int(link), int(price[link])) for link in np.flatnonzero(price))
    return Prices(links=there, covering=max(0, round(covering * MILLIS)), least=0)


def _of_patterns(master: Master, lines: Lines, prices: Prices) -> int:
    """Return the bound, in thousandths: what the sides are paid, and each worker's least."""
    program = master.program
    lower, upper = program.lower.tolist(), program.upper.tolist()
    paid: int = sum(price * (lower if price > 0 else upper)[link] for link, price in prices.links)
    paid += prices.covering * master.least_covered
    least = np.floor(np.minimum(0.0, lines.least * MILLIS - _moved(program)))
    return paid + int(least.sum())


def _moved(program: Program) -> Floats:
    """Return by how much rounding may move the least of each worker, in thousandths, and the slack."""
    moved: Ints = abs(program.links).sum(axis=0) + np.abs(program.covers)
    most = Pricing(program).most_arcs(np.arange(program.arcs))
    moves: Floats = _SLACK * MILLIS + 0.5 * moved.max(initial=0) * most
    return moves
