"""What an auditor is told of one case: everybody else, with exact costs and their proofs."""

from collections.abc import Iterable

from planner.certify import certify
from planner.claims import Claim, Claims, Optimal, Seen, Unit
from planner.domain import Plan
from planner.explain.about import About
from planner.explain.whynot import WhyNot
from planner.pipeline import Side, ground, proposed
from planner.present.audit import AuditAnswer
from planner.program.certificate import Certificate


def audit_answer(  # noqa: PLR0913  (which case, of what, and how hard to look)
    side: Side,
    plan: Plan,
    case: str,
    workers: Iterable[str] | None = None,
    *,
    seconds: float,
    certificate: Certificate | None = None,
) -> AuditAnswer:
    """Return the claims about everybody, or some, that a plan did not choose for a case it places.

    On the whole side, private limits included. `certificate`: of the plan, where it was searched for.
    """
    side.know_case(case)
    for worker in workers or ():
        side.know_worker(worker)
    mine = proposed(plan, case)
    holder = side.problem.holder_of(case)
    named = [w.id for w in side.problem.workers] if workers is None else list(workers)
    asked = [] if mine is None else [w for w in named if w not in (mine.worker, holder)]
    on = ground(side, plan)
    claims: list[Claim] = [
        claim.model_copy(update={"seen": Seen.AUDITOR})  # whatever it says, it rests on the whole side
        for claim in WhyNot(on).claims(case, asked, seconds)
    ]
    if certificate is not None:
        claims += _optimal(on.about, side, plan, certificate)
    return AuditAnswer(
        case=case,
        worker=None if mine is None else mine.worker,
        claims=Claims(plan=plan, claims=tuple(claims)),
    )


def _optimal(about: About, side: Side, plan: Plan, certificate: Certificate) -> list[Optimal]:
    chosen = side.program.chosen(side.problem, plan)
    if chosen is None:
        return []
    gap = certify(side.program, chosen, certificate).gap
    return [
        Optimal(
            **about.hashes,
            seen=Seen.AUDITOR,
            value=gap,
            unit=Unit.COST_POINTS,
            certificate=certificate,
        )
    ]
