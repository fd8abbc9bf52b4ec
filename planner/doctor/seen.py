"""What several checks look up: who carries what, who goes, who is long away, who supervises whom."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property

from planner.domain import Agency, Assignment, Case, Fact, Hold, Policy, Worker
from planner.domain.calendar import working_days_away
from planner.sourced import shipped

_WEEKS_AHEAD = 4  # those in which `away_days` are counted


def threshold(name: str) -> int:
    """Return from where on a check speaks up."""
    return shipped("planner.doctor", "thresholds.toml")[name].number


class Seen:
    """An agency by public facts, with what several checks ask of it found once."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency.public()

    @property
    def date(self) -> date:
        """The day everything is seen on."""
        return self.agency.date

    @property
    def policy(self) -> Policy:
        """The settings in force."""
        return self.agency.policy

    @cached_property
    def workers(self) -> tuple[Worker, ...]:
        """The workers who have not left."""
        return tuple(w for w in self.agency.workers if not self.gone(w.id))

    @cached_property
    def led(self) -> dict[str, list[Assignment]]:
        """The open cases each worker leads."""
        led: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.agency.assignments:
            led[assignment.worker].append(assignment)
        return led

    @cached_property
    def supported(self) -> dict[str, list[Assignment]]:
        """The open cases each worker supports."""
        supported: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.agency.assignments:
            if assignment.support is not None:
                supported[assignment.support].append(assignment)
        return supported

    @cached_property
    def to_place(self) -> tuple[Case, ...]:
        """The cases somebody has to be found for: new, movable, or of a worker who goes."""
        moving = {
            a.case
            for a in self.agency.assignments
            if a.hold is Hold.MOVABLE or self.gone(a.worker) or self.leaving(a.worker)
        }
        opened = self.agency.open_cases
        return tuple(c for c in self.agency.cases if c.id not in opened or c.id in moving)

    @cached_property
    def supervised(self) -> dict[str, list[str]]:
        """The workers each supervisor has, by their own supervisor or else their team's."""
        supervised: dict[str, list[str]] = defaultdict(list)
        for worker in self.workers:
            if supervisor := self.supervisor_of(worker):
                supervised[supervisor].append(worker.id)
        return supervised

    def supervisor_of(self, worker: Worker) -> str | None:
        """Return a worker's own supervisor, else the team's; nobody is their own."""
        named = worker.supervisor or self.agency.team_of[worker.team].supervisor
        return None if named == worker.id else named

    def gone(self, worker: str) -> bool:
        """Return whether a worker's last day is past."""
        last = self.agency.worker_of[worker].last_day
        return last is not None and last < self.date

    def leaving(self, worker: str) -> bool:
        """Return whether a worker's last day is so near that they are given no case."""
        last = self.agency.worker_of[worker].last_day
        return last is not None and self.date <= last <= self.date + timedelta(
            weeks=self.policy.leaver_weeks
        )

    def long_away(self, worker: str) -> bool:
        """Return whether a worker is on leave too long in the coming weeks to be given a case."""
        here = self.agency.worker_of[worker].model_copy(update={"last_day": None})
        last = self.date + timedelta(weeks=_WEEKS_AHEAD, days=-1)
        return working_days_away(here, self.date, last) > self.policy.away_days


def has_unknown(case: Case) -> bool:
    """Return whether a rubric fact of a case is unknown."""
    return any(known is Fact.UNKNOWN for _, known in case.rubric)
