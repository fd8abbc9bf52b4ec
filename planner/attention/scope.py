"""Whose matters a page holds: the whole agency's, or those of one supervisor."""

from dataclasses import dataclass

from planner.domain import Agency, Worker
from planner.errors import PlannerError, UnknownReference


class NoSupervisor(PlannerError):
    """A page is asked for in the name of somebody who supervises nobody."""

    def __init__(self, worker: str) -> None:
        super().__init__(
            f"{worker!r} supervises nobody: no worker and no team names them as supervisor."
        )


@dataclass(frozen=True)
class Scope:
    """Workers and offices a page is about. With nobody named as supervisor: all of them."""

    supervisor: str | None
    workers: frozenset[str]
    offices: frozenset[str]

    def waiting(self, office: str, held_by: str | None) -> bool:
        """Whether a waiting case is a matter of this page: held here, or in these offices by nobody."""
        if self.supervisor is None:
            return True
        here = held_by in self.workers or held_by == self.supervisor
        return here or (held_by is None and office in self.offices)


def supervisor_of(agency: Agency, worker: Worker) -> str | None:
    """Return a worker's own supervisor, else the team's; nobody is their own."""
    named = worker.supervisor or agency.team_of[worker.team].supervisor
    return None if named == worker.id else named


def scope(agency: Agency, supervisor: str | None) -> Scope:
    """Return what a page is about.

    A supervisor's page is about the workers they supervise and the offices of the teams they
    supervise or, without a team, of those workers' teams.

    Raises
    ------
    UnknownReference
        The agency has no such worker.
    NoSupervisor
        The worker supervises nobody.
    """
    if supervisor is None:
        everybody = frozenset(agency.worker_of)
        return Scope(None, everybody, frozenset(team.office for team in agency.teams))
    if supervisor not in agency.worker_of:
        raise UnknownReference("worker", supervisor, "The question")
    workers = [w for w in agency.workers if supervisor_of(agency, w) == supervisor]
    teams = [team for team in agency.teams if team.supervisor == supervisor]
    if not workers and not teams:
        raise NoSupervisor(supervisor)
    teams = teams or [agency.team_of[worker.team] for worker in workers]
    return Scope(supervisor, frozenset(w.id for w in workers), frozenset(team.office for team in teams))
