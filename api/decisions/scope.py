"""Which cases and workers somebody may decide about: those of the teams of their scope."""

from api.access.actor import Actor
from api.access.authorize import authorize, authorize_on
from api.access.permissions import Verb
from api.snapshots.snapshot import Snapshot
from api.storage.tables import CaseRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Plan


def may_case(unit: Unit, actor: Actor, verb: Verb, case: str) -> CaseRow:
    """Return a case that an actor may do this to, or raise NotHere.

    Whoever does not do this at all is told so before it is looked for, here and wherever else something
    is looked for: a refusal is not to tell what there is.
    """
    authorize(actor, verb)
    row = unit.get(CaseRow, case)
    authorize_on(actor, verb, "case", teams=(row.team,))
    return row


def may_worker(unit: Unit, actor: Actor, verb: Verb, worker: str) -> WorkerRow:
    """Return a worker of whom an actor may do this, or raise NotHere."""
    authorize(actor, verb)
    row = unit.get(WorkerRow, worker)
    authorize_on(actor, verb, "worker", teams=(row.team,), workers=(row.id,))
    return row


def may_plan(unit: Unit, actor: Actor, verb: Verb, plan: Plan) -> None:
    """Refuse a plan with a case or a worker beyond an actor's scope."""
    for each in plan.assignments:
        may_case(unit, actor, verb, each.case)
        for _, worker in each.roles():
            may_worker(unit, actor, verb, worker)


def in_scope(actor: Actor, snapshot: Snapshot) -> frozenset[str]:
    """Return the workers of an actor's teams."""
    return frozenset(w.id for w in snapshot.kept.workers.values() if actor.reaches(w.team))
