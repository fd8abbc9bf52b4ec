"""Answers to the example questions, as OpenAPI examples; figures may differ by version."""

from typing import Any

from fastapi.openapi.models import Example

from api.examples import claims, facts
from api.examples.plan_explained import PLAN_EXPLANATIONS
from planner.domain import settings
from planner.explain.wording import rule_sentence
from planner.risk.card import sts_card


def _can_be_asked(worker: str, cost: str) -> dict[str, Any]:
    why = f"{worker} can be asked; it would cost the plan {cost}."
    asked = {"can_be_asked": True, "cost": cost, "instead": False, "off_duty": False}
    return {"worker": worker} | asked | {"rule": None, "reason": None, "why": why}


def _given(case: str, worker: str, *conditions: str, **more: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"support": None, "cover": [], "moved_from": None}
    return {"case": case, "worker": worker} | nothing | more | {"conditions": list(conditions)}


_IN_PAIRS = "First visit in pairs or remote, until the worker-safety assessment is done."
_THREE_COULD = "3 workers could take this case (tier 1) if nothing else were new."
_FROM_TO = (
    "With all that is proposed, w-001 (12 years in the field) goes from 0% to {}% of the usual dose"
    " budget in the highest week."
)
_FIGURES = {"workers": 3.0, "new_cases": 3.0}
_COVERAGE = {"name": "coverage", "unit": "share of urgency-weighted new cases"}
_HARM = {
    "name": "expected-harm",
    "unit": "expected STS points above the cut-off, over all workers",
}

PLANS: dict[str, Example] = {
    "a-plan": {
        "summary": "A plan, proven to be the best",
        "value": {
            "ending": "best",
            "assignments": [
                _given("c-101", "w-001", _IN_PAIRS),
                _given(
                    "c-102",
                    "w-002",
                    _IN_PAIRS,
                    "Not known yet, taken for the worse: continuing danger. Rate again after the first"
                    " meeting.",
                ),
                _given("c-103", "w-001", _IN_PAIRS),
            ],
            "unassigned": [],
            "cost": 4093177,
            "bound": 4093176,
            "greedy_cost": 4093177,
            "goals": [_COVERAGE | {"value": 1.0}, _HARM | {"value": 3.318}],
            "seconds": 0.02,
            "measures": _FIGURES | {"assigned": 3.0, "moved": 0.0, "over_budget": 0.0},
            "why_none": [],
        },
    },
    "somebody-leaves": {
        "summary": "A case that moves, with cover for the new lead's leave; and two that wait",
        "value": {
            "ending": "best",
            "assignments": [
                _given(
                    "c-090",
                    "w-001",
                    "w-001 takes over from w-002; the handover counts as work and dose.",
                    "w-003 covers in week 2, while the lead is on leave.",
                    cover=[{"week": 2, "worker": "w-003"}],
                    moved_from="w-002",
                ),
                _given("c-101", "w-003", _IN_PAIRS),
            ],
            "unassigned": [
                {
                    "case": "c-102",
                    "why": "With all else as proposed, nobody can take it: 2 without the language es;"
                    " 1 leaving before the case is expected to end.",
                    "held_by": "w-001",
                },
                {
                    "case": "c-103",
                    "why": "With all else as proposed, nobody can take it: 2 without the skill"
                    " forensic-interview; 1 on leave soon, with nobody free to cover.",
                    "held_by": None,
                },
            ],
            "cost": 4210071758,
            "bound": 4210071757,
            "greedy_cost": 4210081021,
            "goals": [_COVERAGE | {"value": 0.111}, _HARM | {"value": 2.624}],
            "seconds": 0.02,
            "measures": _FIGURES | {"assigned": 1.0, "moved": 1.0, "over_budget": 0.0},
            "why_none": [],
        },
    },
    "no-plan": {
        "summary": "The proof that no plan exists, and why",
        "value": {
            "ending": "none",
            "assignments": [],
            "unassigned": [],
            "cost": None,
            "bound": None,
            "greedy_cost": None,
            "goals": [],
            "seconds": 0.01,
            "measures": {},
            "why_none": [
                "No plan keeps all of these rules together; drop any one of them, and one does. Cases"
                " that have to be assigned: c-101.",
                *(f"{rule}: {rule_sentence(rule)}" for rule in ("must-assign", "qualification")),
            ],
        },
    },
}
SUGGESTIONS: dict[str, Example] = {
    "one-case": {
        "summary": "A suggestion, and who else could be asked",
        "value": {
            "case": "c-101",
            "stays_with": None,
            "proposed": _given("c-101", "w-001", _IN_PAIRS),
            "with_it": [],
            "why": [_THREE_COULD, _FROM_TO.format(4)],
            "others": [_can_be_asked("w-002", "more"), _can_be_asked("w-003", "more")],
            "more": 0,
        },
    }
}
EXPLANATIONS: dict[str, Example] = {
    "why-this-worker": {
        "summary": "Why a worker is proposed",
        "value": {
            "case": "c-101",
            "worker": "w-001",
            "support": None,
            "stays_with": None,
            "conditions": [_IN_PAIRS],
            "why": [_THREE_COULD, _FROM_TO.format(21)],
            "change": None,
            "others": [_can_be_asked("w-002", "more"), _can_be_asked("w-003", "more")],
            "otherwise": [],
            "claims": claims.claims(
                "e54aad8b7c1d2b40cc3da57a06a0c1a0b4711e99b5782af24eb14fd327ad2cbb",
                [
                    claims.given("c-101", "w-001"),
                    claims.given("c-102", "w-002"),
                    claims.given("c-103", "w-001"),
                ],
                *claims.more("c-101", "w-002"),
                *claims.more("c-101", "w-003"),
            ),
        },
    },
    "why-left": {
        "summary": "Why a case is left",
        "value": {
            "case": "c-102",
            "worker": None,
            "support": None,
            "stays_with": None,
            "conditions": [],
            "why": [
                "Not placed. No public rule keeps these from it, they can be asked: w-002.",
            ],
            "change": None,
            "others": [
                {
                    "worker": "w-003",
                    "can_be_asked": False,
                    "cost": None,
                    "instead": False,
                    "off_duty": False,
                    "rule": "qualification",
                    "reason": "without the language es",
                    "why": "w-003 does not speak es.",
                }
            ],
            "otherwise": [
                "All else as proposed, c-102 would go to w-003 with the language es and w-002 not there"
                " to be asked.",
                "Each of these is needed.",
            ],
            "claims": claims.claims(
                "bc1d6d4d92623f653d355dd0a23df2b2f116f26dc7984b99103fe300e001ec2d",
                [claims.given("c-103", "w-001")],
                claims.cannot("c-102", "w-003", "qualification", "language:es"),
                claims.otherwise("c-102", "w-003", ("w-003", "language", "es"), ("w-002", "away", "")),
            ),
        },
    },
}


def _model_card() -> dict[str, Any]:
    """Return the model card as it is, but of every table only the first entry."""
    card = sts_card().model_dump(mode="json")
    name, setting = next(iter(settings().items()))
    for table in ("population", "term"):
        card[table] = dict([next(iter(card[table].items()))])
    policy = {name: setting.model_dump(mode="json")}
    return {"warning": card["warning"], "card": card, "policy": policy}


CLAIM_CHECKS: dict[str, Example] = {
    "why-left": {
        "summary": "What came of each claim",
        "value": {
            "fine": True,
            "claims": [
                {
                    "type": "cannot",
                    "case": "c-102",
                    "worker": "w-003",
                    "value": 0,
                    "unit": "the rule's own unit",
                    "verdict": "true",
                    "reason": "",
                }
            ],
        },
    },
}


def of_operation(name: str) -> dict[str, Example]:
    """Return the examples of an operation's answers; none where its shape has its own."""
    if name == "readModelCard":
        return {"card": {"summary": "Shortened", "value": _model_card()}}
    return _OF_OPERATION.get(name) or facts.OF_OPERATION.get(name, {})


_OF_OPERATION: dict[str, dict[str, Example]] = {
    "makePlan": PLANS,
    "suggestWorker": SUGGESTIONS,
    "explainCase": EXPLANATIONS,
    "explainPlan": PLAN_EXPLANATIONS,
    "checkClaims": CLAIM_CHECKS,
    "isLive": {"live": {"value": {"status": "live"}}},
    "isReady": {"ready": {"value": {"status": "ready"}}},
}
