"""What clients require and refuse of what workers offer."""

from planner.domain import Agency, Case, Kind
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases

_FEWEST_WORKERS = 2


def demands(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency where some clients require, and some others refuse, one offered thing.

    Nobody does so at night.
    """
    offered = [o for w in agency.workers for o in w.offers]
    several = sorted({o for o in offered if offered.count(o) >= _FEWEST_WORKERS})
    if not several:
        return agency
    new = [case for case in agency.new_cases if case.kind is not Kind.IMMEDIATE_RESPONSE]
    require = chance.quota(new, figures.one("client_requires"))
    others = [case for case in new if case not in require]
    refuse = chance.quota(others, figures.one("client_refuses_offer"))
    changes = {c.id: {"client_requires": (chance.pick(several),), "client_wants": ()} for c in require}
    return with_cases(agency, changes | {c.id: _refusing(c, chance.pick(several)) for c in refuse})


def _refusing(case: Case, thing: str) -> dict[str, tuple[str, ...]]:
    wants = tuple(wish for wish in case.client_wants if wish != thing)
    return {"client_refuses": (*case.client_refuses, thing), "client_wants": wants}
