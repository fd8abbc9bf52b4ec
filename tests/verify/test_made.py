"""Does the checker confirm what explanations claim, and refuse it with any number changed?"""

from typing import Any

import pytest

from planner.answer import explanation_answer
from planner.audit_answers import audit_answer
from planner.claims import Claims, Seen
from planner.domain import Plan
from planner.pipeline import Side, propose
from planner.verify import Verdict, verify
from tests.builders import a_random_agency
from tests.verify.maker import off, reasons, verdicts


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12])
def test_what_an_explanation_claims_is_true_and_with_another_number_it_is_not(seed):
    agency = a_random_agency(seed, workers=6, cases=6, tight=False).public()
    free = (case.model_copy(update={"must_assign": False}) for case in agency.cases)
    side = Side(agency.changed(cases=tuple(free)))
    planned = propose(side.agency, 20, 5_000)
    plan: Plan | None = planned.plan
    assert plan is not None
    claims: list[Any] = []
    for case in [each.case for each in plan.assignments][:3]:
        claims += explanation_answer(side, plan, case).claims.claims
        claims += audit_answer(
            side, plan, case, None, seconds=5, certificate=planned.outcome.certificate
        ).claims.claims
    assert {claim.seen for claim in claims} == {Seen.MANAGER, Seen.AUDITOR}
    assert reasons(verify(side.agency, Claims(plan=plan, claims=tuple(claims)), None, 20)) == []
    wrong = tuple(
        off(claim, by)
        for claim in claims
        for by in (-1, 1)
        if abs(off(claim, by).value - claim.value) > claim.tolerance or claim.type == "delta"
    )
    assert verdicts(verify(side.agency, Claims(plan=plan, claims=wrong), None, 20)) == {Verdict.FALSE}
