"""What each role may do, and how far: the only table of permissions."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from api.access.actor import Role


class Verb(StrEnum):
    """What can be done; a program's scopes are some of these."""

    READ_AGENCY = "agency:read"
    SET_AGENCY = "agency:write"
    READ_POLICY = "policy:read"
    SET_POLICY = "policy:write"
    READ_WORKERS = "workers:read"
    SET_WORKERS = "workers:write"
    READ_CASES = "cases:read"
    SET_CASES = "cases:write"
    READ_ASSIGNMENTS = "assignments:read"
    DECIDE = "assignments:decide"  # accept, override, reject, assign by hand, release, move, close
    CONSENT = "assignments:consent"  # the second pair of eyes
    REVIEW = "assignments:review"  # the day after an immediate response
    ASK = "proposals:ask"
    READ_PROPOSALS = "proposals:read"
    READ_DOSE = "dose:read"
    CORRECT_EXPOSURE = "exposures:correct"
    ANSWER = "asks:answer"  # a worker asked to take a case
    READ_NOTICES = "notices:read"
    READ_JOBS = "jobs:read"
    READ_AUDIT = "audit:read"
    SET_PEOPLE = "people:write"  # users and programs
    READ_EVENTS = "events:read"
    SET_EVENTS = "events:write"  # where events are sent
    ERASE = "records:erase"


class Reach(IntEnum):
    """How far a permission goes: nowhere, to oneself, to the teams of the scope, to the whole agency."""

    NOWHERE = 0
    OWN = 1
    TEAMS = 2
    AGENCY = 3


_MANAGER = {
    Verb.READ_AGENCY: Reach.AGENCY,
    Verb.READ_POLICY: Reach.AGENCY,
    Verb.READ_WORKERS: Reach.TEAMS,
    Verb.READ_CASES: Reach.TEAMS,
    Verb.SET_CASES: Reach.TEAMS,
    Verb.READ_ASSIGNMENTS: Reach.TEAMS,
    Verb.DECIDE: Reach.TEAMS,
    Verb.ASK: Reach.TEAMS,
    Verb.READ_PROPOSALS: Reach.TEAMS,
    Verb.READ_JOBS: Reach.TEAMS,
}

PERMISSIONS: Mapping[Role, Mapping[Verb, Reach]] = {
    Role.WORKER: {
        Verb.READ_AGENCY: Reach.AGENCY,
        Verb.READ_POLICY: Reach.AGENCY,
        Verb.READ_WORKERS: Reach.OWN,
        Verb.READ_CASES: Reach.OWN,
        Verb.READ_ASSIGNMENTS: Reach.OWN,
        Verb.READ_DOSE: Reach.OWN,
        Verb.CORRECT_EXPOSURE: Reach.OWN,
        Verb.ANSWER: Reach.OWN,
        Verb.READ_NOTICES: Reach.OWN,
    },
    Role.CASE_MANAGER: _MANAGER,
    Role.SUPERVISOR: {
        **_MANAGER,
        Verb.READ_DOSE: Reach.TEAMS,
        Verb.CONSENT: Reach.TEAMS,
        Verb.REVIEW: Reach.TEAMS,
    },
    Role.WELLBEING_LEAD: {Verb.READ_AGENCY: Reach.AGENCY, Verb.READ_POLICY: Reach.AGENCY},
    Role.AGENCY_ADMIN: {
        Verb.READ_AGENCY: Reach.AGENCY,
        Verb.SET_AGENCY: Reach.AGENCY,
        Verb.READ_POLICY: Reach.AGENCY,
        Verb.SET_POLICY: Reach.AGENCY,
        Verb.READ_WORKERS: Reach.AGENCY,
        Verb.SET_WORKERS: Reach.AGENCY,
        Verb.SET_PEOPLE: Reach.AGENCY,
        Verb.READ_EVENTS: Reach.AGENCY,
        Verb.SET_EVENTS: Reach.AGENCY,
        Verb.ERASE: Reach.AGENCY,
    },
    Role.AUDITOR: {
        Verb.READ_AGENCY: Reach.AGENCY,
        Verb.READ_POLICY: Reach.AGENCY,
        Verb.READ_ASSIGNMENTS: Reach.AGENCY,
        Verb.READ_PROPOSALS: Reach.AGENCY,
        Verb.READ_AUDIT: Reach.AGENCY,
    },
}

OF_A_WORKER = frozenset(
    {Verb.READ_DOSE, Verb.CORRECT_EXPOSURE, Verb.ANSWER, Verb.READ_NOTICES, Verb.READ_ASSIGNMENTS}
)
"""What anybody may of themselves who carries cases too, whatever the role of their one account."""

CLIENT_VERBS = frozenset(
    {
        Verb.READ_AGENCY,
        Verb.READ_POLICY,
        Verb.READ_WORKERS,
        Verb.SET_WORKERS,
        Verb.READ_CASES,
        Verb.SET_CASES,
        Verb.READ_ASSIGNMENTS,
        Verb.DECIDE,
        Verb.ASK,
        Verb.READ_PROPOSALS,
        Verb.READ_DOSE,
        Verb.READ_JOBS,
        Verb.READ_AUDIT,
    }
)
"""What a program may ever be given; never a worker's own doors, people, consent or erasure."""
