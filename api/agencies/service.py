"""The steps of the agency's own door."""

from zoneinfo import available_timezones

from sqlmodel import col

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.agencies.schemas import AgencyOut, AgencyPatch, OfficeOut, OfficesOut
from api.decisions.assign import JUDGED_BY
from api.http.call import Answer, Call
from api.http.paging import Page
from api.snapshots.nouns import case_of, today_of
from api.storage.clock import day_of, written
from api.storage.tables import AgencyRow, AssignmentRow, CaseRow, OfficeRow
from api.storage.unit import Unit
from planner.errors import BadInput, BadRow
from planner.intake.never_stored import contact_in


def told(unit: Unit, call: Call) -> Answer:
    """Return the agency."""
    authorize(call.actor, Verb.READ_AGENCY)
    return _answer(unit, unit.own())


def offices(unit: Unit, call: Call, page: Page) -> Answer:
    """Return the offices."""
    authorize(call.actor, Verb.READ_AGENCY)
    return page.of(unit, OfficeRow).answer(OfficesOut, _office)


def change(unit: Unit, call: Call, patch: AgencyPatch) -> Answer:
    """Change the title, the time zone or the planner's switch."""
    authorize(call.actor, Verb.SET_AGENCY)
    unit.alone(JUDGED_BY)
    own = unit.own()
    call.against(own)
    faults = [*_faults(patch), *_still_to_come(unit, patch)]
    if faults:
        raise BadInput(faults)
    changes = {name: value for name, value in patch.model_dump().items() if value is not None}
    changes = {name: value for name, value in changes.items() if value != getattr(own, name)}
    if changes:
        for name, value in changes.items():
            setattr(own, name, value)
        own.version += 1
        unit.revised()
        call.record(unit, "agency.change", "agency", unit.agency, changed=sorted(changes))
    return _answer(unit, own)


def _faults(patch: AgencyPatch) -> list[BadRow]:
    faults = []
    title = patch.title or ""
    if not title.isprintable():
        faults.append(BadRow("body", 0, "title", "this holds what cannot be printed on a line."))
    if why := contact_in(title):
        faults.append(BadRow("body", 0, "title", f"{why}."))
    if patch.time_zone is not None and patch.time_zone not in available_timezones():
        allowed = "an IANA name such as Europe/London"
        faults.append(BadRow("body", 0, "time_zone", "this is no time zone known here.", allowed))
    return faults


def _still_to_come(unit: Unit, patch: AgencyPatch) -> list[BadRow]:
    """Return why a time zone cannot be taken: it is a day earlier there, and something is of today."""
    if patch.time_zone not in available_timezones():
        return []
    today = day_of(unit.now, patch.time_zone)
    days = [row.since for row in unit.all(AssignmentRow, col(AssignmentRow.since) > today)]
    for case in map(case_of, unit.all(CaseRow, col(CaseRow.state) != "closed")):
        days += [day for day in (case.received, case.first_met) if day is not None and day > today]
    if not days:
        return []
    told = f"it is {today} there, and something is kept of {max(days)}; change it a day later."
    return [BadRow("body", 0, "time_zone", told)]


def _answer(unit: Unit, own: AgencyRow) -> Answer:
    body = AgencyOut(
        id=own.agency,
        title=own.title,
        time_zone=own.time_zone,
        today=today_of(own, unit.now).isoformat(),
        synthetic=own.synthetic,
        planner_on=own.planner_on,
        version=own.version,
        changed_at=written(own.changed_at),
    )
    return Answer(body, version=own.version)


def _office(row: OfficeRow) -> OfficeOut:
    return OfficeOut(id=row.id, version=row.version, changed_at=written(row.changed_at))
