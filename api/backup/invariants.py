"""What has to hold in any database of ours, looked at after a backup was put back."""

from collections import Counter

from sqlmodel import col, select

from api.storage.tables import AssignmentRow, AuditHeadRow, AuditRow, CaseRow, WorkerRow
from api.storage.unit import Unit


def faults(unit: Unit) -> list[str]:
    """Return a sentence for each thing that does not hold in an agency; none where all is well.

    That rows of the record were not changed is for `caseload audit verify`, which has the key.
    """
    active = unit.all(AssignmentRow, col(AssignmentRow.active).is_(True))
    found = _one_lead_a_case(active)
    carried = Counter(w for row in active for w in {row.worker, row.support} if w)
    for worker in unit.all(WorkerRow):
        has, said = carried[worker.id], worker.open_cases
        if said != has:
            found.append(f"{worker.id} has {has} open cases and is said to have {said}.")
    with_lead = {row.case for row in active}
    for case in unit.all(CaseRow):
        if (case.state == "open") != (case.id in with_lead):
            found.append(f"{case.id} is {case.state}, which its assignments contradict.")
    return found + _chain(unit)


def _one_lead_a_case(active: list[AssignmentRow]) -> list[str]:
    count = Counter(row.case for row in active)
    return [f"{case} has {number} active assignments." for case, number in count.items() if number > 1]


def _chain(unit: Unit) -> list[str]:
    query = select(AuditRow).where(AuditRow.agency == unit.agency).order_by(col(AuditRow.number))
    number, last = 0, ""
    for row in unit.session.exec(query):
        if (row.number, row.previous) != (number + 1, last):
            return [f"The record is broken after row {number}."]
        number, last = row.number, row.hash
    head = unit.session.get(AuditHeadRow, unit.agency)
    ends = (0, "") if head is None else (head.number, head.hash)
    return [] if ends == (number, last) else [f"The record ends at row {number}, its head elsewhere."]
