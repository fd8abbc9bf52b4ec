"""The smallest change that would let a left case be taken, with everything else as proposed.

Smallest: fewest limits, then the least relative amount. A yes-or-no fact (a skill, a language) counts
as one limit of the full amount; a conflict of interest, what a client requires or refuses
and a group kept apart are never offered as a change. A helper who is needed stands in the way only where
nobody is free.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.domain import Plan, Proposed
from planner.explain.free_helpers import FreeHelpers, helped
from planner.explain.standing import item_of
from planner.problem import Problem
from planner.program import Program, build
from planner.rule import Breach, Rule
from planner.solve.insertion import Insertion

NEVER_CHANGED = (
    "conflict-of-interest",
    "client",
    "moves",
    "must-assign",
    "own-limits",
    "apart",
)

_INCLUDES = {"budget-margin": "dose-budget"}
"""Rules of one limit: raised far enough for the first, it is for the second."""


@dataclass(frozen=True)
class Repair:
    """A worker who could take the case if these limits were raised; `breaches` has one of each."""

    worker: str
    breaches: tuple[Breach, ...]

    @cached_property
    def order(self) -> tuple[int, float, str]:
        """The number of limits, the sum of their relative amounts, and the worker: the least is told."""
        return len(self.breaches), sum(relative(breach) for breach in self.breaches), self.worker


def relative(breach: Breach) -> float:
    """Return by which share of itself a limit would have to rise or fall; 1 for a yes-or-no fact."""
    return abs(breach.needed - breach.limit) / breach.limit if breach.limit else 1.0


def smallest_change(  # noqa: PLR0913  (where, what, and what is known already)
    problem: Problem,
    program: Program,
    rules: Sequence[Rule],
    plan: Plan,
    case: str,
    *,
    met: Mapping[str, Sequence[Breach]],
) -> Repair | None:
    """Return the smallest change that would let a case be taken, or None where no change may.

    `met`: what is in each worker's way.
    """
    item = item_of(problem, program, case)
    together = [problem.cases[member].id for member in program.items[item]]
    helpers = FreeHelpers(problem, rules, plan, together)
    with_help = [_repair(worker, helped(found)) for worker, found in met.items()]
    best: Repair | None = None
    for least in sorted(filter(None, with_help), key=lambda repair: repair.order):
        if best is not None and best.order < least.order:
            break  # whether anybody is free to help these makes no change smaller
        found = _repair(least.worker, helpers.lacking(met[least.worker], least.worker))
        if found is not None and (best is None or found.order < best.order):
            best = found
    return best


def _repair(worker: str, found: Sequence[Breach]) -> Repair | None:
    return Repair(worker, _one_of_each(found)) if all(map(_may_change, found)) else None


def _may_change(breach: Breach) -> bool:
    """Return whether what a breach needs is ever offered: of a case's roles, only a second worker."""
    if breach.rule == "one-lead":
        return breach.what == "one-of-two-workers"
    return breach.rule not in NEVER_CHANGED


def split(
    problem: Problem, rules: Sequence[Rule], plan: Plan, family: Sequence[str]
) -> tuple[Proposed, ...]:
    """Return who could take each case of a family that goes together if it were split, or nothing.

    All else stays as proposed; the rule that keeps families together is the only one left out.
    """
    apart = build(problem, [rule for rule in rules if rule.name != "together"], ())
    chosen = apart.chosen(problem, plan)
    if chosen is None:
        return ()
    beside = Insertion(apart)
    beside.put(np.flatnonzero(chosen).tolist())
    for case in family:
        options = beside.options(item_of(problem, apart, case))
        if not options:
            return ()
        beside.put(options[0].arcs)
    found = apart.plan(problem, beside.chosen)
    return tuple(proposed for proposed in found.assignments if proposed.case in family)


def _one_of_each(found: Sequence[Breach]) -> tuple[Breach, ...]:
    """Return for each limit the week in which it would have to rise most, and each limit once."""
    broken = {breach.rule for breach in found}
    included = {other for rule, other in _INCLUDES.items() if rule in broken}
    worst: dict[tuple[str, str], Breach] = {}
    for breach in (each for each in found if each.rule not in included):
        key = (breach.rule, breach.what)
        if key not in worst or relative(breach) > relative(worst[key]):
            worst[key] = breach
    return tuple(worst.values())
