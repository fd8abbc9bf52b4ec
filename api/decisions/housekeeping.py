"""What the service does by itself, now and then: weeks that are over, and what is past its time."""

from typing import TypeVar

from sqlmodel import col

from api.decisions.asks import UNPLACED
from api.decisions.notices import due_notices, keep_notices
from api.decisions.week import close_weeks
from api.http.idempotency import forget
from api.snapshots.snapshot import Snapshots
from api.storage.store import Store
from api.storage.tables import AskRow, ProposalRow
from api.storage.unit import Unit

_BY = "housekeeping"
Late = TypeVar("Late", ProposalRow, AskRow)


def keep_house(store: Store, snapshots: Snapshots) -> None:
    """Do what is due for every agency; each thing once, however often and by how many it is called."""
    for agency in store.agencies():
        store.read(agency, lambda unit: _ready(unit, snapshots))
        store.write(agency, lambda unit: _weeks(unit, snapshots))
        _notices(store, snapshots, agency)
        store.write(agency, _expire)


def _ready(unit: Unit, snapshots: Snapshots) -> None:
    """Have an agency read and measured, so that nobody waits for it later, least of all who writes."""
    _ = snapshots.current(unit).measured


def _weeks(unit: Unit, snapshots: Snapshots) -> int:
    unit.alone("ledger")
    snapshot = snapshots.current(unit)
    return close_weeks(unit, snapshot.settings, snapshot.kept.referral_types)


def _notices(store: Store, snapshots: Snapshots, agency: str) -> None:
    due = store.read(agency, lambda unit: due_notices(unit, snapshots.current(unit)))
    if due:
        store.write(agency, lambda unit: keep_notices(unit, snapshots, due))


def _expire(unit: Unit) -> None:
    for proposal in _late(unit, ProposalRow, "open"):
        proposal.state = "expired"
        unit.changed(proposal)
        unit.record(_BY, "proposal.expired", "proposal", proposal.id)
        unit.emit("proposal.expired", proposal=proposal.id)
    for asked in _late(unit, AskRow, *UNPLACED):
        asked.state, asked.answered_at = "expired", None  # whether it was declined is forgotten
        unit.changed(asked)
        unit.record(_BY, "ask.expired", "ask", asked.id)
    forget(unit)


def _late(unit: Unit, table: type[Late], *states: str) -> list[Late]:
    return unit.all(table, col(table.state).in_(states), col(table.expires_at) <= unit.now, lock=True)
