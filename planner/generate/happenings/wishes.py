"""Whose open cases may go to somebody else because the worker or the client asked for it."""

from planner.domain import Agency, Hold, Wish
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_assignments


def wishes_to_move(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency with wishes to move a few cases, in turn the client's and the worker's."""
    last_day = {worker.id: worker.last_day for worker in agency.workers}
    stay = [a.case for a in agency.assignments if last_day[a.worker] is None]
    asked = chance.quota(stay, figures.one("wish_to_move"))
    wish = {case: (Wish.CLIENT, Wish.WORKER)[turn % 2] for turn, case in enumerate(asked)}
    return with_assignments(agency, {c: {"hold": Hold.MOVABLE, "wish": w} for c, w in wish.items()})
