"""The steps from a question to its answer; every answer is what a manager may know."""

from collections.abc import Mapping
from json import dumps
from typing import Any

from pydantic import ValidationError

from api.limits import Limits
from api.stateless.schemas import (
    ClaimsQuestion,
    ExplanationQuestion,
    PlanExplanationQuestion,
    PlanQuestion,
    SuggestionQuestion,
)
from planner.answer import explanation_answer, plan_answer, suggestion_answer
from planner.claims import Claims
from planner.domain import Agency
from planner.errors import BadInput, BadRow
from planner.explain.language import speaking
from planner.explain.since import Before
from planner.intake import agency_from_json, plan_before_from_json, plan_from_json
from planner.pipeline import Side, propose
from planner.plan_explained.answer import plan_explanation
from planner.present.answers import ExplanationAnswer, PlanAnswer, SuggestionAnswer
from planner.present.plan_explained import PlanExplanationAnswer
from planner.present.verified import VerifiedAnswer, verified_answer
from planner.solve.apart import apart
from planner.verify import Verifier

_LONGEST_PLACE = 60
_WORK = 1000  # units for each second asked for


def plan(question: PlanQuestion, limits: Limits, language: str) -> PlanAnswer:
    """Return who should take the new cases; that no plan exists is an answer too."""
    with limits.working(), speaking(language):
        agency = _agency(question.agency, limits)
        with apart(threads=True) as child:
            return plan_answer(propose(agency, limits.seconds(question.seconds), child=child))


def suggestion(question: SuggestionQuestion, limits: Limits, language: str) -> SuggestionAnswer:
    """Return who should take one case now."""
    with limits.working(), speaking(language):
        side = Side(_agency(question.agency, limits))
        return suggestion_answer(side, question.case, question.top)


def explanation(question: ExplanationQuestion, limits: Limits, language: str) -> ExplanationAnswer:
    """Return why a case goes to its worker, or to nobody, in the plan given."""
    with limits.working(), speaking(language):
        side = Side(_agency(question.agency, limits))
        given, _ = plan_from_json(question.plan, side.agency)
        for proposed in given.assignments:
            side.public.know_case(proposed.case)
        return explanation_answer(side, given, question.case, question.workers)


def whole_plan(
    question: PlanExplanationQuestion, limits: Limits, language: str
) -> PlanExplanationAnswer:
    """Return what the plan given covers and costs, and what would help it most."""
    with limits.working(), speaking(language):
        agency = _agency(question.agency, limits)
        given, _ = plan_from_json(question.plan, agency)
        before = None if question.before is None else Before(*plan_before_from_json(question.before))
        work = _WORK * limits.seconds(question.seconds)
        return plan_explanation(agency, given, before, work=work)


def claims_checked(question: ClaimsQuestion, limits: Limits) -> VerifiedAnswer:
    """Return what came of each claim; of public facts alone, as long as nobody here knows an auditor."""
    with limits.working():
        agency = _agency(question.agency, limits)
        verifier = Verifier(agency, _claims(question.claims))
        if not verifier.public_alone:
            allowed = "claims from public facts alone; `caseload verify-claims` checks others"
            raise BadInput([BadRow("claims", 0, "instance", "this is not the public side.", allowed)])
        seconds = limits.seconds(question.seconds)
        claims = verifier.claims.claims
        return verified_answer([verifier.finding(claim, seconds) for claim in claims])


def _claims(data: Mapping[str, Any]) -> Claims:
    try:
        return Claims.model_validate_json(dumps(data))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))[:_LONGEST_PLACE]
        fault = BadRow("claims", 0, place, "this is no claim.", "what an explanation's `claims` hold")
        raise BadInput([fault]) from None


def _agency(data: Mapping[str, Any], limits: Limits) -> Agency:
    agency = agency_from_json(data)
    limits.check_size(agency)
    return agency
