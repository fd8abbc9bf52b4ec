"""Who is on call in the night of the agency's date: somebody who has heard much already."""

from datetime import timedelta

from planner.domain import Agency, Days, Kind, Worker
from planner.dose.ledger import past_equivalents
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases, with_workers
from planner.generate.needs import ENGLISH


def night_on_call(agency: Agency, _figures: Figures, _chance: Chance) -> Agency:
    """Return the agency with one worker on duty on its date: of those at work, the most exposed.

    Nobody in the first year, and no supervisor, who reviews what was decided at night. The cases of
    the night ask for no skill, and an interpreter on the telephone would do.
    """
    past = past_equivalents(agency.exposures, agency.date, agency.policy.half_life_weeks, agency.weights)
    supervisors = {team.supervisor for team in agency.teams}
    able = [w for w in agency.workers if not (w.first_year or w.id in supervisors or _away(w, agency))]
    if not able:
        return agency
    most = max(able, key=lambda w: (past.get(w.id, 0.0) / w.fte, w.id)).id
    tonight = Days(first=agency.date, last=agency.date)
    changes = {}
    for worker in agency.workers:
        later = tuple(_from_tomorrow(days, agency) for days in worker.duty if days.last > agency.date)
        changes[worker.id] = {"duty": (tonight, *later) if worker.id == most else later}
    return with_cases(
        with_workers(agency, changes),
        {
            case.id: {"skills_required": (), "interpreter": case.language != ENGLISH}
            for case in agency.new_cases
            if case.kind is Kind.IMMEDIATE_RESPONSE
        },
    )


def _away(worker: Worker, agency: Agency) -> bool:
    return any(d.first <= agency.date <= d.last for d in worker.leave)


def _from_tomorrow(days: Days, agency: Agency) -> Days:
    return Days(first=max(days.first, agency.date + timedelta(days=1)), last=days.last)
