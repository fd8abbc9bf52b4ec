"""A small agency for random steps: tight budgets, somebody on duty, two teams, and who signs in."""

from dataclasses import dataclass
from typing import Any

from api.examples.agency import AGENCY
from tests.service.places import FAR, renamed

BUDGET = 5000
"""Thousandths of an exposure unit a week: a case or two of the small agency."""

_BOSS, _SECOND, _NEWCOMER = AGENCY["workers"]
_PLAIN, _CHILD, _INTERVIEW, _OPEN = AGENCY["cases"]
_URGENT = {"kind": "immediate-response", "response_deadline": "2025-10-06"}
_SEVERE = {"sexual_violence": "yes", "child_13_or_under": "yes", "death_or_threat": "yes"}


def _stage(live: float, name: str = "ongoing") -> dict[str, Any]:
    return {"name": name, "weeks": 2, "exposure_hours": {"live": live}, "other_hours": 1}


RIVERSIDE: dict[str, Any] = AGENCY | {
    "policy": {"half_life_weeks": 4, "unit_budget": BUDGET},
    "teams": [
        {"id": "north", "office": "riverside", "setting": "child-welfare", "supervisor": "w-001"},
        {"id": "south", "office": "riverside", "setting": "child-welfare"},
    ],
    "workers": [
        _SECOND | {"worker": "w-009", "team": "south", "supervisor": None},
        _BOSS | {"conflicts": ["c-106"]},
        _SECOND,
        _NEWCOMER,
        _BOSS
        | {
            "worker": "w-004",
            "duty": ["2025-10-01/2025-12-31"],
            "standing_exposure": ["2/live:0.5"],
            "skills": [],
            "supervisor": "w-001",
        },
    ],
    "cases": [
        _PLAIN | {"case": "c-901", "held_by": "w-009"},
        _PLAIN,
        _CHILD,
        _INTERVIEW,
        _PLAIN | _URGENT | {"case": "c-104"},
        _PLAIN | _URGENT | _SEVERE | {"case": "c-105", "stages": [_stage(12)]},
        _PLAIN | {"case": "c-106", "held_by": "w-002", "stages": [_stage(3, "intake"), _stage(1)]},
        _PLAIN | {"case": "c-107", "threat_to_worker": "yes"},
        _PLAIN | {"case": "c-108", "stages": [_stage(7)]},
        _PLAIN | {"case": "c-109", "two_workers": True},
        _OPEN,
    ],
}
_FAR: dict[str, Any] = renamed(AGENCY, FAR)
LAKESIDE = _FAR | {"name": f"Elsewhere {FAR}"}


def new_case(number: int) -> dict[str, Any]:
    """Return the facts of a case that comes in."""
    facts: dict[str, Any] = _PLAIN | {"case": f"c-{200 + number}", "received": "2025-10-06"}
    return facts


@dataclass
class Person:
    """Somebody who signs in. `id` and `token` are known once they have."""

    name: str
    role: str
    teams: tuple[str, ...] = ()
    worker: str | None = None
    agency: str = "riverside"
    id: str = ""
    token: str = ""


PEOPLE = (
    Person("mira", "case-manager", ("north",)),
    Person("sol", "supervisor", ("north",)),
    Person("sue", "supervisor", ("north",)),
    Person("both", "supervisor", ("north", "south")),
    Person("sam", "case-manager", ("south",)),
    Person("adam", "agency-admin"),
    Person("aud", "auditor"),
    Person("well", "wellbeing-lead"),
    Person("w-001", "worker", worker="w-001"),
    Person("w-002", "worker", worker="w-002"),
    Person("w-003", "worker", worker="w-003"),
    Person("w-004", "worker", worker="w-004"),
    Person("w-009", "worker", worker="w-009"),
    Person("lena", "supervisor", (f"north{FAR}",), agency="lakeside"),
    Person("luc", "agency-admin", agency="lakeside"),
)
