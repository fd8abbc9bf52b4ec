"""How an agency begins: its rows, written from a consistent agency in one transaction."""

from collections import Counter

from sqlmodel import Session

from api.decisions.week import monday_of
from api.snapshots.nouns import document_of
from api.storage.engine import WRITES, is_sqlite
from api.storage.ids import new_id
from api.storage.store import Store
from api.storage.tables import (
    AgencyRow,
    AssignmentRow,
    CaseRow,
    DirectoryRow,
    ExposureRow,
    OfficeRow,
    PolicyRow,
    ReferralTypeRow,
    TeamRow,
    WorkerRow,
)
from api.storage.unit import Unit
from planner.domain import Agency, policy, shipped_weights
from planner.errors import BadValue
from planner.intake.weights_file import weights_text

_BY = "import"


def begin(store: Store, name: str, agency: Agency, time_zone: str = "UTC") -> None:
    """Write an agency as it is in a folder; own limits, which only made-up people have, are not.

    SQLite has no row-level security, so it keeps one agency.

    Raises
    ------
    BadValue
        There is an agency of this id already, or on SQLite another one.
    """
    there = store.agencies()
    if name in there:
        raise BadValue(f"There is an agency {name} already.")
    if there and is_sqlite(store.engine) and not store.several:
        raise BadValue("SQLite keeps one agency, and there is one; use PostgreSQL for several.")
    with Session(store.engine.execution_options(**{WRITES: True})) as session:
        session.add(DirectoryRow(agency=name))
        session.commit()
    store.write(name, lambda unit: _write(unit, agency, time_zone))


def _write(unit: Unit, agency: Agency, time_zone: str) -> None:
    name, now = unit.agency, unit.now
    own = AgencyRow(
        agency=name,
        title=agency.name,
        time_zone=time_zone,
        synthetic=agency.synthetic,
        weights=weights_text(agency.weights) if agency.weights != shipped_weights() else "",
        risk_card=agency.risk_card,
        ledger_from=monday_of(agency.date),
        created_at=now,
        changed_at=now,
    )
    unit.session.add(own)
    unit.session.flush()
    for office in sorted({c.office for c in agency.cases} | {t.office for t in agency.teams}):
        unit.add(OfficeRow(agency=name, id=office))
    for kind in agency.referral_types:
        unit.add(ReferralTypeRow(agency=name, id=kind.id, data=document_of(kind)))
    for team in agency.teams:
        unit.add(TeamRow(agency=name, id=team.id, office=team.office, data=document_of(team)))
    carried = Counter(w for a in agency.assignments for w in {a.worker, a.support} if w)
    for worker in agency.workers:
        row = WorkerRow(agency=name, id=worker.id, team=worker.team, data=document_of(worker))
        row.open_cases = carried[worker.id]
        unit.add(row)
    _cases(unit, agency)
    for event in agency.exposures:
        unit.add(
            ExposureRow(
                agency=name,
                id=new_id("exp"),
                worker=event.worker,
                week=event.week,
                by=_BY,
                data=document_of(event),
            )
        )
    changes = {k: v for k, v in agency.policy.model_dump().items() if v != policy().model_dump()[k]}
    unit.session.add(
        PolicyRow(
            agency=name, id="1", number=1, effective_from=agency.date, changes=changes, by=_BY, at=now
        )
    )
    unit.record(_BY, "agency.begin", "agency", name)


def _cases(unit: Unit, agency: Agency) -> None:
    team_of = {a.case: agency.worker_of[a.worker].team for a in agency.assignments}
    in_office = {team.office: team.id for team in reversed(agency.teams)}
    for case in agency.cases:
        holder = agency.worker_of.get(case.held_by or "")
        team = team_of.get(case.id) or (holder and holder.team) or in_office.get(case.office)
        unit.add(
            CaseRow(
                agency=unit.agency,
                id=case.id,
                team=team or agency.teams[0].id,
                state="open" if case.id in team_of else "waiting",
                holder=case.held_by,
                data=document_of(case.model_copy(update={"held_by": None})),
            )
        )
    for each in agency.assignments:
        unit.add(
            AssignmentRow(
                agency=unit.agency,
                id=new_id("asg"),
                case=each.case,
                worker=each.worker,
                support=each.support,
                since=each.since,
                hold=each.hold,
                wish=each.wish,
                path="import",
                by=_BY,
            )
        )
