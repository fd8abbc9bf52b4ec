"""Who is on duty: nobody on leave or about to leave, but the next of the team."""

from collections.abc import Sequence

from planner.domain import Agency, Days, Worker
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_workers


def duty_at_work(agency: Agency, _figures: Figures, _chance: Chance) -> Agency:
    """Return the agency where the next of the team, if anybody, takes what these would have done."""
    duty: dict[str, list[Days]] = {worker.id: [] for worker in agency.workers}
    for team in agency.teams:
        people = [worker for worker in agency.workers if worker.team == team.id]
        for turn, worker in enumerate(people):
            for days in worker.duty:
                at_work = _at_work([*people[turn:], *people[:turn]], days)
                if at_work:
                    duty[at_work[0].id].append(days)
    return with_workers(agency, {who: {"duty": _in_order(days)} for who, days in duty.items()})


def _at_work(people: Sequence[Worker], days: Days) -> list[Worker]:
    return [worker for worker in people if not _away(worker, days)]


def _away(worker: Worker, duty: Days) -> bool:
    on_leave = any(leave.first <= duty.last and duty.first <= leave.last for leave in worker.leave)
    return on_leave or worker.last_day is not None


def _in_order(duty: Sequence[Days]) -> tuple[Days, ...]:
    return tuple(sorted(duty, key=lambda days: days.first))
