"""Questions about the made-up agency, as OpenAPI examples."""

from typing import Any

from fastapi.openapi.models import Example

from api.examples.agency import AGENCY

PLAN: dict[str, Any] = {
    "assignments": [
        {"case": "c-101", "worker": "w-001"},
        {"case": "c-102", "worker": "w-002"},
        {"case": "c-103", "worker": "w-001"},
    ]
}

PLANS: dict[str, Example] = {
    "a-plan": {
        "summary": "Three workers, three new cases",
        "value": {"agency": AGENCY, "seconds": 5},
    },
    "no-plan": {
        "summary": "A case that has to be assigned and that nobody can take",
        "value": {
            "agency": AGENCY
            | {"cases": [AGENCY["cases"][0] | {"language": "cy", "must_assign": True}]}
            | {"assignments": []},
            "seconds": 5,
        },
    },
}
SUGGESTIONS: dict[str, Example] = {
    "one-case": {
        "summary": "Who should take c-101, and two others who could be asked",
        "value": {"agency": AGENCY, "case": "c-101", "top": 2},
    }
}
EXPLANATIONS: dict[str, Example] = {
    "why-this-worker": {
        "summary": "Why c-101 goes to w-001, and where the others stand",
        "value": {"agency": AGENCY, "plan": PLAN, "case": "c-101"},
    },
    "why-left": {
        "summary": "Why c-102 is left, and whether w-003 could be asked",
        "value": {
            "agency": AGENCY,
            "plan": {"assignments": [{"case": "c-103", "worker": "w-001"}]},
            "case": "c-102",
            "workers": ["w-003"],
        },
    },
}
