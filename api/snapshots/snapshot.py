"""A consistent agency with the version of everything in it, kept and brought up to date."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any

from sqlmodel import col

from api.snapshots.fitting import fitting
from api.snapshots.nouns import (
    assignment_of,
    case_of,
    exposure_of,
    policy_of,
    referral_type_of,
    team_of,
    today_of,
    worker_of,
)
from api.storage.tables import (
    AssignmentRow,
    CaseRow,
    ExposureRow,
    PolicyRow,
    ReferralTypeRow,
    TeamRow,
    WorkerRow,
)
from api.storage.tables.base import Versioned
from api.storage.unit import Unit
from planner.domain import Agency, Policy, read_weights, shipped_weights
from planner.problem.carried import tiers_of

_SOURCES: tuple[tuple[type[Versioned], Callable[[Any], Any], Callable[[Any], bool]], ...] = (
    (TeamRow, team_of, lambda row: True),
    (ReferralTypeRow, referral_type_of, lambda row: True),
    (WorkerRow, worker_of, lambda row: row.enabled),
    (CaseRow, case_of, lambda row: row.state != "closed"),
    (AssignmentRow, assignment_of, lambda row: row.active),
    (ExposureRow, exposure_of, lambda row: not row.replaced),
)


@dataclass(frozen=True)
class Snapshot:
    """An agency on a day, at a revision, with the version and team of its cases and workers."""

    agency: Agency
    revision: int
    today: date
    policy: int
    cases: dict[str, int]
    workers: dict[str, int]
    case_team: dict[str, str]

    @cached_property
    def tiers(self) -> dict[str, int]:
        """The tier of each case; a part of the agency is judged by the whole's mix."""
        return tiers_of(self.agency)


@dataclass
class _Kept:
    revision: int = -1
    nouns: dict[type[Versioned], dict[str, Any]] = field(default_factory=dict)
    versions: dict[type[Versioned], dict[str, int]] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    last: Snapshot | None = None


class Snapshots:
    """The agencies of a running service as they last were; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._lock = Lock()

    def current(self, unit: Unit) -> Snapshot:
        """Return the agency as this transaction sees it; to be asked before it writes anything.

        Raises
        ------
        RuntimeError
            The transaction has written: what it has not committed must not be kept.
        """
        if not unit.untouched:
            raise RuntimeError("A snapshot is taken before anything is written.")
        with self._lock:
            kept = self._kept.setdefault(unit.agency, _Kept())
            return _current(unit, kept)


def _current(unit: Unit, kept: _Kept) -> Snapshot:
    own = unit.own()
    today = today_of(own, unit.now)
    if own.revision < kept.revision:  # a transaction that began before somebody else's ended
        kept = _Kept()
    if kept.last and own.revision == kept.revision and today == kept.last.today:
        return kept.last
    for table, noun, counts in _SOURCES:
        _refresh(unit, kept, table, noun, counts)
    number, policy = policy_of(unit.all(PolicyRow), today)
    agency = _agency(kept, own, today, policy)
    snapshot = Snapshot(
        agency=agency,
        revision=own.revision,
        today=today,
        policy=number,
        cases=dict(kept.versions[CaseRow]),
        workers=dict(kept.versions[WorkerRow]),
        case_team=dict(kept.teams),
    )
    kept.revision, kept.last = own.revision, snapshot
    return snapshot


def _refresh(
    unit: Unit,
    kept: _Kept,
    table: type[Versioned],
    noun: Callable[[Any], Any],
    counts: Callable[[Any], bool],
) -> None:
    nouns, versions = kept.nouns.setdefault(table, {}), kept.versions.setdefault(table, {})
    for row in unit.all(table, col(table.revision) > kept.revision):
        if counts(row):
            nouns[row.id], versions[row.id] = noun(row), row.version
            if isinstance(row, CaseRow):
                kept.teams[row.id] = row.team
        else:
            nouns.pop(row.id, None)
            versions.pop(row.id, None)
            kept.teams.pop(row.id, None)


def _agency(kept: _Kept, own: Any, today: date, policy: Policy) -> Agency:
    def all_of(table: type[Versioned]) -> tuple[Any, ...]:
        return tuple(noun for _, noun in sorted(kept.nouns[table].items()))

    tables = fitting(
        today,
        teams=all_of(TeamRow),
        workers=all_of(WorkerRow),
        cases=all_of(CaseRow),
        assignments=all_of(AssignmentRow),
        exposures=all_of(ExposureRow),
    )
    return Agency(
        name=own.title,
        date=today,
        synthetic=own.synthetic,
        policy=policy,
        referral_types=all_of(ReferralTypeRow),
        **tables,
        weights=read_weights(own.weights) if own.weights else shipped_weights(),
        risk_card=own.risk_card,
    )
