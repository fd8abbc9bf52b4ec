"""What is left of a worker who has gone: their code, without a way to whoever it was."""

from sqlalchemy import delete
from sqlmodel import col

from api.errors import Conflict
from api.storage.ids import new_id
from api.storage.tables import AssignmentRow, CaseRow, NoticeRow, SessionRow, UserRow, WorkerRow
from api.storage.unit import Unit

BY = "retention"


def erase(unit: Unit, worker: str) -> None:
    """Cut the link between a worker's code and the person.

    Their accounts lose handle, password, second factor and other login, and end; their sessions and
    what they were told in person are deleted; the roster's row is disabled. What stays, under a code
    that names nobody: who carried which case and the dose of that work, because others' cases and
    plans rest on it, and the record, because it is evidence and its chain must hold.

    Raises
    ------
    NotHere
        There is no such worker.
    Conflict
        They still carry cases, or hold some that wait: move those first.
    """
    row = unit.get(WorkerRow, worker, lock=True)
    carries = (col(AssignmentRow.worker) == worker) | (col(AssignmentRow.support) == worker)
    if unit.count(AssignmentRow, col(AssignmentRow.active).is_(True), carries):
        raise Conflict(f"{worker} still carries cases: move them first.")
    if unit.count(CaseRow, col(CaseRow.state) == "waiting", col(CaseRow.holder) == worker):
        raise Conflict(f"{worker} still holds cases that wait: name another holder first.")
    for user in unit.all(UserRow, col(UserRow.worker) == worker, lock=True):
        user.login, user.enabled, user.worker = new_id("gone"), False, None
        user.password = user.totp = user.totp_next = user.oidc_subject = None
        unit.changed(user)
        mine = (col(SessionRow.agency) == unit.agency, col(SessionRow.user) == user.id)
        unit.session.execute(delete(SessionRow).where(*mine))
    told = (col(NoticeRow.agency) == unit.agency, col(NoticeRow.worker) == worker)
    unit.session.execute(delete(NoticeRow).where(*told))
    row.enabled = False
    unit.changed(row)
    unit.record(BY, "worker.erase", "worker", worker)
