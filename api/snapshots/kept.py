"""What is kept of an agency between requests: its nouns, and where each worker finds their own."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlmodel import col

from api.snapshots.nouns import (
    assignment_of,
    case_of,
    exposure_of,
    referral_type_of,
    team_of,
    worker_of,
)
from api.storage.tables import (
    AssignmentRow,
    CaseRow,
    ExposureRow,
    ReferralTypeRow,
    TeamRow,
    WorkerRow,
)
from api.storage.tables.base import Versioned
from api.storage.unit import Unit
from planner.domain import Assignment, Case, Exposure, ReferralType, Team, Worker

Grouped = dict[str, dict[str, Any]]

_SOURCES: tuple[tuple[str, type[Versioned], Callable[[Any], Any], Callable[[Any], bool]], ...] = (
    ("teams", TeamRow, team_of, lambda row: True),
    ("referral_types", ReferralTypeRow, referral_type_of, lambda row: True),
    ("workers", WorkerRow, worker_of, lambda row: row.enabled),
    ("cases", CaseRow, case_of, lambda row: row.state != "closed"),
    ("assignments", AssignmentRow, assignment_of, lambda row: row.active),
    ("exposures", ExposureRow, exposure_of, lambda row: not row.replaced),
)


@dataclass(frozen=True)
class Kept:
    """The nouns of an agency by the ids of their rows, at one revision; a newer one is another value.

    `carried`, `heard` and `held`: the assignments, exposure events and waiting cases of each worker.
    `assigned`: the assignment of each open case; `families`: the cases of each group.
    """

    revision: int = -1
    teams: dict[str, Team] = field(default_factory=dict)
    referral_types: dict[str, ReferralType] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)
    exposures: dict[str, Exposure] = field(default_factory=dict)
    worker_versions: dict[str, int] = field(default_factory=dict)
    case_versions: dict[str, int] = field(default_factory=dict)
    case_teams: dict[str, str] = field(default_factory=dict)
    assigned: dict[str, Assignment] = field(default_factory=dict)
    carried: Grouped = field(default_factory=dict)
    heard: Grouped = field(default_factory=dict)
    held: Grouped = field(default_factory=dict)
    families: Grouped = field(default_factory=dict)

    def newer(self, unit: Unit, revision: int) -> "Kept":
        """Return what is kept once everything that changed since is read."""
        changes: dict[str, Any] = {"revision": revision}
        for name, table, noun, counts in _SOURCES:
            since, order = col(table.revision) > self.revision, (col(table.revision), col(table.id))
            rows = unit.all(table, since, order=order, afresh=True)
            if rows:
                nouns = {row.id: noun(row) for row in rows if counts(row)}
                changes |= self._changed(name, rows, nouns)
        return replace(self, **changes)

    def _changed(self, name: str, rows: list[Any], nouns: dict[str, Any]) -> dict[str, Any]:
        before = getattr(self, name)
        ids = [row.id for row in rows]
        found: dict[str, Any] = {name: _replaced(before, ids, nouns)}
        if name == "workers":
            found["worker_versions"] = _replaced(self.worker_versions, ids, _versions(rows, nouns))
        elif name == "cases":
            teams = {row.id: row.team for row in rows if row.id in nouns}
            found["case_versions"] = _replaced(self.case_versions, ids, _versions(rows, nouns))
            found["case_teams"] = _replaced(self.case_teams, ids, teams)
            found["held"] = _regrouped(self.held, before, ids, nouns, lambda c: (c.held_by,))
            found["families"] = _regrouped(self.families, before, ids, nouns, lambda c: (c.group,))
        elif name == "assignments":
            cases = [before[i].case for i in ids if i in before]
            given = {assignment.case: assignment for assignment in nouns.values()}
            found["assigned"] = _replaced(self.assigned, [*cases, *given], given)
            found["carried"] = _regrouped(
                self.carried, before, ids, nouns, lambda a: (a.worker, a.support)
            )
        elif name == "exposures":
            found["heard"] = _regrouped(self.heard, before, ids, nouns, lambda e: (e.worker,))
        return found


def _versions(rows: list[Any], nouns: dict[str, Any]) -> dict[str, int]:
    return {row.id: row.version for row in rows if row.id in nouns}


def _replaced(before: dict[str, Any], ids: list[str], new: dict[str, Any]) -> dict[str, Any]:
    after = before | new
    for each in ids:
        if each not in new:
            after.pop(each, None)
    return after


def _regrouped(
    groups: Grouped,
    before: dict[str, Any],
    ids: list[str],
    new: dict[str, Any],
    keys: Callable[[Any], tuple[str | None, ...]],
) -> Grouped:
    """Return groups with some members anew; what is not concerned is shared with the groups before."""
    after, own = dict(groups), set()
    for each in ids:
        for source, kept in ((before, False), (new, True)):
            for key in keys(source[each]) if each in source else ():
                if key is None:
                    continue
                if key not in own:
                    own.add(key)
                    after[key] = dict(after.get(key, {}))
                if kept:
                    after[key][each] = source[each]
                else:
                    after[key].pop(each, None)
    return after
