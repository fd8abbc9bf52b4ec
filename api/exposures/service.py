"""The steps of the doors of exposure and dose; each look is written into the record."""

from datetime import timedelta
from typing import Any

from sqlmodel import col

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.errors import Conflict, Forbidden, NotHere
from api.exposures.schemas import (
    Correction,
    DoseOut,
    DoseWeek,
    ExposureIn,
    ExposureOut,
    ExposuresOut,
)
from api.facts import scope
from api.facts.fitting_in import faults_of_exposure, refuse_any
from api.facts.outside import PLACE, facts_of, noun_of
from api.http.call import Answer, Call
from api.http.paging import Page
from api.snapshots.nouns import document_of, exposure_of
from api.snapshots.snapshot import Snapshots
from api.storage.clock import written
from api.storage.ids import new_id
from api.storage.tables import ExposureRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Exposure
from planner.errors import BadRow
from planner.problem import surveyed

ME = "me"
_NOBODY = "You are not on the roster, so there is no ledger of yours."
_WEEK = timedelta(days=7)


def exposures(unit: Unit, call: Call, id: str, page: Page) -> Answer:
    """Return a worker's ledger; what was corrected only where changes are asked for."""
    worker = _looked_at(unit, call, id)
    where = [col(ExposureRow.worker) == worker]
    if page.since is None:
        where.append(~col(ExposureRow.replaced))
    call.record(unit, "exposures.read", "worker", worker)
    return page.of(unit, ExposureRow, *where).answer(ExposuresOut, _out)


def dose(unit: Unit, call: Call, id: str, snapshots: Snapshots) -> Answer:
    """Return a worker's planned dose of the coming weeks beside their usual budget."""
    worker = _looked_at(unit, call, id)
    snapshot = snapshots.current(unit)
    if worker not in snapshot.workers:  # disabled
        raise NotHere("worker")
    policy = snapshot.settings
    known = surveyed(snapshot.part({worker}, ()), snapshot.ahead)
    place = [each.id for each in known.workers].index(worker)
    weeks = [
        _week(snapshot.today + number * _WEEK, planned, budget, policy.action_level_share)
        for number, (planned, budget) in enumerate(
            zip(known.carried.dose[place].tolist(), known.usual[place].tolist(), strict=True)
        )
    ][: policy.harm_weeks]
    call.record(unit, "dose.read", "worker", worker)
    return Answer(
        DoseOut(
            worker=worker,
            date=snapshot.today.isoformat(),
            policy=snapshot.policy,
            action_level_share=policy.action_level_share,
            at_action_level=any(week.at_action_level for week in weeks),
            weeks=weeks,
        )
    )


def add(unit: Unit, call: Call, asked: ExposureIn) -> Answer:
    """Add an event to one's own ledger."""
    worker = _own(call)
    noun = noun_of(Exposure, asked.facts)
    if noun.worker != worker:
        refuse_any([BadRow(PLACE, 0, "worker", "this is not you.")])
    refuse_any(faults_of_exposure(unit, noun))
    row = _event(unit, call, noun)
    call.record(unit, "exposure.add", "exposure", row.id, worker=worker)
    return Answer(_out(row), 201, row.version)


def correct(unit: Unit, call: Call, id: str, asked: Correction) -> Answer:
    """Correct the hours of an event of one's own: a new event takes its place, the old one stays.

    Raises
    ------
    Conflict
        It was corrected already.
    """
    mine = col(ExposureRow.worker) == _own(call)
    before = scope.seen(unit, ExposureRow, id, [mine], lock=True)
    call.against(before)
    if before.replaced:
        raise Conflict("This was corrected already; correct the event that took its place.")
    noun = noun_of(Exposure, facts_of(exposure_of(before)) | {"hours": asked.hours})
    before.replaced = True
    unit.changed(before)
    row = _event(unit, call, noun, before)
    call.record(unit, "exposure.correct", "exposure", row.id, worker=row.worker, replaces=id)
    return Answer(_out(row), 201, row.version)


def _looked_at(unit: Unit, call: Call, id: str) -> str:
    asked = call.actor.worker or ME if id == ME else id  # `me` is nobody's id: it has no digit
    where = scope.workers(call.actor, Verb.READ_DOSE)
    return scope.seen(unit, WorkerRow, asked, where).id


def _own(call: Call) -> str:
    authorize(call.actor, Verb.CORRECT_EXPOSURE)
    if call.actor.worker is None:
        raise Forbidden(_NOBODY)
    return call.actor.worker


def _event(unit: Unit, call: Call, noun: Exposure, before: ExposureRow | None = None) -> ExposureRow:
    kept: dict[str, Any] = {} if before is None else {"replaces": before.id, "case": before.case}
    row = ExposureRow(
        agency=unit.agency,
        id=new_id("exp"),
        worker=noun.worker,
        week=noun.week,
        by=call.actor.id,
        data=document_of(noun),
        **kept,
    )
    return unit.add(row)


def _week(first: Any, planned: int, budget: int, level: int) -> DoseWeek:
    share = planned * 1000 // max(budget, 1)
    return DoseWeek(
        week=first.isoformat(),
        planned=planned,
        usual_budget=budget,
        share=share,
        headroom=budget - planned,
        at_action_level=share >= level,
    )


def _out(row: ExposureRow) -> ExposureOut:
    return ExposureOut(
        id=row.id,
        case=row.case,
        replaces=row.replaces,
        replaced=row.replaced,
        version=row.version,
        changed_at=written(row.changed_at),
        facts=facts_of(exposure_of(row)),
    )
