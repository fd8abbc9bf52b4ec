"""Which records of an agency do not fit the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from planner.domain.assignment import Assignment, Hold
from planner.domain.case import FACTS, Case, GroupRule, ReferralType
from planner.domain.exposure import Exposure
from planner.domain.private import PrivateProfile
from planner.domain.team import Team
from planner.domain.worker import Worker


@dataclass(frozen=True)
class Inconsistency:
    """A record that does not fit the rest: its table, its place there (from 0), column and fault."""

    table: str
    index: int
    column: str
    problem: str


class Tables(Protocol):
    """The tables an agency is made of."""

    @property
    def date(self) -> date: ...
    @property
    def synthetic(self) -> bool: ...
    @property
    def teams(self) -> tuple[Team, ...]: ...
    @property
    def referral_types(self) -> tuple[ReferralType, ...]: ...
    @property
    def workers(self) -> tuple[Worker, ...]: ...
    @property
    def cases(self) -> tuple[Case, ...]: ...
    @property
    def assignments(self) -> tuple[Assignment, ...]: ...
    @property
    def exposures(self) -> tuple[Exposure, ...]: ...
    @property
    def profiles(self) -> tuple[PrivateProfile, ...]: ...


def inconsistencies(tables: Tables) -> Iterator[Inconsistency]:
    """Yield every record that repeats an id, mentions one that is not there, or contradicts itself."""
    workers = {w.id for w in tables.workers}
    cases = {c.id for c in tables.cases}
    yield from _repeats("teams", "id", (t.id for t in tables.teams))
    yield from _repeats("referral_types", "id", (r.id for r in tables.referral_types))
    yield from _repeats("workers", "worker", (w.id for w in tables.workers))
    yield from _repeats("cases", "case", (c.id for c in tables.cases))
    yield from _repeats("assignments", "case", (a.case for a in tables.assignments))
    yield from _repeats("limits", "worker", (p.worker for p in tables.profiles))
    yield from _teams(tables, workers)
    yield from _workers(tables, workers, cases)
    yield from _cases(tables, workers)
    yield from _assignments(tables, workers, cases)
    yield from _exposures(tables, workers)
    yield from _profiles(tables, workers)


def _repeats(table: str, column: str, ids: Iterable[str]) -> Iterator[Inconsistency]:
    seen: set[str] = set()
    for index, each in enumerate(ids):
        if each in seen:
            yield Inconsistency(table, index, column, f"{each!r} is there twice")
        seen.add(each)


def _missing(table: str, index: int, column: str, kind: str, id: str) -> Inconsistency:
    return Inconsistency(table, index, column, f"{kind} {id!r} is not in the agency")


def _teams(tables: Tables, workers: set[str]) -> Iterator[Inconsistency]:
    for index, team in enumerate(tables.teams):
        if team.supervisor is not None and team.supervisor not in workers:
            yield _missing("teams", index, "supervisor", "worker", team.supervisor)
    for index, referral_type in enumerate(tables.referral_types):
        for fact in referral_type.unknown_means_yes:
            if fact not in FACTS:
                problem = f"{fact!r} is not a rubric fact; these are: {', '.join(FACTS)}"
                yield Inconsistency("referral_types", index, "unknown_means_yes", problem)


def _workers(tables: Tables, workers: set[str], cases: set[str]) -> Iterator[Inconsistency]:
    teams = {t.id for t in tables.teams}
    groups = {c.group for c in tables.cases if c.group}
    for index, worker in enumerate(tables.workers):
        if worker.team not in teams:
            yield _missing("workers", index, "team", "team", worker.team)
        for column in ("supervisor", "peer_partner"):
            other = getattr(worker, column)
            if other is not None and other not in workers:
                yield _missing("workers", index, column, "worker", other)
            if other == worker.id:
                yield Inconsistency("workers", index, column, "names the worker themselves")
        for conflict in worker.conflicts:
            if conflict not in cases and conflict not in groups:
                yield _missing("workers", index, "conflicts", "case or group", conflict)
        for column in ("leave", "duty"):
            for days in getattr(worker, column):
                if days.last < days.first:
                    yield Inconsistency("workers", index, column, f"{days.last} is before its start")
        if worker.months_in_post > worker.months_in_field:
            problem = "is longer than the time in the field"
            yield Inconsistency("workers", index, "months_in_post", problem)


def _cases(tables: Tables, workers: set[str]) -> Iterator[Inconsistency]:
    referral_types = {r.id for r in tables.referral_types}
    rule_of_group: dict[str, GroupRule | None] = {}
    for index, case in enumerate(tables.cases):
        if case.referral_type not in referral_types:
            yield _missing("cases", index, "referral_type", "referral type", case.referral_type)
        for column in ("earlier_worker", "held_by"):
            other = getattr(case, column)
            if other is not None and other not in workers:
                yield _missing("cases", index, column, "worker", other)
        if case.first_met is not None and not case.received <= case.first_met <= tables.date:
            problem = "is not between the day the case came in and the agency's date"
            yield Inconsistency("cases", index, "first_met", problem)
        if case.received > tables.date:
            yield Inconsistency("cases", index, "received", "is after the agency's date")
        if case.response_deadline < case.received:
            yield Inconsistency("cases", index, "response_deadline", "is before the case came in")
        if (case.group is None) != (case.group_rule is None):
            problem = "a group needs a group_rule, and a group_rule a group"
            yield Inconsistency("cases", index, "group_rule", problem)
        elif case.group and rule_of_group.setdefault(case.group, case.group_rule) != case.group_rule:
            problem = f"group {case.group!r} has another group_rule on an earlier row"
            yield Inconsistency("cases", index, "group_rule", problem)


def _assignments(tables: Tables, workers: set[str], cases: set[str]) -> Iterator[Inconsistency]:
    for index, assignment in enumerate(tables.assignments):
        if assignment.case not in cases:
            yield _missing("assignments", index, "case", "case", assignment.case)
        for column in ("worker", "support"):
            other = getattr(assignment, column)
            if other is not None and other not in workers:
                yield _missing("assignments", index, column, "worker", other)
        if assignment.support == assignment.worker:
            problem = "the lead worker cannot also be the supporting worker"
            yield Inconsistency("assignments", index, "support", problem)
        if assignment.wish is not None and assignment.hold is Hold.KEPT:
            problem = "is for a case that is movable; this one is kept"
            yield Inconsistency("assignments", index, "wish", problem)
        if assignment.since > tables.date:
            yield Inconsistency("assignments", index, "since", "is after the agency's date")


def _exposures(tables: Tables, workers: set[str]) -> Iterator[Inconsistency]:
    for index, event in enumerate(tables.exposures):
        if event.worker not in workers:
            yield _missing("exposures", index, "worker", "worker", event.worker)
        if event.week + timedelta(days=7) > tables.date:
            problem = "is a week that was not over on the agency's date"
            yield Inconsistency("exposures", index, "week", problem)


def _profiles(tables: Tables, workers: set[str]) -> Iterator[Inconsistency]:
    for index, profile in enumerate(tables.profiles):
        if not tables.synthetic:
            problem = "own limits come through the worker's own door, except in a synthetic agency"
            yield Inconsistency("limits", index, "worker", problem)
        if profile.worker not in workers:
            yield _missing("limits", index, "worker", "worker", profile.worker)
        for fact in profile.limits:
            if fact not in FACTS:
                problem = f"{fact!r} is not a rubric fact; these are: {', '.join(FACTS)}"
                yield Inconsistency("limits", index, "limits", problem)
