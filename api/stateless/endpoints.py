"""What is answered to questions that bring their agency; `doors` says to whom."""

from typing import Annotated

from fastapi import APIRouter, Body

from api.body import JsonRoute
from api.dependencies import TheLimits
from api.examples import questions
from api.stateless import service
from api.stateless.language import TheLanguage
from api.stateless.schemas import (
    ClaimsQuestion,
    ExplanationQuestion,
    PlanExplanationQuestion,
    PlanQuestion,
    SuggestionQuestion,
)
from planner.present.answers import ExplanationAnswer, PlanAnswer, SuggestionAnswer
from planner.present.plan_explained import PlanExplanationAnswer
from planner.present.verified import VerifiedAnswer

router = APIRouter(route_class=JsonRoute)


@router.post(
    "/plans",
    operation_id="makePlan",
    summary="Plan who takes the new cases",
    response_description="The plan, or why there is none",
)
def make_plan(
    question: Annotated[PlanQuestion, Body(openapi_examples=questions.PLANS)],
    limits: TheLimits,
    language: TheLanguage,
) -> PlanAnswer:
    """Search for the best plan that keeps every rule. That no plan exists is an answer too, with
    `ending` `none` and what cannot hold together in `why_none`.
    """
    return service.plan(question, limits, language)


@router.post(
    "/suggestions",
    operation_id="suggestWorker",
    summary="Suggest who takes one case now",
    response_description="Who should take it, and who else",
)
def suggest_worker(
    question: Annotated[SuggestionQuestion, Body(openapi_examples=questions.SUGGESTIONS)],
    limits: TheLimits,
    language: TheLanguage,
) -> SuggestionAnswer:
    """Find the best worker for one case beside nothing else new, and others who could be asked."""
    return service.suggestion(question, limits, language)


@router.post(
    "/explanations",
    operation_id="explainCase",
    summary="Explain what a plan does with one case",
    response_description="Why, and where others stand",
)
def explain_case(
    question: Annotated[ExplanationQuestion, Body(openapi_examples=questions.EXPLANATIONS)],
    limits: TheLimits,
    language: TheLanguage,
) -> ExplanationAnswer:
    """Say from public facts why a case goes to its worker or to nobody, and where others stand."""
    return service.explanation(question, limits, language)


@router.post(
    "/plan-explanations",
    operation_id="explainPlan",
    summary="Explain what a whole plan covers and costs",
    response_description="Coverage, who waits and why, burden, prices, changes and assumptions",
)
def explain_plan(
    question: Annotated[PlanExplanationQuestion, Body(openapi_examples=questions.PLAN_EXPLANATIONS)],
    limits: TheLimits,
    language: TheLanguage,
) -> PlanExplanationAnswer:
    """Say from public facts and the plan alone what it covers, who waits, what fairness costs and which
    hires, trainings or hours would help most; each price is found by planning again.
    """
    return service.whole_plan(question, limits, language)


@router.post(
    "/claim-checks",
    operation_id="checkClaims",
    summary="Check what an explanation claims",
    response_description="What came of each claim",
)
def check_claims(
    question: Annotated[ClaimsQuestion, Body(openapi_examples=questions.CLAIM_CHECKS)],
    limits: TheLimits,
) -> VerifiedAnswer:
    """Judge each claim from the agency itself: measured again, and solved again by another engine,
    without the code that makes claims.
    """
    return service.claims_checked(question, limits)
