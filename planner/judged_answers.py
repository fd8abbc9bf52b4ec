"""Whether a plan keeps every rule and is as good as it says, as data; any plan, from anywhere."""

from collections.abc import Mapping
from typing import Any

from planner.certify import certify
from planner.check import breaches, false_claims, named_values, unlike
from planner.domain import Plan
from planner.explain.wording import breach_sentence, false_claim_sentence
from planner.goals import GOALS
from planner.measures import measures
from planner.pipeline import Side
from planner.present.answers import CertifyAnswer, CheckAnswer
from planner.program.certificate import Certificate
from planner.rules import RULES


def check_answer(
    side: Side, plan: Plan, claims: Mapping[str, Any], *, whole: bool = False
) -> CheckAnswer:
    """Return whether a plan keeps every rule and is what it says.

    Judged by public facts and usual budgets, unless `whole`. Cost and bound hold a worker's step, so
    they are judged on the whole side only: a manager who could try out costs could read the step off
    them. They are held back from a manager also where nobody has told anything: that is private too.
    """
    judged = side if whole else side.public
    hidden = set() if whole else {"cost", "bound"}
    told = {name: value for name, value in claims.items() if name not in hidden}
    broken = breaches(judged.problem, plan, RULES)
    plan = judged.problem.decided(plan)
    untrue = false_claims(judged.problem, plan, told, side.goals, judged.program.step)
    public = side.public.problem
    goals = {goal.name: goal.value(public, plan) for goal in side.goals}
    untrue += unlike("measures", claims.get("measures", {}), measures(public, plan, GOALS))
    untrue += unlike("goals", named_values(claims.get("goals", ())), goals)
    return CheckAnswer(
        fine=not broken and not untrue,
        breaches=[breach_sentence(breach) for breach in broken],
        false_claims=[false_claim_sentence(claim) for claim in untrue],
        not_checked=sorted({"seconds", "greedy_cost", *hidden} & set(claims)),
    )


def certify_answer(side: Side, plan: Plan, certificate: Certificate) -> CertifyAnswer:
    """Return what a certificate is worth, on the whole side: it holds what private limits cost."""
    chosen = side.program.chosen(side.problem, side.problem.decided(plan))
    if chosen is None:
        reason = (
            "The plan gives a case to somebody who cannot take it, or in part; see `caseload check`."
        )
        return CertifyAnswer(
            fine=False, faults=[reason], cost=0, confirmed=0, bound=0, better=0, rests_on_engine=False
        )
    found = certify(side.program, chosen, certificate)
    return CertifyAnswer(
        fine=found.fine,
        faults=list(found.faults),
        cost=found.cost,
        confirmed=found.bound,
        bound=found.said,
        better=found.gap,
        rests_on_engine=found.said > found.bound,
    )
