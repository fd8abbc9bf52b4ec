"""A whole plan explained, as an OpenAPI example; figures may differ by version, tables are shortened."""

from typing import Any

from fastapi.openapi.models import Example

from planner.domain import policy, settings, shipped_weights


def _setting(name: str) -> dict[str, Any]:
    known = {"group", "unit", "least", "most", "provenance", "source", "meaning"}
    value = getattr(policy(), name)
    told = settings()[name].model_dump(mode="json", include=known)
    return {"name": name, "value": value, "default": value} | told


def _goal(name: str, unit: str, value: float) -> dict[str, Any]:
    return {"name": name, "unit": unit, "before": value, "after": value}


def _proposed(case: str, worker: str) -> dict[str, Any]:
    return {"case": case, "worker": worker, "support": None, "cover": []}


def _since(case: str, before: str | None, now: str | None, fact: str, why: str) -> dict[str, Any]:
    told: dict[str, Any] = {"case": case, "before": before, "now": now, "fact": fact}
    return told | {"rule": None, "cost": None, "why": why}


_HIRE = {"worker": "hire-1", "lever": "hire", "what": "north", "before": 0, "after": 0, "step": 1}
_CLAIM: dict[str, Any] = {
    "instance": "c57e1bc7ac908696c5fce6db2bae95af48abdf30bc52a50df41df06fb25cd4b4",
    "plan": "e54aad8b7c1d2b40cc3da57a06a0c1a0b4711e99b5782af24eb14fd327ad2cbb",
    "prices": None,
    "seen": "manager",
    "tolerance": 1,
    "value": 101563,
    "unit": "cost points",
    "type": "bottleneck",
    "change": _HIRE,
    "moves": [
        {
            "case": "c-102",
            "before": _proposed("c-102", "w-002"),
            "after": _proposed("c-102", "hire-1"),
        }
    ],
}


def _plan_explained() -> dict[str, Any]:
    weights = shipped_weights()
    return {
        "agency": "Riverside, made up",
        "date": "2025-10-06",
        "told": "manager",
        "keeps_rules": True,
        "best_known": False,
        "coverage": {
            "new_cases": 3,
            "assigned": 2,
            "movable_cases": 0,
            "moved": 0,
            "leavers_cases_left": 0,
            "share": 0.385,
            "at_most": 1.0,
            "most": False,
        },
        "waiting": [
            {
                "case": "c-103",
                "urgency": 5,
                "held_by": None,
                "why": "Not placed. No public rule keeps these from it, they can be asked: w-001.",
            }
        ],
        "in_the_way": [
            {
                "rule": "qualification",
                "what": "skill:forensic-interview",
                "says": "without the skill forensic-interview",
                "cases": ["c-103"],
                "most": 1,
                "workers": 2.0,
            }
        ],
        "fewest": 5,
        "teams": [],
        "experience": [],
        "even": {
            "at_least": 0,
            "at_most": 1,
            "proven": True,
            "goals": [
                _goal("coverage", "share of urgency-weighted new cases", 1.0),
                _goal("even-burden", "burden points", 26.9),
            ],
        },
        "help": [
            {
                "says": "One more worker in team north, like its usual one",
                "change": _HIRE,
                "at_least": 101562,
                "proven": True,
                "gained": [],
                "lost": [],
                "coverage_before": 1.0,
                "coverage": 1.0,
                "rest": -101563,
            }
        ],
        "looked_at": 1,
        "tried": 1,
        "since": [
            _since("c-101", "w-090", "w-001", "gone", "w-090 is not here any more."),
            _since("c-102", None, "w-002", "waited", "It waited before."),
            _since("c-103", None, None, "new", "It is new since."),
        ],
        "assumptions": {
            "settings": [_setting("half_life_weeks")],
            "weights": [],
            "weights_name": f"{weights.name} {weights.version}",
            "own_card": False,
            "unknown_new": {"cases": 1, "of_cases": 3, "facts": {"continuing_danger": 1}},
            "unknown_open": {"cases": 0, "of_cases": 1, "facts": {}},
        },
        "claims": {
            "format": "caseload claims 1",
            "plan": {
                "assignments": [
                    _proposed("c-101", "w-001"),
                    _proposed("c-102", "w-002"),
                    _proposed("c-103", "w-001"),
                ]
            },
            "claims": [_CLAIM],
        },
    }


PLAN_EXPLANATIONS: dict[str, Example] = {
    "one-waits": {
        "summary": "A plan in which a case waits that somebody could be asked about",
        "value": _plan_explained(),
    }
}
