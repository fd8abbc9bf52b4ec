"""Why no plan exists: a smallest set of rules that cannot hold together.

Each rule is left out in turn; where no plan exists without it either, it plays no part. What remains
conflicts, and leaving any one of it out makes a plan possible. Two engines must agree on each step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.problem import Problem
from planner.program import build
from planner.rule import Rule
from planner.solve.outcome import Ending
from planner.solve.search import search

_SECONDS = 10.0


@dataclass(frozen=True)
class Conflict:
    """The names of rules that cannot hold together, and the cases that have to be assigned."""

    rules: tuple[str, ...]
    must_assign: tuple[str, ...]


def conflict(problem: Problem, rules: Sequence[Rule]) -> Conflict | None:
    """Return a smallest set of conflicting rules, or None where a plan exists or none is proven."""
    kept = list(rules)
    if not _impossible(problem, kept):
        return None
    for rule in rules:
        without = [other for other in kept if other is not rule]
        if _impossible(problem, without):
            kept = without
    return Conflict(
        rules=tuple(rule.name for rule in kept),
        must_assign=tuple(case.id for case in problem.cases if case.must_assign),
    )


def _impossible(problem: Problem, rules: Sequence[Rule]) -> bool:
    program = build(problem, rules, goals=())
    wanted = replace(program, left_weight=program.left_weight * 0)
    return search(wanted, _SECONDS).ending is Ending.NONE
