"""Who leaves in two weeks, so that every open case of theirs goes to others."""

from collections import Counter
from datetime import timedelta

from planner.domain import Agency, Assignment, Hold
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_assignments, with_workers


def leaver(agency: Agency, figures: Figures, _chance: Chance) -> Agency:
    """Return the agency with a leaver: nobody's supervisor, at work, about as many cases as chosen."""
    count = Counter(assignment.worker for assignment in agency.assignments)
    supervisors = {team.supervisor for team in agency.teams}
    free = [w.id for w in agency.workers if w.id not in supervisors and not (w.first_year or w.leave)]
    if not free:
        return agency
    movable = [w for w in free if not _in_court(w, agency)]
    wanted = figures.one("cases_of_leaver")
    leaving = min(movable or free, key=lambda who: (abs(count[who] - wanted), who))
    last = agency.date + timedelta(days=figures.one("leaves_in_days"))
    own = [assignment.case for assignment in agency.assignments if assignment.worker == leaving]
    gone = with_workers(agency, {leaving: {"last_day": last}})
    return with_assignments(gone, {case: {"hold": Hold.MOVABLE} for case in own})


def _in_court(worker: str, agency: Agency) -> bool:
    own = [a for a in agency.assignments if a.worker == worker]
    return any(_soon(assignment, agency) for assignment in own)


def _soon(assignment: Assignment, agency: Agency) -> bool:
    """Return whether a court date forbids to move the case while the leaver is still there."""
    until = agency.date + timedelta(days=2 * agency.policy.moratorium_days)
    return any(day <= until for day in agency.case_of[assignment.case].court_dates)
