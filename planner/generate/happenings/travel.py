"""Which open cases lie in the other office that their worker reaches."""

from planner.domain import Agency
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases


def travel(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency where workers with two offices have some of their cases in the second."""
    reach = {worker.id: worker.offices for worker in agency.workers}
    second = {a.case: reach[a.worker][-1] for a in agency.assignments if len(reach[a.worker]) > 1}
    moved = chance.quota(list(second), figures.one("in_second_office"))
    return with_cases(agency, {case: {"office": second[case]} for case in moved})
