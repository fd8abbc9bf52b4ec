"""Whether workers are known to be threatened, and assessed: in all such cases but a few."""

from planner.domain import Agency, Fact, Kind, Safety
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases

_FEWEST_CASES = 11  # so that what blocks one of them blocks less than a tenth


def threats(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency with every known threat assessed, but for those that are chosen not to be."""
    new = agency.new_cases
    known = [case.id for case in new if case.threat_to_worker is Fact.YES]
    changes: dict[str, dict[str, object]] = {case: {"safety_assessment": Safety.DONE} for case in known}
    alone = [c.id for c in new if c.kind is not Kind.IMMEDIATE_RESPONSE and c.group is None]
    if len(new) >= _FEWEST_CASES:
        for case in chance.shuffled(alone)[: figures.one("threat_unassessed")]:
            changes[case] = {"threat_to_worker": Fact.YES, "safety_assessment": Safety.MISSING}
    return with_cases(agency, changes)
