"""What each case to decide on brings to whoever leads, supports or covers it, week by week.

A lead's short absences are covered: what falls into a covered week is the cover worker's. Leads are
told apart by which weeks they are absent, because that is all that makes their work differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import COVERED_WEEKS, HELPERS, Agency, Case, Mode
from planner.dose.case_dose import dose, weekly_dose, weekly_minutes
from planner.dose.ledger import weekly_equivalents
from planner.problem.arrays import Bools, Floats, Ints, by_week, up


@dataclass(frozen=True)
class Work:
    """Arrays of cases by week: P sets of absent weeks, H helping roles, C cases, T weeks.

    `fresh` is dose as it comes in, `dose` its weekly equivalents, `load` their mean over the harm
    weeks; `stay_*` is what an open case brings its present lead, without a handover.
    """

    minutes: Ints  # (P, C, T)
    fresh: Ints
    dose: Ints
    load: Ints  # (P, C)
    helper_minutes: Ints  # (H, C, T)
    helper_fresh: Ints
    helper_dose: Ints
    helper_load: Ints  # (H, C)
    stay_dose: Ints  # (C, T)
    stay_load: Ints  # (C,)


def measure_work(
    agency: Agency, cases: Sequence[Case], tiers: Sequence[int], absences: Bools, weeks: int
) -> Work:
    """Return what the cases bring; `absences`: the sets of absent weeks, shape (P, COVERED_WEEKS)."""
    policy = agency.policy
    minutes = by_week([weekly_minutes(case) for case in cases], weeks)
    fresh = by_week([weekly_dose(case, tier) for case, tier in zip(cases, tiers, strict=True)], weeks)
    stay = weekly_equivalents(fresh, policy.half_life_weeks)
    for place, case in enumerate(cases):
        if case.id in agency.open_cases:
            minutes[place, 0] += policy.handover_minutes
            fresh[place, 0] += dose(policy.handover_minutes, tiers[place], Mode.READING)

    whole = weekly_equivalents(fresh, policy.half_life_weeks)
    share = policy.support_share / 1000
    of_week = np.zeros((len(HELPERS), weeks))
    of_week[0] = share
    for week in range(min(COVERED_WEEKS, weeks)):
        of_week[1 + week, week] = 1.0
    helper_fresh = of_week[:, None, :] * fresh
    helper_dose = weekly_equivalents(helper_fresh, policy.half_life_weeks)
    kept = np.ones((len(absences), weeks))
    kept[:, : min(COVERED_WEEKS, weeks)] = ~absences[:, :weeks]
    covered = np.einsum("pk,kct->pct", absences.astype(np.float64), helper_dose[1:])
    return Work(
        minutes=up(kept[:, None, :] * minutes),
        fresh=up(kept[:, None, :] * fresh),
        dose=up(whole - covered),
        load=_load(agency, whole - covered),
        helper_minutes=up(of_week[:, None, :] * minutes),
        helper_fresh=up(helper_fresh),
        helper_dose=up(helper_dose),
        helper_load=_load(agency, helper_dose),
        stay_dose=up(stay),
        stay_load=_load(agency, stay),
    )


def _load(agency: Agency, equivalents: Floats) -> Ints:
    return up(equivalents[..., : agency.policy.harm_weeks].mean(axis=-1))
