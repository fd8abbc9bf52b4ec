"""Whether a claim that says a manager may be told it rests on public facts alone."""

import pytest

from planner.answer import explanation_answer
from planner.audit_answers import audit_answer
from planner.claims import Claim, Seen
from planner.pipeline import Side
from planner.program.certificate import fingerprint
from tests.privacy.test_kept_out import PLAN, REASONS, an_office, kept


def told_of_private_facts(side: Side, claims: tuple[Claim, ...]) -> list[Claim]:
    """Return the claims for a manager that are not about the public program, or name a private rule."""
    public = fingerprint(side.public.program)
    return [
        claim
        for claim in claims
        if claim.seen is Seen.MANAGER
        and (claim.instance != public or getattr(claim, "rule", "") == "own-limits")
    ]


@pytest.mark.parametrize("reason", REASONS)
def test_what_is_worked_out_from_private_facts_is_the_auditors_alone(reason):
    side = Side(kept(an_office(1), REASONS[reason]))
    audit = audit_answer(side, PLAN, "c1", seconds=5).claims.claims
    assert any(claim.type == "cannot" for claim in audit)
    assert {claim.seen for claim in audit} == {Seen.AUDITOR}
    told = explanation_answer(side, PLAN, "c1").claims.claims
    assert {claim.seen for claim in told} == {Seen.MANAGER}
    assert told_of_private_facts(side, told) == []


def test_a_claim_from_private_facts_that_says_a_manager_may_be_told_is_caught():
    side = Side(kept(an_office(1), REASONS["limit"]))
    audit = audit_answer(side, PLAN, "c1", seconds=5).claims.claims
    bent = tuple(claim.model_copy(update={"seen": Seen.MANAGER}) for claim in audit)
    assert len(told_of_private_facts(side, bent)) == len(bent) > 0
