"""The smallest change that would let a left case be taken, with everything else as proposed.

Smallest: fewest limits, then the least relative amount. A yes-or-no fact (a skill, a language) counts
as one limit of the full amount; a conflict of interest, what a client requires or refuses
and a group kept apart are never offered as a change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain import Plan
from planner.explain.standing import in_the_way
from planner.problem import Problem
from planner.program import Program
from planner.rule import Breach, Rule

NEVER_CHANGED = (
    "conflict-of-interest",
    "client",
    "must-assign",
    "own-limits",
    "apart",
)


@dataclass(frozen=True)
class Repair:
    """A worker who could take the case if these limits were raised; `breaches` has one of each."""

    worker: str
    breaches: tuple[Breach, ...]

    @property
    def size(self) -> tuple[int, float]:
        """The number of limits, and the sum of their relative amounts."""
        return len(self.breaches), sum(relative(breach) for breach in self.breaches)


def relative(breach: Breach) -> float:
    """Return by which share of itself a limit would have to rise; 1 for a yes-or-no fact."""
    return (breach.needed - breach.limit) / breach.limit if breach.limit else 1.0


def smallest_change(
    problem: Problem, program: Program, rules: Sequence[Rule], plan: Plan, case: str
) -> Repair | None:
    """Return the smallest change that would let a case be taken, or None where no change may."""
    repairs = []
    for worker in problem.workers:
        found = in_the_way(problem, program, rules, case, worker.id, beside=plan.assignments)
        if not any(breach.rule in NEVER_CHANGED for breach in found):
            repairs.append(Repair(worker.id, _one_of_each(found)))
    return min(repairs, key=lambda repair: (*repair.size, repair.worker), default=None)


def _one_of_each(found: Sequence[Breach]) -> tuple[Breach, ...]:
    """Return for each limit the week in which it would have to rise most."""
    worst: dict[tuple[str, str], Breach] = {}
    for breach in found:
        key = (breach.rule, breach.what)
        if key not in worst or relative(breach) > relative(worst[key]):
            worst[key] = breach
    return tuple(worst.values())
