"""By hand: a person chooses a worker, who is asked and accepts or declines without a reason."""

from collections.abc import Callable

from api.access.actor import Actor
from api.access.authorize import authorize, authorize_on
from api.access.permissions import Verb
from api.decisions.assign import assign, carriers_of, lock, refuse_with_them
from api.decisions.consents import need_consent, use_consent
from api.decisions.judge import judged, proposed_of, refused
from api.decisions.notices import tell_at_action_level
from api.decisions.scope import may_plan
from api.decisions.wire_in import ByHandIn
from api.errors import Conflict, Gone
from api.snapshots.snapshot import Snapshots
from api.storage.clock import HOUR
from api.storage.ids import new_id
from api.storage.tables import AskRow, AssignmentRow, CaseRow, WorkerRow
from api.storage.tables.base import Versioned
from api.storage.unit import Unit

OPEN_FOR = 24 * HOUR
"""How long a worker may think about it (policy)."""

UNPLACED = ("asked", "declined")
"""States of which others see only one."""


def ask_worker(unit: Unit, actor: Actor, snapshots: Snapshots, chosen: ByHandIn) -> AskRow:
    """Ask a worker to take a case, judged before by public facts and usual budgets alone.

    It works with the planner switched off, and a refusal can reveal nothing private.

    Raises
    ------
    RuleBroken, ConsentNeeded
        Rules nobody breaks; or beyond the usual budget without a second person's consent.
    Conflict
        The case is closed, or its worker is the one asked.
    """
    case, worker = chosen.case, chosen.worker
    plan = proposed_of(case, worker, None)
    may_plan(unit, actor, Verb.DECIDE, plan)
    row = unit.get(CaseRow, case)
    if row.state == "closed":
        raise Conflict(f"{case} is closed.")
    refuse_with_them(unit, case, worker, support_too=True)
    found = judged(snapshots.current(unit), plan)
    if found.never:
        raise refused(found.never)
    need_consent(unit, plan.assignments[0], found.budget, chosen.consent, actor.id)
    asked = AskRow(
        agency=unit.agency,
        id=new_id("ask"),
        case=case,
        worker=worker,
        consent=chosen.consent,
        reason_code=chosen.reason_code,
        reason=chosen.reason,
        by=actor.id,
        expires_at=unit.now + OPEN_FOR,
    )
    unit.add(asked)
    details = {"case": case, "worker": worker, "reason": chosen.reason_code}
    unit.record(actor.id, "ask.create", "ask", asked.id, **details)
    unit.emit("ask.created", ask=asked.id, worker=worker)
    return asked


def may_ask(unit: Unit, actor: Actor, verb: Verb, id: str, *, lock: bool = False) -> AskRow:
    """Return a request to a worker that an actor may do this to, or raise NotHere."""
    authorize(actor, verb)
    row = unit.get(AskRow, id, lock=lock)
    team = unit.get(WorkerRow, row.worker).team
    authorize_on(actor, verb, "ask", teams=(team,), workers=(row.worker,))
    return row


def take(
    unit: Unit,
    actor: Actor,
    snapshots: Snapshots,
    asked: AskRow,
    against: Callable[[Versioned], None],
) -> AssignmentRow:
    """Write the assignment a worker accepts; judged again as it was when they were asked.

    Raises
    ------
    Conflict, Gone
        It is answered or withdrawn, or over; or the case is with them already, or was given to
        somebody since.
    RuleBroken, ConsentNeeded
        Things have moved, and it would break rules now.
    """
    plan = proposed_of(asked.case, asked.worker, None)
    lock(unit, {asked.case}, {asked.worker} | carriers_of(unit, {asked.case}))
    unit.get(AskRow, asked.id, lock=True)
    _refuse_answered(unit, asked)
    against(asked)
    refuse_with_them(unit, asked.case, asked.worker, support_too=True, since=asked.created_at)
    snapshot = snapshots.current(unit)
    found = judged(snapshot, plan)
    if found.never:
        raise refused(found.never)
    deciders = (asked.by, actor.id)
    used = use_consent(unit, plan.assignments[0], found.budget, asked.consent, *deciders)
    written = assign(unit, actor, snapshot, plan.assignments[0], "manual", consent=used)
    _answer(unit, actor, asked, "accepted")
    tell_at_action_level(unit, snapshot, plan)
    return written


def decline(unit: Unit, asked: AskRow) -> None:
    """Decline a case; no reason is asked for or kept, and nobody counts it.

    Until the time is over nobody else can tell it from no answer, and then the service cannot either:
    no version counts it and no row of the record is of it.
    """
    _refuse_answered(unit, asked)
    asked.state, asked.answered_at = "declined", unit.now


def withdraw(unit: Unit, actor: Actor, asked: AskRow) -> None:
    """Take back what a worker was asked, whether they have declined or not answered."""
    _refuse_answered(unit, asked, *UNPLACED)
    _answer(unit, actor, asked, "withdrawn")


def seen_state(unit: Unit, asked: AskRow, actor: Actor) -> str:
    """Return the state as somebody may see it: others see no decline, and that it is not placed."""
    over = unit.now >= asked.expires_at
    if actor.worker == asked.worker:
        return "expired" if asked.state == "asked" and over else asked.state
    if asked.state in UNPLACED:
        return "not-placed" if over else "asked"
    return "not-placed" if asked.state == "expired" else asked.state


def _refuse_answered(unit: Unit, asked: AskRow, *unanswered: str) -> None:
    if asked.state not in (unanswered or ("asked",)):
        raise Conflict("This has been answered or withdrawn already.")
    if unit.now >= asked.expires_at:
        raise Gone("This is over.")


def _answer(unit: Unit, actor: Actor, asked: AskRow, state: str) -> None:
    asked.state, asked.answered_at = state, unit.now
    unit.changed(asked)
    action = "ask.withdraw" if state == "withdrawn" else "ask.accept"
    unit.record(actor.id, action, "ask", asked.id)
