"""How many cases does each rule block, and how many workers does it close, before it bites?

A rule is judged alone, beside the rule of one lead only, for one case at a time: what it keeps apart,
no plan can bring together. Judged on the public side, so that nothing of a private limit is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.problem import Problem
from planner.problem.arrays import Bools, Ints
from planner.program import build
from planner.rule import Rule
from planner.solve.insertion import Insertion

_BESIDE = "one-lead"


@dataclass(frozen=True)
class Bite:
    """What one rule keeps apart among the new cases and the workers.

    `blocks`: cases nobody could take under it alone. `last_straw`: cases nobody can take under all
    rules, and somebody could without it. `closes`: workers who could take no case under it alone.
    `keeps_apart`: the share of pairs of a case and a worker that it excludes alone.
    """

    rule: str
    blocks: tuple[str, ...]
    last_straw: tuple[str, ...]
    closes: tuple[str, ...]
    keeps_apart: float


def bites(problem: Problem, rules: Sequence[Rule], *, last_straw: bool = True) -> list[Bite]:
    """Return what each public rule keeps apart; `problem` is the public one.

    `last_straw`: whether to look for it, which takes about as long as all the rest.
    """
    new = np.array([problem.case_at[case.id] for case in problem.agency.new_cases], dtype=np.int64)
    told = [rule for rule in rules if rule.public]
    blocked = new[~_takers(problem, told, new).any(axis=1)] if last_straw else new[:0]
    return [_bite(problem, told, rule, new, _freed(problem, told, rule, blocked)) for rule in told]


def _bite(problem: Problem, rules: Sequence[Rule], rule: Rule, new: Ints, freed: Ints) -> Bite:
    alone = [other for other in rules if other.name in {_BESIDE, rule.name}]
    takers = _takers(problem, alone, new)
    closed = ~np.asarray(takers.any(axis=0)) & (len(new) > 0)
    return Bite(
        rule.name,
        blocks=_cases(problem, new[~takers.any(axis=1)]),
        last_straw=_cases(problem, freed),
        closes=tuple(problem.workers[place].id for place in np.flatnonzero(closed)),
        keeps_apart=float(1 - takers.mean()) if takers.size else 0.0,
    )


def _freed(problem: Problem, rules: Sequence[Rule], rule: Rule, blocked: Ints) -> Ints:
    """Return the blocked cases that somebody could take without a rule."""
    if not len(blocked) or rule.name == _BESIDE:
        return blocked[:0]
    others = [other for other in rules if other is not rule]
    return blocked[_takers(problem, others, blocked).any(axis=1)]


def _takers(problem: Problem, rules: Sequence[Rule], cases: Ints) -> Bools:
    """Return who could take each of some cases, if nothing else were given out: (cases, workers)."""
    program = build(problem, rules, ())
    insertion = Insertion(program)
    takers = np.zeros((len(problem.cases), len(problem.workers)), dtype=bool)
    asked = set(cases.tolist())
    for item, members in enumerate(program.items):
        if asked.intersection(members):
            for option in insertion.options(item):
                takers[list(members), program.worker[option.lead]] = True
    return takers[cases]


def _cases(problem: Problem, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(problem.cases[place].id for place in places)
