"""Which new cases need two workers: a chosen share, and at least one."""

from planner.domain import Agency
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases


def in_pairs(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency with these cases marked; others need one worker."""
    ids = [case.id for case in agency.new_cases if case.group is None]
    count = max(1, len(agency.new_cases) * figures.one("two_workers") // 1000)
    chosen = chance.shuffled(ids)[:count]
    return with_cases(agency, {c.id: {"two_workers": c.id in chosen} for c in agency.new_cases})
