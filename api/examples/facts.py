"""Examples of what the doors of facts answer: the small made-up agency, as they tell it."""

from typing import Any

from api.examples.agency import AGENCY
from api.facts.outside import facts_of
from planner.domain import policy, settings
from planner.intake import agency_from_json

_agency = agency_from_json(AGENCY)
_STAMP = {"version": 1, "changed_at": "2025-10-06T09:00:00.000+00:00"}
_HELD = _agency.cases[0].model_copy(update={"held_by": "w-001"})

ITSELF = {
    "id": "riverside",
    "title": AGENCY["name"],
    "time_zone": "UTC",
    "today": AGENCY["date"],
    "synthetic": True,
    "planner_on": True,
} | _STAMP
OFFICE = {"id": "riverside"} | _STAMP
TEAM: dict[str, Any] = {"id": "north"} | _STAMP | {"facts": facts_of(_agency.teams[0])}
REFERRAL_TYPE: dict[str, Any] = (
    {"id": "police-referral"} | _STAMP | {"facts": facts_of(_agency.referral_types[0])}
)
WORKER: dict[str, Any] = (
    {"id": "w-002", "team": "north", "enabled": True, "open_cases": 1}
    | _STAMP
    | {"facts": facts_of(_agency.workers[1])}
)
CASE: dict[str, Any] = (
    {"id": "c-101", "state": "waiting", "team": "north", "holder": "w-001", "closed_on": None}
    | _STAMP
    | {"facts": facts_of(_HELD)}
)
ASSIGNMENT = {
    "id": "asg-5d0c1b7e9a3f4c28b6e1",
    "case": "c-090",
    "worker": "w-002",
    "support": None,
    "since": "2025-08-01",
    "hold": "kept",
    "wish": None,
    "active": True,
    "path": "import",
    "proposal": None,
    "ended_on": None,
    "end_reason": None,
} | _STAMP
EXPOSURE: dict[str, Any] = (
    {"id": "exp-7a1e5c0b9d2f4e6833aa", "case": None, "replaces": None, "replaced": False}
    | _STAMP
    | {"facts": facts_of(_agency.exposures[0])}
)
DOSE = {
    "worker": "w-002",
    "date": "2025-10-06",
    "policy": 1,
    "action_level_share": settings()["action_level_share"].value,
    "at_action_level": False,
    "weeks": [
        {
            "week": "2025-10-06",
            "planned": 1500,
            "usual_budget": 20000,
            "share": 75,
            "headroom": 18500,
            "at_action_level": False,
        }
    ],
}
POLICY: dict[str, Any] = {
    "number": 1,
    "effective_from": "2025-10-06",
    "changes": {"half_life_weeks": 4},
    "by": "import",
    "at": "2025-10-06T09:00:00.000+00:00",
}
CURRENT_POLICY = POLICY | {"settings": policy(half_life_weeks=4).model_dump(mode="json")}
POLICY_DIFF = {
    "number": 0,
    "to": 1,
    "settings": [
        {
            "name": "half_life_weeks",
            "meaning": settings()["half_life_weeks"].meaning,
            "unit": settings()["half_life_weeks"].unit,
            "before": settings()["half_life_weeks"].value,
            "after": 4,
        }
    ],
}


def asked(example: dict[str, Any]) -> dict[str, Any]:
    """Return an example of a body."""
    return {"a-body": {"value": example}}


def listed(example: dict[str, Any]) -> dict[str, Any]:
    """Return an example of a page with one row."""
    return {"data": [example], "next_cursor": None}


def facts_in(example: dict[str, Any]) -> dict[str, Any]:
    """Return the body that asks for these facts."""
    return {"facts": example["facts"]}


_ANSWERS = {
    "addExposure": EXPOSURE,
    "changeAgency": ITSELF,
    "correctExposure": EXPOSURE | {"replaces": "exp-0c5d1b0e7a4f2d936e18"},
    "createCase": CASE,
    "createPolicy": POLICY,
    "createWorker": WORKER,
    "diffPolicies": POLICY_DIFF,
    "disableWorker": WORKER | {"enabled": False},
    "enableWorker": WORKER,
    "getAgency": ITSELF,
    "getAssignment": ASSIGNMENT,
    "getCase": CASE,
    "getCurrentPolicy": CURRENT_POLICY,
    "getDose": DOSE,
    "getReferralType": REFERRAL_TYPE,
    "getTeam": TEAM,
    "getWorker": WORKER,
    "listAssignments": listed(ASSIGNMENT),
    "listCases": listed(CASE),
    "listExposures": listed(EXPOSURE),
    "listOffices": listed(OFFICE),
    "listPolicies": listed(POLICY),
    "listReferralTypes": listed(REFERRAL_TYPE),
    "listTeams": listed(TEAM),
    "listWorkers": listed(WORKER),
    "setCase": CASE,
    "setReferralType": REFERRAL_TYPE,
    "setTeam": TEAM,
    "setWorker": WORKER,
}

OF_OPERATION: dict[str, dict[str, Any]] = {
    name: {"an-answer": {"value": value}} for name, value in _ANSWERS.items()
}
