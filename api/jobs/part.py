"""Which part of an agency a plan of some teams is made from, and what of it is only looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from api.decisions.judge import concerned
from api.errors import Conflict, NotHere
from api.snapshots.snapshot import Snapshot
from planner.domain import Agency, Plan
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


def part_of(snapshot: Snapshot, teams: Iterable[str], cases: Iterable[str] | None) -> Part:
    """Return the part of some teams, with all their waiting cases or some.

    Raises
    ------
    NotHere
        A case is not there, or is another team's.
    Conflict
        A case does not wait.
    """
    named = frozenset(teams)
    waiting = {case for case, team in snapshot.case_team.items() if team in named}
    waiting -= snapshot.kept.assigned.keys()
    if cases is None:
        asked = frozenset(waiting)
    else:
        asked = frozenset(cases)
        for case in sorted(asked - waiting):
            if snapshot.case_team.get(case) in named:
                raise Conflict(f"The case {case} does not wait.")
            raise NotHere("case")
    mine = frozenset(worker.id for worker in snapshot.kept.workers.values() if worker.team in named)
    around = concerned(snapshot.kept, asked, mine)
    agency = snapshot.part(around, asked)
    helpers = frozenset(worker.id for worker in agency.workers) - mine
    if helpers:
        agency = _given_nothing(snapshot, agency, helpers).part(around, asked)
    return Part(agency, snapshot.tiers, asked, helpers)


def _given_nothing(snapshot: Snapshot, agency: Agency, helpers: frozenset[str]) -> Snapshot:
    new = tuple(case.id for case in agency.new_cases)
    for worker in agency.workers:
        if worker.id in helpers:
            conflicts = (*worker.conflicts, *new)
            snapshot = snapshot.with_worker(worker.model_copy(update={"conflicts": conflicts}))
    return snapshot
