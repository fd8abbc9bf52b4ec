"""A job that plans: a part of the agency, a search in a process of its own, a proposal."""

from typing import Any

from sqlmodel import col

from api.decisions.based_on import based_on
from api.decisions.proposals import OPEN_FOR
from api.errors import SwitchedOff
from api.jobs.kinds import Failed, Finish, Working
from api.jobs.part import Part, part_of
from api.jobs.queue import WORKER, Claim
from api.snapshots.snapshot import Snapshot
from api.storage.ids import new_id
from api.storage.tables import ProposalRow
from api.storage.unit import Unit
from planner.answer import plan_answer
from planner.explain.language import speaking
from planner.pipeline import Planned, propose
from planner.present.answers import PlanAnswer
from planner.solve.apart import apart
from planner.solve.outcome import Ending

LANGUAGE = "en"
WORK = 1000  # units for each second asked for: the same facts give the same plan
_PATIENCE, _LEAST = 2, 5.0  # a search is killed after so many times its seconds and so many more


def plan(working: Working) -> Finish:
    """Plan, and return what writes the proposal.

    Raises
    ------
    Failed
        `nothing-found`: the search ended with no plan and no proof that there is none.
    """
    claim, heart = working.claim, working.heart
    seconds = min(claim.input["seconds"], working.settings.most_job_seconds)
    with speaking(LANGUAGE), apart(threads=True) as child:
        heart.during("reading", child)
        snapshot = working.store.read(claim.agency, lambda unit: _snapshot(working, unit))
        caseload_of = claim.input.get("caseload_of")
        part = part_of(snapshot, claim.teams, _still(snapshot, claim), caseload_of)
        part.check_size(working.settings.most_job_pairs)
        heart.during("searching")
        limit = _PATIENCE * seconds + _LEAST
        planned = propose(part.agency, limit, WORK * seconds, child, known=part.known)
        heart.during("explaining")
        if planned.outcome.ending is Ending.UNKNOWN:
            raise Failed("nothing-found")
        answer = plan_answer(planned)
    return lambda unit: _write(unit, working, snapshot, part, planned, answer)


def _snapshot(working: Working, unit: Unit) -> Snapshot:
    if not unit.own().planner_on:
        raise SwitchedOff("The planner is switched off.")
    return working.snapshots.current(unit)


def _still(snapshot: Snapshot, claim: Claim) -> list[str] | None:
    """Return the cases that still wait there; others were decided on since the job was asked for."""
    cases: list[str] | None = claim.input["cases"]
    if cases is None:
        return None
    waiting = snapshot.case_team.keys() - snapshot.kept.assigned.keys()
    return [case for case in cases if case in waiting and snapshot.case_team[case] in claim.teams]


def _write(  # noqa: PLR0913, PLR0917  (all that came of it)
    unit: Unit,
    working: Working,
    snapshot: Snapshot,
    part: Part,
    planned: Planned,
    answer: PlanAnswer,
) -> dict[str, Any]:
    if not unit.own().planner_on:
        raise SwitchedOff("The planner is switched off.")
    claim = working.claim
    result: dict[str, Any] = {
        "ending": answer.ending,
        "proposal": None,
        "cases": len(part.asked),
        "looked_at": len(part.looked_at),
        "helpers": len(part.helpers),
        "why_none": answer.why_none,
    }
    if planned.plan is not None:
        proposed = part.proposed(planned.plan)
        row = ProposalRow(
            agency=unit.agency,
            id=new_id("prp"),
            kind="plan",
            caseload_of=claim.input.get("caseload_of"),
            teams=list(claim.teams),
            plan=proposed.model_dump(mode="json"),
            told=_told(part, answer),
            based_on=based_on(snapshot, proposed, *part.asked),
            job=claim.id,
            by=claim.by,
            expires_at=unit.now + OPEN_FOR,
        )
        put_forward(unit, row)
        result["proposal"] = row.id
    unit.emit("plan.completed", job=claim.id, proposal=result["proposal"])
    return result


def put_forward(unit: Unit, new: ProposalRow) -> None:
    """Write a plan's proposal, and end the open ones of the same: one plan of a team, or for a caseload,
    is open at a time.
    """
    table = ProposalRow
    older = unit.all(table, col(table.kind) == "plan", col(table.state) == "open", lock=True)
    for row in older:
        if (sorted(row.teams), row.caseload_of) == (sorted(new.teams), new.caseload_of):
            row.state = "superseded"
            unit.changed(row)
            unit.record(WORKER, "proposal.supersede", "proposal", row.id, by=new.id)
    unit.add(new)
    unit.record(WORKER, "proposal.create", "proposal", new.id, job=new.job)


def _told(part: Part, answer: PlanAnswer) -> dict[str, Any]:
    """Return the answer as a manager may know it, without the cases that were only looked at."""
    hidden = part.looked_at
    told = answer.model_dump(mode="json")
    for name in ("assignments", "unassigned"):
        told[name] = [each for each in told[name] if each["case"] not in hidden]
    return told
