"""Why a case is left, as claims: that nobody can take it, and the smallest change that would let one.

Whatever is claimed of a limit holds where that limit alone is kept. So nothing is claimed of a change
that needs somebody free to help: who helps hangs on all rules together.
"""

from planner.claims import Left, RepairClaim, Seen, Unit
from planner.domain import Plan
from planner.explain.about import About
from planner.explain.added_cost import Added
from planner.explain.repair import Repair
from planner.explain.standing import NEEDS_HELP
from planner.explain.whynot import cannot
from planner.problem import Problem
from planner.program import Program


def left_claim(  # noqa: PLR0913, PLR0917  (beside what it is left, and who may know)
    problem: Problem,
    program: Program,
    plan: Plan,
    case: str,
    about: About,
    seen: Seen = Seen.MANAGER,
) -> Left | None:
    """Return that nobody can take a left case beside all else in the plan, None where somebody can."""
    added = Added(problem, program, plan, case)
    if added.rest is None or added.costs() or any(p.case == case for p in plan.assignments):
        return None
    holder = problem.holder_of(case)
    asked = sum(worker.id != holder for worker in problem.workers)
    return Left(**about.hashes, seen=seen, value=asked, unit=Unit.WORKERS, case=case)


def repair_claim(
    repair: Repair, case: str, about: About, seen: Seen = Seen.MANAGER
) -> RepairClaim | None:
    """Return the smallest change as a claim, None where it needs somebody free to help."""
    if any((breach.rule, breach.what) in NEEDS_HELP for breach in repair.breaches):
        return None
    return RepairClaim(
        **about.hashes,
        seen=seen,
        value=len(repair.breaches),
        unit=Unit.LIMITS,
        case=case,
        worker=repair.worker,
        limits=tuple(
            cannot(about, case, repair.worker, breach, beside_the_rest=True).model_copy(
                update={"seen": seen}
            )
            for breach in repair.breaches
        ),
    )
