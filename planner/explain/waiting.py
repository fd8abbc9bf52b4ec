"""Who waits after a plan, and how many workers each public rule keeps from them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain import Plan
from planner.explain.reasons import Left, left
from planner.problem import Problem
from planner.program import Program
from planner.rule import Rule


@dataclass(frozen=True)
class InTheWay:
    """A rule, and the skill, licence or language it is about, that keeps workers from waiting cases.

    `cases`: those it keeps anybody from; `most`: for how many of them no other keeps out as many;
    `workers`: how many workers it keeps out, on the average of its cases.
    """

    rule: str
    what: str
    cases: tuple[str, ...]
    most: int
    workers: float


def waiting(problem: Problem, program: Program, rules: Sequence[Rule], plan: Plan) -> list[Left]:
    """Return what stands in the way of each case left, most urgent first; all hands in public ones."""
    cases = sorted(
        problem.left(plan), key=lambda case: (-problem.urgency[problem.case_at[case.id]], case.id)
    )
    return [left(problem, program, rules, plan, case.id, change=False) for case in cases]


def in_the_ways(found: Sequence[Left]) -> list[InTheWay]:
    """Return by rule what stands in the way of waiting cases, of most cases first."""
    cases: dict[tuple[str, str], list[str]] = {}
    kept_out: Counter[tuple[str, str]] = Counter()
    most: Counter[tuple[str, str]] = Counter()
    for each in found:
        for key, count in each.in_the_way.items():
            cases.setdefault(key, []).append(each.case)
            kept_out[key] += count
            most[key] += count == max(each.in_the_way.values())
    told = [
        InTheWay(rule, what, tuple(of), most[rule, what], kept_out[rule, what] / len(of))
        for (rule, what), of in cases.items()
    ]
    return sorted(told, key=lambda each: (-each.most, -len(each.cases), each.rule, each.what))
