"""The life of a proposal: asked for, then accepted, overridden or rejected, once."""

from collections.abc import Callable, Collection

from api.access.actor import Actor
from api.access.authorize import authorize, authorize_on
from api.access.permissions import Verb
from api.decisions.assign import assign, carriers_of, lock, refuse_with_them
from api.decisions.based_on import based_on, refuse_stale
from api.decisions.consents import use_consent
from api.decisions.judge import handing_over, judged, proposed_of, refused, side_of
from api.decisions.notices import tell_at_action_level
from api.decisions.reasons import ReasonCode
from api.decisions.scope import in_scope, may_case, may_plan
from api.decisions.wire_in import OverrideIn
from api.errors import BadDecision, Conflict, Gone, SwitchedOff
from api.snapshots.snapshot import Snapshot, Snapshots
from api.storage.clock import HOUR
from api.storage.ids import new_id
from api.storage.points import reach
from api.storage.tables import AssignmentRow, ProposalRow
from api.storage.tables.base import Versioned
from api.storage.unit import Unit
from planner.answer import suggestion_now
from planner.domain import Cover, Plan, Proposed
from planner.present.answers import ProposedAnswer

OPEN_FOR = 24 * HOUR
"""How long a proposal is open (policy); what it rests on is looked at again whenever it is accepted."""


def ask(unit: Unit, actor: Actor, snapshots: Snapshots, case: str, top: int) -> ProposalRow:
    """Return a new proposal for one case: who should take it, with reasons, and who else could be asked.

    What waits in the same team and has to go to the same worker comes with it.

    Raises
    ------
    NotHere
        The case is not there, or beyond the scope.
    SwitchedOff
        The agency has switched the planner off.
    Conflict
        The case is closed.
    """
    row = may_case(unit, actor, Verb.ASK, case)
    if not unit.own().planner_on:
        raise SwitchedOff("Your agency has switched the planner off. Assigning by hand still works.")
    if row.state == "closed":
        raise Conflict(f"{case} is closed.")
    snapshot = snapshots.current(unit)
    workers = in_scope(actor, snapshot)
    side = side_of(snapshot, snapshot.waiting_family(case), workers)
    told = suggestion_now(side, case, top, workers)
    given = [] if told.proposed is None else [told.proposed, *told.with_it]
    plan = Plan(assignments=tuple(_proposed(each) for each in given))
    proposal = ProposalRow(
        agency=unit.agency,
        id=new_id("prp"),
        kind="case",
        case=case,
        teams=[row.team],
        plan=plan.model_dump(mode="json"),
        told=told.model_dump(mode="json"),
        based_on=based_on(snapshot, plan, case),
        by=actor.id,
        expires_at=unit.now + OPEN_FOR,
    )
    unit.add(proposal)
    unit.record(actor.id, "proposal.create", "proposal", proposal.id, case=case)
    unit.emit("proposal.created", proposal=proposal.id, case=case)
    return proposal


def may_proposal(unit: Unit, actor: Actor, verb: Verb, id: str, *, lock: bool = False) -> ProposalRow:
    """Return a proposal that an actor may do this to, or raise NotHere."""
    authorize(actor, verb)
    row = unit.get(ProposalRow, id, lock=lock)
    authorize_on(actor, verb, "proposal", teams=row.teams)
    return row


def plan_of(proposal: ProposalRow) -> Plan:
    """Return what a proposal proposes."""
    return Plan.model_validate(proposal.plan)


def accept(  # noqa: PLR0913, PLR0917  (what an acceptance is)
    unit: Unit,
    actor: Actor,
    snapshots: Snapshots,
    proposal: ProposalRow,
    only: Collection[str] | None,
    against: Callable[[Versioned], None],
) -> list[AssignmentRow]:
    """Write what a proposal proposes, or of a plan `only` some cases: all of it or nothing.

    Workers, then cases are locked in the order of their ids, then the proposal; whatever it was made
    from has to be as it was; every rule is judged again on how things stand now.

    Raises
    ------
    Conflict, Gone
        It is decided already, proposes nothing, or has expired.
    Stale
        Something it was made from has moved; all that moved is named.
    RuleBroken
        It would break rules now.
    """
    plan = plan_of(proposal)
    if only is not None:
        plan = Plan(assignments=tuple(each for each in plan.assignments if each.case in only))
    if not plan.assignments or (only is not None and len(only) != len(plan.assignments)):
        raise BadDecision("The proposal does not give these cases to anybody.")
    may_plan(unit, actor, Verb.DECIDE, plan)
    snapshot = _locked(unit, snapshots, plan, proposal, against)
    refuse_stale(unit, proposal, snapshot, plan)
    reach("versions-compared")
    whose = proposal.caseload_of
    found = judged(snapshot if whose is None else handing_over(snapshot, whose), plan)
    if found.all:
        raise refused(found.all)
    reach("rules-judged")
    written = [
        assign(unit, actor, snapshot, each, "proposal", proposal=proposal.id)
        for each in plan.assignments
    ]
    _decide(unit, actor, proposal, "accepted")
    tell_at_action_level(unit, snapshot, plan)
    return written


def override(  # noqa: PLR0913, PLR0917  (what an override is)
    unit: Unit,
    actor: Actor,
    snapshots: Snapshots,
    proposal: ProposalRow,
    chosen: OverrideIn,
    against: Callable[[Versioned], None],
) -> AssignmentRow:
    """Give the case of a proposal to somebody else, by a person's decision and with their reason.

    It is judged by public facts and usual budgets: rules nobody breaks refuse it; beyond the usual
    budget it needs a second person's consent; any other rule is broken on the record.

    Raises
    ------
    Conflict, Gone
        The proposal is decided already or has expired, or is a plan; the case is with them already, or
        was given to somebody since.
    RuleBroken, ConsentNeeded
        As above.
    """
    if proposal.case is None:
        raise BadDecision("A plan is accepted in part; a single case of it is then assigned by hand.")
    plan = proposed_of(proposal.case, chosen.worker, chosen.support)
    may_plan(unit, actor, Verb.DECIDE, plan)
    snapshot = _locked(unit, snapshots, plan, proposal, against)
    since = proposal.created_at
    refuse_with_them(unit, proposal.case, chosen.worker, support_too=False, since=since)
    found = judged(snapshot, plan)
    if found.never:
        raise refused(found.never)
    used = use_consent(unit, plan.assignments[0], found.budget, chosen.consent, actor.id)
    written = assign(
        unit,
        actor,
        snapshot,
        plan.assignments[0],
        "override",
        proposal=proposal.id,
        consent=used,
        reason=chosen.reason_code,
    )
    proposal.reason_code, proposal.reason = chosen.reason_code, chosen.reason
    _decide(unit, actor, proposal, "overridden", broken=sorted({b.rule for b in found.all}))
    tell_at_action_level(unit, snapshot, plan)
    return written


def reject(  # noqa: PLR0913, PLR0917  (what a rejection is)
    unit: Unit,
    actor: Actor,
    proposal: ProposalRow,
    code: ReasonCode,
    reason: str,
    against: Callable[[Versioned], None],
) -> None:
    """Reject a proposal; nothing is assigned.

    Raises
    ------
    Conflict, Gone
        It is decided already or has expired.
    """
    _refuse_decided(unit, proposal)
    against(proposal)
    proposal.reason_code, proposal.reason = code, reason
    _decide(unit, actor, proposal, "rejected", reason=code)


def _locked(
    unit: Unit,
    snapshots: Snapshots,
    plan: Plan,
    proposal: ProposalRow,
    against: Callable[[Versioned], None],
) -> Snapshot:
    cases = {each.case for each in plan.assignments}
    workers = {worker for each in plan.assignments for _, worker in each.roles()}
    lock(unit, cases, workers | carriers_of(unit, cases))
    unit.get(ProposalRow, proposal.id, lock=True)
    reach("proposal-locked")
    _refuse_decided(unit, proposal)
    against(proposal)
    return snapshots.current(unit)


def _refuse_decided(unit: Unit, proposal: ProposalRow) -> None:
    if proposal.state == "expired" or (proposal.state == "open" and unit.now >= proposal.expires_at):
        raise Gone("This proposal has expired. Ask again.")
    if proposal.state != "open":
        raise Conflict(f"This proposal is {proposal.state} already.")


def _decide(unit: Unit, actor: Actor, proposal: ProposalRow, state: str, **details: object) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, actor.id, unit.now
    unit.changed(proposal)
    unit.record(actor.id, f"proposal.{state}", "proposal", proposal.id, **details)
    unit.emit(f"proposal.{state}", proposal=proposal.id)


def _proposed(each: ProposedAnswer) -> Proposed:
    cover = tuple(Cover(week=c.week, worker=c.worker) for c in each.cover)
    return Proposed(case=each.case, worker=each.worker, support=each.support, cover=cover)
