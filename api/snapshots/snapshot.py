"""A consistent agency with the version of everything in it, kept and brought up to date."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from api.snapshots.fitting import fitting
from api.snapshots.kept import Kept
from api.snapshots.measured import Basis, Measured, measured
from api.snapshots.nouns import policy_of, today_of
from api.storage.tables import AgencyRow, PolicyRow
from api.storage.unit import Unit
from planner.domain import (
    Agency,
    Assignment,
    Case,
    Exposure,
    GroupRule,
    Policy,
    Weights,
    Worker,
    read_weights,
    shipped_weights,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Snapshot:
    """An agency on a day, at a revision; `policy` is the number of the one in force."""

    kept: Kept
    title: str
    synthetic: bool
    today: date
    policy: int
    settings: Policy
    weights: Weights
    risk_card: str
    before: Measured | None = field(default=None, compare=False)

    @property
    def revision(self) -> int:
        """The agency's revision."""
        return self.kept.revision

    @property
    def cases(self) -> dict[str, int]:
        """The version of each case that is not closed."""
        return self.kept.case_versions

    @property
    def workers(self) -> dict[str, int]:
        """The version of each worker who is there."""
        return self.kept.worker_versions

    @property
    def case_team(self) -> dict[str, str]:
        """The team of each case that is not closed."""
        return self.kept.case_teams

    @cached_property
    def agency(self) -> Agency:
        """The whole agency."""
        kept = self.kept
        return self._agency(
            _in_order(kept.workers),
            _in_order(kept.cases),
            _in_order(kept.assignments),
            _in_order(kept.exposures),
        )

    @property
    def tiers(self) -> dict[str, int]:
        """The tier of each case; a part of the agency is judged by the whole's mix."""
        return self.measured.tiers

    @cached_property
    def ahead(self) -> int:
        """How many weeks any case that waits may take; a part looks as far ahead as the whole does."""
        waiting = (case for key, case in self.kept.cases.items() if key not in self.kept.assigned)
        return max((case.weeks for case in waiting), default=0)

    @cached_property
    def measured(self) -> Measured:
        """What each worker carries, for as many weeks as every part looks ahead at least."""
        weeks = max(self.ahead, self.settings.harm_weeks)
        basis = Basis(self.today, self.settings, self.weights, weeks)
        return measured(self.kept, basis, lambda workers: self.part(workers, ()), self.before)

    def part(
        self,
        workers: Collection[str],
        new_cases: Collection[str],
        seen: Callable[[Assignment], Assignment] = lambda assignment: assignment,
        *,
        heard: bool = True,
    ) -> Agency:
        """Return the part of the agency with some workers, what they carry, and some cases that wait.

        Whoever helps them, or is helped, is there too; of waiting cases, those that somebody there
        holds. `seen`: as what each assignment is taken. `heard`: with exposure events, which nobody
        needs who knows what the workers carry.
        """
        kept = self.kept
        mine = {a.case: a for w in workers for a in kept.carried.get(w, {}).values()}
        there = {w for w in workers if w in kept.workers}
        there |= {w for a in mine.values() for w in (a.worker, a.support) if w is not None}
        held = {case for w in there for case in kept.held.get(w, {}) if case not in kept.assigned}
        cases = sorted({*(c for c in new_cases if c in kept.cases), *mine, *held} & kept.cases.keys())
        alone = held.difference(new_cases)
        events = [e for w in sorted(there) if heard for e in kept.heard.get(w, {}).values()]
        return self._agency(
            tuple(kept.workers[w] for w in sorted(there) if w in kept.workers),
            tuple(_weighing(kept.cases[c]) if c in alone else kept.cases[c] for c in cases),
            tuple(seen(mine[case]) for case in sorted(mine)),
            tuple(events),
        )

    def waiting_family(self, case: str) -> frozenset[str]:
        """Return a case with those of its team that wait and have to go to the same worker."""
        kept, noun = self.kept, self.kept.cases[case]
        together = noun.group is not None and noun.group_rule is GroupRule.TOGETHER
        family = kept.families[noun.group] if together and noun.group else ()
        own = (c for c in family if kept.case_teams[c] == kept.case_teams[case])
        return frozenset({case, *(c for c in own if c not in kept.assigned)})

    def with_worker(self, worker: Worker) -> "Snapshot":
        """Return the snapshot with a worker otherwise than they are."""
        return self.otherwise(workers=self.kept.workers | {worker.id: worker})

    def otherwise(self, **kept: Any) -> "Snapshot":
        """Return the snapshot with other facts."""
        return replace(self, kept=replace(self.kept, **kept), before=self.measured_yet)

    @property
    def measured_yet(self) -> Measured | None:
        """What was measured last, of this snapshot or of one before."""
        found: Measured | None = self.__dict__.get("measured", self.before)
        return found

    def _agency(
        self,
        workers: tuple[Worker, ...],
        cases: tuple[Case, ...],
        assignments: tuple[Assignment, ...],
        exposures: tuple[Exposure, ...],
    ) -> Agency:
        """Return an agency of these tables; what one mentions and another lacks is dropped.

        It is consistent by that alone, as every record was judged when it came in; so it is not again.
        """
        tables = fitting(
            self.today,
            teams=_in_order(self.kept.teams),
            workers=workers,
            cases=cases,
            assignments=assignments,
            exposures=exposures,
        )
        return Agency.model_construct(
            name=self.title,
            date=self.today,
            synthetic=self.synthetic,
            policy=self.settings,
            referral_types=_in_order(self.kept.referral_types),
            weights=self.weights,
            risk_card=self.risk_card,
            **tables,
        )


class Snapshots:
    """The agencies of a running service as they last were; safe to share between threads."""

    def __init__(self) -> None:
        self._last: dict[str, Snapshot] = {}
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
        own = unit.own(afresh=True)
        last = self._last.get(unit.agency)
        today = today_of(own, unit.now)
        if last and (last.revision, last.today) == (own.revision, today):
            return last
        older = last is not None and own.revision < last.revision
        kept = Kept() if last is None or older else last.kept
        before = None if last is None else last.measured_yet
        fresh = replace(_snapshot(unit, own, kept.newer(unit, own.revision), today), before=before)
        if not older:
            with self._lock:
                newest = self._last.get(unit.agency)
                if newest is None or newest.revision <= fresh.revision:
                    self._last[unit.agency] = fresh
        return fresh


def _weighing(case: Case) -> Case:
    """Return a case that only weighs on who holds it: it asks nothing of those that are decided on."""
    together = case.group_rule is GroupRule.TOGETHER
    return case.model_copy(update={"group": None, "group_rule": None}) if together else case


def _in_order(nouns: dict[str, T]) -> tuple[T, ...]:
    return tuple(nouns[key] for key in sorted(nouns))


def _snapshot(unit: Unit, own: AgencyRow, kept: Kept, today: date) -> Snapshot:
    number, settings = policy_of(unit.all(PolicyRow), today)
    return Snapshot(
        kept=kept,
        title=own.title,
        synthetic=own.synthetic,
        today=today,
        policy=number,
        settings=settings,
        weights=read_weights(own.weights) if own.weights else shipped_weights(),
        risk_card=own.risk_card,
    )
