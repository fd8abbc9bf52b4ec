"""Which rules a plan breaks by their rows alone: cases and workers in plain numpy, no program.

Any plan may be asked about, also one that makes no sense. A lead or support that a plan names twice
counts twice.
"""

from collections.abc import Iterable

import numpy as np

from planner.domain import HELPERS, Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.rule import Link, Local, Rule


def broken_by_rows(problem: Problem, rules: Iterable[Rule], plan: Plan) -> set[str]:
    """Return the names of the rules of which a plan breaks a row."""
    counts = {role: np.zeros((len(problem.cases), len(problem.workers)), int) for role in Role}
    for proposed in plan.assignments:
        case = problem.case_at[proposed.case]
        for role, worker in proposed.roles():
            counts[role][case, problem.worker_at[worker]] += 1
    return {rule.name for rule in rules if _breaks(problem, rule, counts)}


def _breaks(problem: Problem, rule: Rule, counts: dict[Role, Ints]) -> bool:
    return (
        any(_excluded(problem, rule, role, counts[role]) for role in Role)
        or any(_apart(cases, counts[Role.LEAD]) for cases in rule.joins(problem))
        or any(_too_much(local, counts) for local in rule.locals(problem))
        or any(_off(link, counts) for link in rule.links(problem))
    )


def _excluded(problem: Problem, rule: Rule, role: Role, counts: Ints) -> bool:
    admits = rule.admits(problem, role)
    return admits is not None and bool((counts[~admits] > 0).any())


def _apart(cases: tuple[int, ...], leads: Ints) -> bool:
    who = leads[list(cases)] > 0
    return bool((who != who[0]).any())


def _too_much(local: Local, counts: dict[Role, Ints]) -> bool:
    carried = np.zeros_like(local.room)
    for case, worker in np.argwhere(counts[Role.LEAD]):
        if (row := local.lead_row[case, worker]) >= 0:
            carried[worker] += counts[Role.LEAD][case, worker] * local.use[row]
    for place, role in enumerate(HELPERS):
        for case, worker in np.argwhere(counts[role]):
            if (row := local.helper_row[place, case]) >= 0:
                carried[worker] += counts[role][case, worker] * local.use[row]
    return bool((carried > local.room).any())


def _off(link: Link, counts: dict[Role, Ints]) -> bool:
    activity = sum(
        term.coefficient * int(counts[term.role][term.case, term.workers].sum()) for term in link.terms
    )
    return not link.lower <= activity <= link.upper
