"""Where each worker stands with a case, as a manager may know it: ruled out, or can be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from planner.check import breaches
from planner.domain import Plan, Proposed
from planner.problem import Problem
from planner.program import Program
from planner.rule import Breach, Rule
from planner.solve.insertion import Asked, Insertion, Option

NEEDS_HELP = {
    ("one-lead", "one-of-two-workers"),
    ("presence", "without-cover"),
    ("first-year-support", ""),
}
"""What a helping worker would mend; told last, because no helper is given when a case is tried out."""


class CostStep(StrEnum):
    """What giving a case to a worker would cost the plan, as far as a manager is told."""

    SAME = "about the same"
    MORE = "more"
    MUCH_MORE = "much more"


@dataclass(frozen=True)
class Standing:
    """A worker either has a public rule in the way (`breach`), or can be asked at a rough cost.

    `instead`: there is no room beside what else is proposed, only in its place. `off_duty`: somebody on
    duty is proposed, and this worker is not on duty. `sure`: the step is proven, else it may be too
    high.
    """

    worker: str
    breach: Breach | None = None
    step: CostStep | None = None
    instead: bool = False
    off_duty: bool = False
    sure: bool = True


def item_of(problem: Problem, program: Program, case: str) -> int:
    """Return the item a case belongs to."""
    place = problem.case_at[case]
    return next(item for item, cases in enumerate(program.items) if place in cases)


def ways(problem: Problem, insertion: Asked, case: str) -> dict[str, Option]:
    """Return, for each worker who could take a case beside what is inserted, the cheapest way.

    Staying with its lead is no way to take an open case.
    """
    program = insertion.program
    options = insertion.options(insertion.layout.item_of[problem.case_at[case]])
    return {
        problem.workers[program.worker[option.lead]].id: option
        for option in options
        if not program.stays[option.lead]
    }


def beside(problem: Problem, program: Program, plan: Plan, item: int) -> Insertion | None:
    """Return the state in which all of a plan but an item and who helps on it is given out.

    None for no such plan.
    """
    chosen = program.chosen(problem, plan)
    if chosen is None:
        return None
    its_helpers = (program.item < 0) & np.isin(program.case, program.items[item])
    insertion = Insertion(program)
    insertion.put(np.flatnonzero(chosen & (program.item != item) & ~its_helpers).tolist())
    return insertion


def in_the_way(  # noqa: PLR0913  (who, what, and beside what)
    problem: Problem,
    program: Program,
    rules: Sequence[Rule],
    case: str,
    worker: str,
    *,
    beside: Sequence[Proposed] = (),
) -> list[Breach]:
    """Return what is broken by giving a case, and all that must go with it, to a worker.

    `beside`: what else is proposed and stays. The first entry is the first rule in the order a
    supervisor would read them. No helping worker is given, so the lack of one is listed, last.
    """
    together = {problem.cases[member].id for member in program.items[item_of(problem, program, case)]}
    mine = [Proposed(case=member, worker=worker) for member in sorted(together)]
    others = [p for p in beside if p.case not in together and p.names(worker)]
    plan = Plan(assignments=(*others, *mine))
    found = [
        breach
        for breach in breaches(problem, plan, rules)
        if breach.case in together or (breach.case is None and breach.worker == worker)
    ]
    return sorted(found, key=lambda breach: (breach.rule, breach.what) in NEEDS_HELP)
