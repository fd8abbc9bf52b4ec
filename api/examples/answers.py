"""Answers to the example questions, as OpenAPI examples; figures may differ by version."""

from typing import Any

from fastapi.openapi.models import Example

from planner.domain import settings
from planner.risk.card import sts_card


def _can_be_asked(worker: str, cost: str) -> dict[str, Any]:
    why = f"{worker} can be asked; it would cost the plan {cost}."
    return {"worker": worker, "can_be_asked": True, "cost": cost, "rule": None, "why": why}


_THREE_COULD = "Of all workers, 3 workers could take this case (tier 1)."

PLANS: dict[str, Example] = {
    "a-plan": {
        "summary": "A plan, proven to be the best",
        "value": {
            "ending": "best",
            "assignments": [
                {"case": "c-101", "worker": "w-001", "support": None},
                {"case": "c-102", "worker": "w-002", "support": None},
                {"case": "c-103", "worker": "w-001", "support": None},
            ],
            "unassigned": [],
            "cost": 3269416,
            "bound": 3269416,
            "greedy_cost": 3269416,
            "goals": [
                {
                    "name": "coverage",
                    "value": 1.0,
                    "unit": "share of urgency-weighted new cases",
                },
                {
                    "name": "expected-harm",
                    "value": 3.927,
                    "unit": "expected STS points above the cut-off, over all workers",
                },
            ],
            "seconds": 0.48,
            "measures": {"workers": 3.0, "new_cases": 3.0, "assigned": 3.0, "over_budget": 0.0},
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
            "greedy_cost": 2,
            "goals": [],
            "seconds": 0.01,
            "measures": {},
            "why_none": [
                "No plan keeps all of these rules, and one exists without any one of them; cases"
                " that have to be assigned: c-101.",
                "must-assign: A case marked must_assign may not be left.",
                "qualification: The lead worker has the skills, the licence and the language the"
                " case needs.",
            ],
        },
    },
}
SUGGESTIONS: dict[str, Example] = {
    "one-case": {
        "summary": "A suggestion, and who else could be asked",
        "value": {
            "case": "c-101",
            "proposed": {"case": "c-101", "worker": "w-001", "support": None},
            "with_it": [],
            "why": [
                _THREE_COULD,
                "With everything proposed, w-001 goes from 0% to 5% of the usual dose budget at"
                " the highest week (12 years in the field).",
            ],
            "others": [
                _can_be_asked("w-002", "about the same"),
                _can_be_asked("w-003", "about the same"),
            ],
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
            "why": [
                _THREE_COULD,
                "With everything proposed, w-001 goes from 0% to 22% of the usual dose budget at"
                " the highest week (12 years in the field).",
            ],
            "change": None,
            "others": [_can_be_asked("w-002", "more"), _can_be_asked("w-003", "more")],
        },
    },
    "why-left": {
        "summary": "Why a case is left",
        "value": {
            "case": "c-102",
            "worker": None,
            "support": None,
            "why": [
                "Not placed. No public rule keeps these from it, they can be asked: w-002.",
            ],
            "change": None,
            "others": [
                {
                    "worker": "w-003",
                    "can_be_asked": False,
                    "cost": None,
                    "rule": "qualification",
                    "why": "w-003 does not speak es.",
                }
            ],
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


def of_operation(name: str) -> dict[str, Example]:
    """Return the examples of an operation's answers."""
    if name == "readModelCard":
        return {"card": {"summary": "Shortened", "value": _model_card()}}
    return _OF_OPERATION[name]


_OF_OPERATION: dict[str, dict[str, Example]] = {
    "makePlan": PLANS,
    "suggestWorker": SUGGESTIONS,
    "explainCase": EXPLANATIONS,
    "isLive": {"live": {"value": {"status": "live"}}},
    "isReady": {"ready": {"value": {"status": "ready"}}},
}
