"""Who is asking: a person with a role, or a program with scopes, in one agency."""

from dataclasses import dataclass
from enum import StrEnum

EVERY_TEAM = "*"


class Role(StrEnum):
    """What somebody does in an agency."""

    WORKER = "worker"
    CASE_MANAGER = "case-manager"
    SUPERVISOR = "supervisor"
    WELLBEING_LEAD = "wellbeing-lead"
    AGENCY_ADMIN = "agency-admin"
    AUDITOR = "auditor"
    CLIENT = "client"  # a program


@dataclass(frozen=True)
class Actor:
    """Who is asking. `teams` is the scope, `*` for all; `scopes` are a program's verbs.

    `stepped_up`: a second factor was shown a short while ago. `pending`: the sign-in is not finished
    (a one-time secret has to be changed, or a second factor set up), so only that may be done.
    """

    agency: str
    id: str
    role: Role
    teams: frozenset[str] = frozenset()
    worker: str | None = None
    scopes: frozenset[str] = frozenset()
    stepped_up: bool = False
    pending: bool = False
    session: str | None = None

    def reaches(self, team: str) -> bool:
        """Return whether a team is within the scope."""
        return EVERY_TEAM in self.teams or team in self.teams
