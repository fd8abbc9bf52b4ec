"""May this actor do this to that? One function, asked before anything is told or done."""

from collections.abc import Iterable

from api.access.actor import EVERY_TEAM, Actor, Role
from api.access.permissions import CLIENT_VERBS, OF_A_WORKER, PERMISSIONS, Reach, Verb
from api.errors import Forbidden, NotHere, StepUpNeeded

STEPPED_UP = frozenset({Verb.SET_PEOPLE, Verb.SET_EVENTS, Verb.SET_AGENCY, Verb.SET_POLICY, Verb.ERASE})
"""What asks for a second factor shown a short while ago."""


def reach(actor: Actor, verb: Verb) -> Reach:
    """Return how far an actor's permission goes."""
    if actor.pending:
        return Reach.NOWHERE
    if actor.role is Role.CLIENT:
        return Reach.TEAMS if verb in CLIENT_VERBS and verb in actor.scopes else Reach.NOWHERE
    own = actor.worker is not None and verb in OF_A_WORKER
    return PERMISSIONS[actor.role].get(verb, Reach.OWN if own else Reach.NOWHERE)


def authorize(actor: Actor, verb: Verb) -> Reach:
    """Return how far an actor may go with a verb.

    Raises
    ------
    Forbidden
        The role does not do this at all.
    StepUpNeeded
        It does, after a second factor.
    """
    found = reach(actor, verb)
    if found is Reach.NOWHERE:
        raise Forbidden("Your role does not do this.")
    if verb in STEPPED_UP and not actor.stepped_up:
        raise StepUpNeeded("Show your second factor again, then repeat this within five minutes.")
    return found


def authorize_on(
    actor: Actor, verb: Verb, kind: str, *, teams: Iterable[str] = (), workers: Iterable[str] = ()
) -> None:
    """Refuse what an actor may not do to an object of some teams, or of some workers.

    Raises
    ------
    Forbidden, StepUpNeeded
        As `authorize`.
    NotHere
        The object is beyond the scope; told as if it were not there.
    """
    if not covers(actor, authorize(actor, verb), teams=teams, workers=workers):
        raise NotHere(kind)


def authorize_on_all(actor: Actor, verb: Verb) -> None:
    """Refuse whoever does not reach the whole agency what cannot be told apart by team.

    Raises
    ------
    Forbidden, StepUpNeeded
        As `authorize`; Forbidden also where the scope is some of the teams.
    """
    found = authorize(actor, verb)
    if found is not Reach.AGENCY and not (found is Reach.TEAMS and EVERY_TEAM in actor.teams):
        raise Forbidden("This is of the whole agency, and your scope is a part of it.")


def covers(actor: Actor, found: Reach, *, teams: Iterable[str], workers: Iterable[str]) -> bool:
    """Return whether an object of some teams, or of some workers, is within a reach."""
    if found is Reach.AGENCY:
        return True
    if found is Reach.TEAMS:
        return any(actor.reaches(team) for team in teams)
    return found is Reach.OWN and actor.worker is not None and actor.worker in workers
