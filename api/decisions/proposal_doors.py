"""The doors of proposals: ask, look, accept, override, reject."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlmodel import col
from starlette.responses import Response

from api.access.authorize import authorize
from api.access.permissions import Reach, Verb
from api.body import JsonRoute
from api.decisions import proposals
from api.decisions.shown import assignment_out, proposal_out
from api.decisions.wire_in import AcceptIn, AskIn, OverrideIn, WhyIn
from api.decisions.wire_out import DecisionOut, Listed, ProposalOut
from api.errors import (
    BadDecision,
    ConsentNeeded,
    Gone,
    NotHere,
    RuleBroken,
    Stale,
    SwitchedOff,
    VersionMoved,
    VersionNeeded,
)
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_post, to_a_reader
from api.storage.tables import ProposalRow
from api.storage.unit import Unit

asking = APIRouter(prefix="/v1/proposals", tags=["proposals"], route_class=JsonRoute)
looking = APIRouter(prefix="/v1/proposals", tags=["proposals"])

_DECIDED = (Gone, NotHere, VersionMoved, VersionNeeded)
_MOST = 200


@asking.post(
    "",
    operation_id="askForProposal",
    summary="Ask who should take a case",
    status_code=201,
    response_model=ProposalOut,
    responses=to_a_post(NotHere, SwitchedOff),
)
def ask_for_proposal(asked: AskIn, call: TheCall, request: Request) -> Response:
    """Propose who takes one case now, with reasons from public facts, and who else could be asked."""

    def work(unit: Unit) -> Answer:
        snapshots = request.app.state.snapshots
        row = proposals.ask(unit, call.actor, snapshots, asked.case, asked.top)
        headers = {"Location": f"/v1/proposals/{row.id}"}
        return Answer(proposal_out(unit, row), 201, row.version, headers)

    return call.write(work)


@looking.get(
    "",
    operation_id="listProposals",
    summary="List proposals",
    responses=to_a_reader(),
)
def list_proposals(
    call: TheCall, state: Annotated[str | None, Query(pattern="^[a-z]{1,20}$")] = None
) -> Listed[ProposalOut]:
    """List the latest proposals within your scope, the newest first; only of one state, where given."""

    def work(unit: Unit) -> Listed[ProposalOut]:
        found = authorize(call.actor, Verb.READ_PROPOSALS)
        rows = unit.all(
            ProposalRow, order=(col(ProposalRow.created_at).desc(), col(ProposalRow.id)), most=1000
        )
        seen = [
            row
            for row in rows
            if found is Reach.AGENCY or any(call.actor.reaches(team) for team in row.teams)
        ]
        shown = [proposal_out(unit, row) for row in seen]
        return Listed(data=[one for one in shown if state in (None, one.state)][:_MOST])

    return call.read(work)


@looking.get(
    "/{id}",
    operation_id="readProposal",
    summary="Read a proposal",
    response_model=ProposalOut,
    responses=to_a_reader(NotHere),
)
def read_proposal(id: PathId, call: TheCall) -> Response:
    """Read one proposal, with what it rests on and what became of it."""

    def work(unit: Unit) -> Response:
        row = proposals.may_proposal(unit, call.actor, Verb.READ_PROPOSALS, id)
        return Answer(proposal_out(unit, row), version=row.version).response()

    return call.read(work)


@asking.post(
    "/{id}/accept",
    operation_id="acceptProposal",
    summary="Accept a proposal",
    response_model=DecisionOut,
    responses=to_a_post(Stale, RuleBroken, BadDecision, *_DECIDED),
)
def accept_proposal(id: PathId, accepted: AcceptIn, call: TheCall, request: Request) -> Response:
    """Assign what is proposed, all of it or nothing, if what it rests on has not moved and every rule
    still holds. What has moved is named.
    """

    def work(unit: Unit) -> Answer:
        row = proposals.may_proposal(unit, call.actor, Verb.DECIDE, id)
        written = proposals.accept(
            unit, call.actor, request.app.state.snapshots, row, accepted.only, call.against
        )
        body = DecisionOut(
            proposal=proposal_out(unit, row), assignments=[assignment_out(each) for each in written]
        )
        return Answer(body, version=row.version)

    return call.write(work)


@asking.post(
    "/{id}/override",
    operation_id="overrideProposal",
    summary="Give the case to somebody else",
    response_model=DecisionOut,
    responses=to_a_post(RuleBroken, ConsentNeeded, BadDecision, *_DECIDED),
)
def override_proposal(id: PathId, chosen: OverrideIn, call: TheCall, request: Request) -> Response:
    """Decide otherwise than proposed, with a reason; beyond the usual budget with a second person's
    consent.
    """

    def work(unit: Unit) -> Answer:
        row = proposals.may_proposal(unit, call.actor, Verb.DECIDE, id)
        snapshots = request.app.state.snapshots
        written = proposals.override(unit, call.actor, snapshots, row, chosen, call.against)
        body = DecisionOut(proposal=proposal_out(unit, row), assignments=[assignment_out(written)])
        return Answer(body, version=row.version)

    return call.write(work)


@asking.post(
    "/{id}/reject",
    operation_id="rejectProposal",
    summary="Reject a proposal",
    response_model=ProposalOut,
    responses=to_a_post(*_DECIDED),
)
def reject_proposal(id: PathId, why: WhyIn, call: TheCall) -> Response:
    """Reject a proposal, with a reason; nothing is assigned."""

    def work(unit: Unit) -> Answer:
        row = proposals.may_proposal(unit, call.actor, Verb.DECIDE, id, lock=True)
        proposals.reject(unit, call.actor, row, why.reason_code, why.reason, call.against)
        return Answer(proposal_out(unit, row), version=row.version)

    return call.write(work)
