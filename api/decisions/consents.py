"""Four eyes: an assignment beyond the usual budget needs a second person's consent, used once."""

from collections.abc import Sequence

from api.access.actor import Actor
from api.access.authorize import authorize, authorize_on
from api.access.permissions import Verb
from api.decisions.judge import refused
from api.decisions.reasons import ReasonCode
from api.decisions.scope import may_case, may_worker
from api.errors import Conflict, ConsentNeeded, Forbidden, Gone
from api.storage.clock import HOUR
from api.storage.ids import new_id
from api.storage.tables import CaseRow, ConsentRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Proposed
from planner.rule import Breach

GOOD_FOR = 24 * HOUR
"""How long a consent may be asked for, and used once it is given (policy)."""


def ask_consent(  # noqa: PLR0913, PLR0917  (what is asked)
    unit: Unit, actor: Actor, case: str, worker: str, code: ReasonCode, reason: str
) -> ConsentRow:
    """Ask for a second person's consent to give a case to a worker beyond the usual budget."""
    may_case(unit, actor, Verb.DECIDE, case)
    may_worker(unit, actor, Verb.DECIDE, worker)
    row = ConsentRow(
        agency=unit.agency,
        id=new_id("cns"),
        case=case,
        worker=worker,
        asked_by=actor.id,
        reason_code=code,
        reason=reason,
        expires_at=unit.now + GOOD_FOR,
    )
    unit.add(row)
    unit.record(actor.id, "consent.ask", "consent", row.id, case=case, worker=worker, reason=code)
    unit.emit("consent.asked", consent=row.id)
    return row


def may_consent(unit: Unit, actor: Actor, verb: Verb, id: str, *, lock: bool = False) -> ConsentRow:
    """Return a consent that an actor may do this to, or raise NotHere."""
    authorize(actor, verb)
    row = unit.get(ConsentRow, id, lock=lock)
    teams = (unit.get(CaseRow, row.case).team, unit.get(WorkerRow, row.worker).team)
    authorize_on(actor, verb, "consent", teams=teams)
    return row


def answer_consent(unit: Unit, actor: Actor, row: ConsentRow, state: str) -> None:
    """Give, refuse or withdraw a consent.

    Raises
    ------
    Forbidden
        Whoever asked for it cannot be the second person.
    Conflict, Gone
        It is answered, used or over.
    """
    if row.expires_at <= unit.now:
        raise Gone("This consent is over. Ask for another.")
    if state == "withdrawn":
        if row.state not in ("asked", "given"):
            raise Conflict(f"This consent is {row.state} already.")
    else:
        if row.asked_by == actor.id:
            raise Forbidden("Consent has to come from another person than the one who asks for it.")
        if row.state != "asked":
            raise Conflict(f"This consent is {row.state} already.")
        row.answered_by, row.answered_at = actor.id, unit.now
    row.state = state
    unit.changed(row)
    unit.record(actor.id, f"consent.{state}", "consent", row.id, case=row.case, worker=row.worker)


def need_consent(
    unit: Unit, given: Proposed, over: Sequence[Breach], consent: str | None, *deciders: str
) -> ConsentRow | None:
    """Return the consent to an assignment beyond the usual budget, locked, or None where it is within.

    `deciders`: those who decide the assignment; the second person is none of them.

    Raises
    ------
    ConsentNeeded
        It is beyond the usual budget, and no consent to it was given by somebody else, or no longer.
    """
    if not over:
        return None
    row = unit.find(ConsentRow, consent, lock=True) if consent else None
    good = (
        row is not None
        and row.state == "given"
        and row.expires_at > unit.now
        and (row.case, row.worker) == (given.case, given.worker)
        and row.answered_by not in (None, *deciders)
    )
    if row is None or not good:
        raise refused(over, ConsentNeeded)
    return row


def use_consent(
    unit: Unit, given: Proposed, over: Sequence[Breach], consent: str | None, *deciders: str
) -> str | None:
    """Use up the consent to an assignment where it is beyond the usual budget, or return None.

    Raises
    ------
    ConsentNeeded
        As `need_consent`.
    """
    row = need_consent(unit, given, over, consent, *deciders)
    if row is None:
        return None
    row.state = "used"
    unit.changed(row)
    return row.id
