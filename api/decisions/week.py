"""What a week that is over brought: the ledger's events, as planned, and every case a week further."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import col, or_

from api.snapshots.nouns import case_of, document_of, today_of, worker_of
from api.storage.ids import new_id
from api.storage.tables import AssignmentRow, CaseRow, ExposureRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Case, Exposure, Mode, Policy, ReferralType, Source, Stage
from planner.dose.case_dose import tier

_BY = "ledger"
_WEEK = timedelta(days=7)
_DAYS = 7


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def close_weeks(unit: Unit, policy: Policy, kinds: dict[str, ReferralType]) -> int:
    """Write the ledger of every week that is over and not written yet; return how many.

    Each worker is written the planned minutes of what they led, supported and held, for the days they
    did, and of their shifts; they correct what was otherwise. Each open case is a week nearer its end;
    the last stage goes on until the case is closed.
    """
    own = unit.own()
    this_week = monday_of(today_of(own, unit.now))
    week = own.ledger_from
    if week is None or week >= this_week:
        return 0
    written = 0
    cases = {row.id: row for row in unit.all(CaseRow, col(CaseRow.state) != "closed", lock=True)}
    while week < this_week:
        for event, case in _events(unit, week, cases, policy, kinds):
            unit.add(_row(unit, event, case))
        for row in cases.values():
            if row.state == "open":
                row.data = document_of(_older(case_of(row)))
                unit.changed(row)
        week, written = week + _WEEK, written + 1
    own.ledger_from = week
    unit.record(_BY, "ledger.close", "agency", unit.agency, until=week.isoformat())
    return written


def _events(
    unit: Unit,
    week: date,
    cases: dict[str, CaseRow],
    policy: Policy,
    kinds: dict[str, ReferralType],
) -> Iterator[tuple[Exposure, str | None]]:
    last = week + _WEEK - timedelta(days=1)
    table = AssignmentRow
    carried = unit.all(
        table,
        col(table.since) <= last,
        or_(col(table.ended_on).is_(None), col(table.ended_on) > week),
    )
    for each in carried:
        row = cases.get(each.case) or unit.get(CaseRow, each.case)
        case = case_of(row)
        end = min(each.ended_on or last + timedelta(days=1), last + timedelta(days=1))
        days = (end - max(each.since, week)).days
        for worker, share, source in (
            (each.worker, 1000, Source.CASE),
            (each.support, policy.support_share, Source.SUPPORT),
        ):
            if worker is not None:
                yield from _of_case(case, kinds, week, worker, days * share, source)
    for row in cases.values():
        if row.state == "waiting" and row.holder is not None:
            case = case_of(row)
            share = _DAYS * policy.holding_share
            yield from _of_case(case, kinds, week, row.holder, share, Source.CASE)
    for worker_row in unit.all(WorkerRow, col(WorkerRow.enabled).is_(True)):
        for shift in worker_of(worker_row).standing_exposure:
            yield (
                Exposure(
                    worker=worker_row.id,
                    week=week,
                    minutes=shift.minutes,
                    tier=shift.tier,
                    mode=shift.mode,
                    source=Source.SHIFT,
                ),
                None,
            )


def _of_case(  # noqa: PLR0913, PLR0917  (what an event is)
    case: Case,
    kinds: dict[str, ReferralType],
    week: date,
    worker: str,
    thousandths_of_days: int,
    source: Source,
) -> Iterator[tuple[Exposure, str]]:
    stage: Stage = case.stages[0]
    minutes: tuple[tuple[Mode, int], ...] = stage.exposure
    for mode, whole in minutes:
        spent = -(-whole * thousandths_of_days // (_DAYS * 1000))  # rounded up, as dose is
        if spent > 0:
            event = Exposure(
                worker=worker,
                week=week,
                minutes=spent,
                tier=tier(case, kinds[case.referral_type]),
                mode=mode,
                source=source,
            )
            yield event, case.id


def _older(case: Case) -> Case:
    """Return a case a week on: its first stage is a week shorter; the last never ends by itself."""
    first, *rest = case.stages
    if first.weeks > 1:
        first = first.model_copy(update={"weeks": first.weeks - 1})
        return case.model_copy(update={"stages": (first, *rest), "held_by": None})
    return case.model_copy(update={"stages": tuple(rest) or (first,), "held_by": None})


def _row(unit: Unit, event: Exposure, case: str | None) -> ExposureRow:
    return ExposureRow(
        agency=unit.agency,
        id=new_id("exp"),
        worker=event.worker,
        week=event.week,
        case=case,
        by=_BY,
        data=document_of(event),
    )
