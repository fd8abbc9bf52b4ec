"""Questions about the made-up agency, as OpenAPI examples."""

from typing import Any

from fastapi.openapi.models import Example

from api.examples import claims
from api.examples.agency import AGENCY

PLAN: dict[str, Any] = {
    "assignments": [
        {"case": "c-101", "worker": "w-001"},
        {"case": "c-102", "worker": "w-002"},
        {"case": "c-103", "worker": "w-001"},
    ]
}


def _somebody_leaves() -> dict[str, Any]:
    """Return the agency of which w-002 leaves soon, w-001 has a week of leave, and w-003 is new."""
    w_001, w_002, w_003 = AGENCY["workers"]
    workers = [
        w_001 | {"leave": ["2025-10-13/2025-10-17"]},
        w_002 | {"last_day": "2025-10-24"},
        w_003 | {"years_in_field": 6, "months_in_post": 30},
    ]
    held = AGENCY["cases"][1] | {"held_by": "w-001", "safety_assessment": "done"}
    return AGENCY | {"workers": workers, "cases": [AGENCY["cases"][0], held, *AGENCY["cases"][2:]]}


PLANS: dict[str, Example] = {
    "a-plan": {
        "summary": "Three workers, three new cases",
        "value": {"agency": AGENCY, "seconds": 5},
    },
    "somebody-leaves": {
        "summary": "A worker leaves, another has a week of leave: one case moves, one waits",
        "value": {"agency": _somebody_leaves(), "seconds": 5},
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
PLAN_EXPLANATIONS: dict[str, Example] = {
    "one-waits": {
        "summary": "Two of three cases have a worker; what changed since the plan before",
        "value": {
            "agency": AGENCY,
            "plan": {"assignments": PLAN["assignments"][:2]},
            "before": {"assignments": [{"case": "c-101", "worker": "w-090"}], "unassigned": ["c-102"]},
            "seconds": 2,
        },
    },
}
CLAIM_CHECKS: dict[str, Example] = {
    "why-left": {
        "summary": "Is it true what keeps w-003 from c-102?",
        "value": {
            "agency": AGENCY,
            "claims": claims.claims(
                "bc1d6d4d92623f653d355dd0a23df2b2f116f26dc7984b99103fe300e001ec2d",
                [claims.given("c-103", "w-001")],
                claims.cannot("c-102", "w-003", "qualification", "language:es"),
            ),
        },
    },
}
