"""What each case to decide on brings to whoever leads, supports or covers it, week by week.

A lead's short absences are covered: what falls into a covered week is the cover worker's. Leads are
told apart by which weeks they are absent, because that is all that makes their work differ; and who
holds a waiting case carries a part of it already, so that it brings them the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import COVERED_WEEKS, HELPERS, Agency, Case, Mode, Policy
from planner.dose.case_dose import dose
from planner.dose.ledger import weekly_equivalents
from planner.problem.arrays import Bools, Floats, Ints, in_stages, up
from planner.problem.uncertain import Course, Straying, course_of, straying_of


@dataclass(frozen=True)
class Leads:
    """Who leads may be: the sets of absent weeks, and which of them each case's holder has, or -1."""

    absences: Bools  # (P - 1, COVERED_WEEKS)
    of_holder: Ints  # (C,)


@dataclass(frozen=True)
class Work:
    """Arrays of cases by week: P kinds of lead, H helping roles, C cases, T weeks.

    The kinds of lead are the sets of absent weeks and, last, whoever holds a case.
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


def weekly_work(cases: Sequence[Case], weeks: int) -> Ints:
    """Return the minutes of work of each week of the cases' expected lives, shape (C, T)."""
    stages = [stage for case in cases for stage in case.stages]
    return in_stages(
        [stage.other + sum(spent for _, spent in stage.exposure) for stage in stages],
        [stage.weeks for stage in stages],
        [len(case.stages) for case in cases],
        weeks,
        going_on=False,
    )


def measure_work(
    agency: Agency, cases: Sequence[Case], tiers: Sequence[int], leads: Leads, weeks: int
) -> tuple[Work, Straying]:
    """Return what the cases bring to all kinds of lead and to helpers, and how far it may stray."""
    policy = agency.policy
    minutes = weekly_work(cases, weeks)
    staying = course_of(agency, cases, tiers, weeks)
    moving = Course(staying.dose.copy(), staying.still_open)
    for place, case in enumerate(cases):
        if case.id in agency.open_cases:
            minutes[place, 0] += policy.handover_minutes
            handover = dose(policy.handover_minutes, tiers[place], Mode.READING, agency.weights)
            moving.dose[place, 0] += handover
    straying = straying_of(policy, moving, leads.absences, leads.of_holder)
    return work_of(policy, minutes, moving.expected, staying.expected, leads), straying


def work_of(  # noqa: PLR0913  (what a case brings, and to whom)
    policy: Policy,
    minutes: Ints,
    fresh: Floats,
    staying: Floats,
    leads: Leads,
    *,
    covered: bool = True,
) -> Work:
    """Return the arrays of cases from their weekly minutes and expected dose as it comes in, (C, T).

    `staying`: the dose of an open case on its present lead, without a handover; `covered`: whether
    anybody may be asked for cover, so that the helping roles are more than support.
    """
    absences, weeks = leads.absences, minutes.shape[1]
    stay = weekly_equivalents(staying, policy.half_life_weeks)
    whole = stay if fresh is staying else weekly_equivalents(fresh, policy.half_life_weeks)
    share = policy.support_share / 1000
    of_week = np.zeros((len(HELPERS) if covered else 1, weeks))
    of_week[0] = share
    for week in range(min(COVERED_WEEKS, weeks) if covered else 0):
        of_week[1 + week, week] = 1.0
    helper_fresh = of_week[:, None, :] * fresh
    helper_dose = weekly_equivalents(helper_fresh, policy.half_life_weeks)
    kept = np.ones((len(absences), weeks))
    kept[:, : min(COVERED_WEEKS, weeks)] = ~absences[:, :weeks]
    away = absences[:, : len(helper_dose) - 1].astype(np.float64)
    taken = np.einsum("pk,kct->pct", away, helper_dose[1:])
    held = np.zeros((1, *fresh.shape)) + (np.arange(weeks) == 0) * policy.holding_share / 1000

    def of_leads(amounts: Floats, holding: Floats) -> Floats:
        """Add what a case brings its holder, who carries the holding already."""
        rest = amounts[leads.of_holder, np.arange(len(minutes))] - holding[0]
        return np.concatenate([amounts, np.maximum(0, rest)[None]])

    dose_of_leads = of_leads(whole - taken, weekly_equivalents(held * fresh, policy.half_life_weeks))
    return Work(
        minutes=up(of_leads(kept[:, None, :] * minutes, held * minutes)),
        fresh=up(of_leads(kept[:, None, :] * fresh, held * fresh)),
        dose=up(dose_of_leads),
        load=_load(policy, dose_of_leads),
        helper_minutes=up(of_week[:, None, :] * minutes),
        helper_fresh=up(helper_fresh),
        helper_dose=up(helper_dose),
        helper_load=_load(policy, helper_dose),
        stay_dose=up(stay),
        stay_load=_load(policy, stay),
    )


def stay_loads(agency: Agency, cases: Sequence[Case], tiers: Sequence[int], weeks: int) -> Ints:
    """Return the load of each open case on its present lead, shape (C,)."""
    staying = course_of(agency, cases, tiers, weeks).expected
    return _load(agency.policy, weekly_equivalents(staying, agency.policy.half_life_weeks))


def _load(policy: Policy, equivalents: Floats) -> Ints:
    return up(equivalents[..., : policy.harm_weeks].mean(axis=-1))
