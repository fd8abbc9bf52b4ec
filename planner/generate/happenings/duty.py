"""Who is on duty: nobody while on leave."""

from planner.domain import Agency, Days, Worker
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_workers


def duty_at_work(agency: Agency, _figures: Figures, _chance: Chance) -> Agency:
    """Return the agency without duty on days of leave."""
    changes = {w.id: {"duty": tuple(d for d in w.duty if not _away(w, d))} for w in agency.workers}
    return with_workers(agency, changes)


def _away(worker: Worker, duty: Days) -> bool:
    return any(leave.first <= duty.last and duty.first <= leave.last for leave in worker.leave)
