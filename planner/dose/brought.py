"""How much exposure an agency's own work brings this week, by tier."""

from planner.domain import Agency
from planner.dose.case_dose import tier


def minutes_by_tier(agency: Agency) -> list[int]:
    """Return the exposure that is carried this week by tier 1 to 5, in minutes weighed by mode.

    That of open cases and standing exposure; of all cases where nothing is carried.
    """
    found = [0] * len(agency.weights.by_tier)
    for case in agency.cases:
        if case.id in agency.open_cases or not agency.open_cases:
            its_tier = tier(case, agency.referral_type_of[case.referral_type])
            for mode, spent in case.stages[0].exposure:
                found[its_tier - 1] += agency.weights.by_mode[mode] * spent
    for worker in agency.workers:
        for standing in worker.standing_exposure:
            found[standing.tier - 1] += agency.weights.by_mode[standing.mode] * standing.minutes
    return [amount // 1000 for amount in found]
