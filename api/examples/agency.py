"""A small made-up agency: three workers, three new cases and an open one."""

from typing import Any

_NO = {
    "multiple_trauma_types": "no",
    "sexual_violence": "no",
    "child_13_or_under": "no",
    "death_or_threat": "no",
    "graphic_material": "no",
    "continuing_danger": "no",
}
_INTAKE = {"name": "intake", "weeks": 2, "exposure_hours": {"live": 1.5}, "other_hours": 3}
_ONGOING = {"name": "ongoing", "weeks": 16, "exposure_hours": {"live": 1}, "other_hours": 1.5}

_WORKER = {"team": "north", "offices": ["riverside"], "fte": 1, "hours_per_week": 37.5}
_CASE = {
    "office": "riverside",
    "referral_type": "police-referral",
    "received": "2025-10-02",
    "response_deadline": "2025-10-09",
    "language": "en",
}

AGENCY: dict[str, Any] = {
    "name": "Riverside, made up",
    "date": "2025-10-06",
    "synthetic": True,
    "sources": ["Invented for this example"],
    "policy": {"half_life_weeks": 4},
    "teams": [{"id": "north", "office": "riverside", "setting": "child-welfare", "supervisor": "w-001"}],
    "referral_types": [{"id": "police-referral", "unknown_means_yes": ["continuing_danger"]}],
    "workers": [
        _WORKER
        | {
            "worker": "w-001",
            "years_in_field": 12,
            "months_in_post": 60,
            "languages": ["en"],
            "skills": ["forensic-interview"],
        },
        _WORKER
        | {
            "worker": "w-002",
            "years_in_field": 4.5,
            "months_in_post": 20,
            "languages": ["en", "es"],
            "supervisor": "w-001",
            "leave": ["2025-12-22/2025-12-31"],
        },
        _WORKER
        | {
            "worker": "w-003",
            "fte": 0.8,
            "hours_per_week": 30,
            "years_in_field": 0.5,
            "months_in_post": 6,
            "languages": ["en"],
            "supervisor": "w-001",
        },
    ],
    "cases": [
        _CASE | _NO | {"case": "c-101", "kind": "ongoing", "urgency": 2, "stages": [_INTAKE, _ONGOING]},
        _CASE
        | _NO
        | {
            "case": "c-102",
            "kind": "investigation",
            "urgency": 4,
            "language": "es",
            "child_13_or_under": "yes",
            "continuing_danger": "unknown",
            "stages": [_INTAKE, _ONGOING],
        },
        _CASE
        | _NO
        | {
            "case": "c-103",
            "kind": "forensic-interview",
            "urgency": 5,
            "sexual_violence": "yes",
            "child_13_or_under": "yes",
            "graphic_material": "yes",
            "skills_required": ["forensic-interview"],
            "stages": [_INTAKE | {"exposure_hours": {"live": 2, "media": 1}}],
        },
        _CASE
        | _NO
        | {
            "case": "c-090",
            "kind": "ongoing",
            "urgency": 3,
            "received": "2025-07-28",
            "response_deadline": "2025-08-04",
            "stages": [_ONGOING],
        },
    ],
    "assignments": [{"case": "c-090", "worker": "w-002", "since": "2025-08-01"}],
    "exposures": [
        {
            "worker": "w-002",
            "week": "2025-09-29",
            "hours": 2.5,
            "tier": 2,
            "mode": "live",
            "source": "case",
        }
    ],
    "limits": [],
}
