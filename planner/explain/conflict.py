"""Why no plan exists: a smallest set of rules that cannot hold together.

Halves of the rules are left out at once as long as no plan exists without them (QuickXplain: Junker,
AAAI 2004), each time asking one engine of the cases that must be assigned alone. What is found is then
shown afresh, of the whole program: no plan exists under all rules of the set, where two engines must
agree; and without any one of them there is a plan, which is checked against every row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.program import Program, build
from planner.rule import Rule
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.insertion import Insertion
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
    if not _impossible(problem, rules):
        return None
    kept = _needed(problem, [], list(rules), asked=False)
    kept = [rule for rule in rules if rule in kept]  # in the order a supervisor would read them
    if not _proven(problem, kept):
        return None
    return Conflict(
        rules=tuple(rule.name for rule in kept),
        must_assign=tuple(case.id for case in problem.cases if case.must_assign),
    )


def _needed(problem: Problem, beside: list[Rule], rules: list[Rule], *, asked: bool) -> list[Rule]:
    """Return a smallest set of some rules with which no plan exists beside others.

    `asked`: whether those others have grown, so that they may conflict by themselves.
    """
    if asked and _impossible(problem, beside):
        return []
    if len(rules) == 1:
        return rules
    half = len(rules) // 2
    first, second = rules[:half], rules[half:]
    of_second = _needed(problem, [*beside, *first], second, asked=True)
    of_first = _needed(problem, [*beside, *of_second], first, asked=bool(of_second))
    return [*of_first, *of_second]


def _impossible(problem: Problem, rules: Sequence[Rule]) -> bool:
    """Return whether one engine proves that what must be assigned has no plan under some rules."""
    program = _program(problem, rules)
    if program.link_rules and (_asking(program) & (np.diff(program.links.indptr) == 0)).any():
        return True  # nobody is left for it
    few = program.among(_must_be(program))
    if few.broken(_by_turns(few)):
        return solve_by_cpsat(few, _SECONDS, by_work=True).ending is Ending.NONE
    return False


def _proven(problem: Problem, rules: Sequence[Rule]) -> bool:
    """Return whether two engines find no plan under some rules, and there is one without any of them."""
    if search(_program(problem, rules), _SECONDS).ending is not Ending.NONE:
        return False
    for rule in rules:
        program = _program(problem, [other for other in rules if other is not rule])
        chosen = _by_turns(program)
        if program.broken(chosen):
            found = search(program, _SECONDS).chosen
            if found is None or program.broken(found):
                return False
    return True


def _program(problem: Problem, rules: Sequence[Rule]) -> Program:
    program = build(problem, rules, goals=())
    return replace(program, left_weight=program.left_weight * 0)


def _must_be(program: Program) -> set[int]:
    """Return the items that some link asks to be taken, other than by staying."""
    asking = program.links[np.flatnonzero(_asking(program))]
    arcs = np.flatnonzero(np.asarray((asking > 0).sum(axis=0)) > 0)
    return set(program.item[arcs[program.item[arcs] >= 0]].tolist())


def _asking(program: Program) -> Bools:
    """Return which links ask for something to be taken, other than by staying."""
    names = np.array([rule != "stays" for rule in program.link_rules], dtype=bool)
    return np.asarray(names & (program.lower > 0))


def _by_turns(program: Program) -> Bools:
    """Return a plan in which open cases stay and what must be taken goes where it fits, in turn."""
    insertion = Insertion(program)
    insertion.put(np.flatnonzero(program.stays).tolist())
    must = sorted(_must_be(program), key=lambda item: (len(insertion.layout.leads(item)), item))
    for item in must:
        option = insertion.cheapest(item)
        if option is not None:
            insertion.put(option.arcs)
    return insertion.chosen
