"""Which part of an agency a plan of some teams is made from, and what of it is only looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from api.decisions.judge import concerned, handing_over, held
from api.errors import Conflict, NotHere
from api.snapshots.snapshot import Snapshot
from planner.domain import Agency, Assignment, Plan
from planner.errors import TooLarge
from planner.problem.surveyed import Surveyed, surveyed


@dataclass(frozen=True)
class Part:
    """A part of an agency: `asked` are the cases to propose for, the rest of its cases is looked at.

    `helpers` are workers of other teams on whom a rule about these hangs: they share a case, a family of
    cases or a supervisor; they are given nothing new. `tiers` are those of the whole agency's cases.
    """

    agency: Agency
    tiers: dict[str, int]
    asked: frozenset[str]
    helpers: frozenset[str]

    @property
    def known(self) -> Surveyed:
        """What is known of it before it is measured: the whole agency's tiers."""
        return replace(surveyed(self.agency), tiers=self.tiers)

    @property
    def looked_at(self) -> frozenset[str]:
        """New cases that wait with these workers and were not asked for: they count, nothing more."""
        return frozenset(case.id for case in self.agency.new_cases) - self.asked

    def check_size(self, most_pairs: int) -> None:
        """Raise TooLarge where new cases times workers are more than one job takes on."""
        cases, workers = len(self.agency.new_cases), len(self.agency.workers)
        if cases * workers > most_pairs:
            raise TooLarge(
                f"{cases:,} new cases times {workers:,} workers are {cases * workers:,} pairs; one job"
                f" takes on {most_pairs:,}. Name fewer teams, or some cases."
            )

    def proposed(self, plan: Plan) -> Plan:
        """Return what a plan says of the cases asked for, and of open ones."""
        left_out = self.looked_at
        kept = tuple(each for each in plan.assignments if each.case not in left_out)
        return plan.model_copy(update={"assignments": kept})


def part_of(
    snapshot: Snapshot, teams: Iterable[str], cases: Iterable[str] | None, caseload_of: str | None = None
) -> Part:
    """Return the part of some teams, with all their waiting cases or some, or with a whole caseload.

    Raises
    ------
    NotHere
        A case, or the worker, is not there, or is another team's.
    Conflict
        A case does not wait; the worker leads no case; cases are named beside a caseload.
    """
    named = frozenset(teams)
    if caseload_of is None:
        asked, seen = _waiting(snapshot, named, cases), snapshot
    else:
        if cases is not None:
            raise Conflict("A caseload is all its cases; name no others beside it.")
        asked = _led(snapshot, named, caseload_of)
        seen = handing_over(snapshot, caseload_of)
    mine = frozenset(worker.id for worker in snapshot.kept.workers.values() if worker.team in named)
    around = concerned(snapshot.kept, asked, mine)
    hold = _as_it_is if caseload_of is None else partial(held, ())  # nothing moves but by leaving
    agency = seen.part(around, asked, hold)
    helpers = frozenset(worker.id for worker in agency.workers) - mine
    if helpers:
        agency = _given_nothing(seen, agency, helpers, asked).part(around, asked, hold)
    return Part(agency, snapshot.tiers, asked, helpers)


def _waiting(snapshot: Snapshot, teams: frozenset[str], cases: Iterable[str] | None) -> frozenset[str]:
    waiting = {case for case, team in snapshot.case_team.items() if team in teams}
    waiting -= snapshot.kept.assigned.keys()
    if cases is None:
        return frozenset(waiting)
    asked = frozenset(cases)
    for case in sorted(asked - waiting):
        if snapshot.case_team.get(case) in teams:
            raise Conflict(f"The case {case} does not wait.")
        raise NotHere("case")
    return asked


def _led(snapshot: Snapshot, teams: frozenset[str], worker: str) -> frozenset[str]:
    noun = snapshot.kept.workers.get(worker)
    if noun is None or noun.team not in teams:
        raise NotHere("worker")
    carried = snapshot.kept.carried.get(worker, {}).values()
    led = frozenset(a.case for a in carried if a.worker == worker)
    if not led:
        raise Conflict(f"{worker} leads no case.")
    return led


def _as_it_is(assignment: Assignment) -> Assignment:
    return assignment


def _given_nothing(
    snapshot: Snapshot, agency: Agency, helpers: frozenset[str], asked: frozenset[str]
) -> Snapshot:
    new = sorted({case.id for case in agency.new_cases} | asked)
    for worker in agency.workers:
        if worker.id in helpers:
            conflicts = (*worker.conflicts, *new)
            snapshot = snapshot.with_worker(worker.model_copy(update={"conflicts": conflicts}))
    return snapshot
