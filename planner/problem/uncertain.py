"""How far the dose of cases may stray, on whoever leads, supports or covers them, and on who carries it.

Variances are of weekly equivalents, in thousandths squared, rounded up once. Where no budget is to be
kept more surely than by an even chance nobody asks for them, and they have no columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import COVERED_WEEKS, HELPERS, Agency, Case, Policy
from planner.dose.case_dose import stage_doses
from planner.dose.margin import EVEN
from planner.dose.uncertain import open_shares, variances
from planner.problem.arrays import Bools, Floats, Ints, in_stages, up


@dataclass(frozen=True)
class Course:
    """What cases bring week by week while they are open, and how likely they are to be: (C, T)."""

    dose: Floats
    still_open: Floats

    @property
    def expected(self) -> Floats:
        """The expected dose of each week as it comes in."""
        return self.dose * self.still_open


@dataclass(frozen=True)
class Straying:
    """The variance of what cases bring: P kinds of lead, H helping roles, C cases, T weeks or none."""

    variance: Ints  # (P, C, T)
    helper_variance: Ints  # (H, C, T)


def course_of(agency: Agency, cases: Sequence[Case], tiers: Sequence[int], weeks: int) -> Course:
    """Return the course of an agency's cases, whose stages are what is still expected of them."""
    doses = stage_doses(cases, tiers, agency.weights)
    lengths = [stage.weeks for case in cases for stage in case.stages]
    stages = [len(case.stages) for case in cases]
    dose = in_stages(doses, lengths, stages, weeks, going_on=True).astype(np.float64)
    expected = np.array([case.weeks for case in cases], dtype=np.int64)
    shares = open_shares(expected, np.zeros(len(cases)), weeks, agency.policy.weeks_spread)
    return Course(dose, shares)


def straying_of(
    policy: Policy, course: Course, absences: Bools, of_holder: Ints, *, covered: bool = True
) -> Straying:
    """Return the variances of cases for each kind of lead and each helping role, as `work_of` has them.

    A lead has none of a covered week, a cover worker only that week, a supporting worker a share of
    all. Who holds a case has its first week whole: what is carried of it strays with the rest.
    """
    weeks = course.dose.shape[1]
    helpers = len(HELPERS) if covered else 1
    if policy.budget_kept <= EVEN:
        nothing = (len(course.dose), 0)
        return Straying(*(np.zeros((n, *nothing), np.int64) for n in (len(absences) + 1, helpers)))
    kept = np.ones((len(absences), 1, weeks))
    kept[:, 0, : min(COVERED_WEEKS, weeks)] = ~absences[:, :weeks]
    given = np.zeros((helpers, 1, weeks))
    given[0] = policy.support_share / 1000
    for week in range(min(helpers - 1, weeks)):
        given[1 + week, 0, week] = 1.0
    of_leads = _variances(policy, kept * course.dose, course.still_open)
    of_holders = of_leads[of_holder, np.arange(len(course.dose))]
    return Straying(
        variance=np.concatenate([of_leads, of_holders[None]]),
        helper_variance=_variances(policy, given * course.dose, course.still_open),
    )


def carried_variance(agency: Agency, place: dict[str, int], tiers: dict[str, int], weeks: int) -> Ints:
    """Return the variance of what workers carry of open cases and of cases they hold, (W, T) or none.

    What has come in is known, and so is standing exposure.
    """
    policy = agency.policy
    if policy.budget_kept <= EVEN:
        return np.zeros((len(place), 0), dtype=np.int64)
    total = np.zeros((len(place), weeks))
    held = [case for case in agency.new_cases if case.held_by is not None]
    cases = [*(agency.case_of[assignment.case] for assignment in agency.assignments), *held]
    course = course_of(agency, cases, [tiers[case.id] for case in cases], weeks)
    course.dose[len(cases) - len(held) :] *= (np.arange(weeks) == 0) * policy.holding_share / 1000
    found = variances(course.dose, course.still_open, policy.half_life_weeks, policy.rate_spread)
    share = (policy.support_share / 1000) ** 2
    for row, assignment in enumerate(agency.assignments):
        total[place[assignment.worker]] += found[row]
        if assignment.support is not None:
            total[place[assignment.support]] += share * found[row]
    for row, case in enumerate(held, start=len(agency.assignments)):
        total[place[case.held_by or ""]] += found[row]
    return up(total)


def _variances(policy: Policy, dose: Floats, still_open: Floats) -> Ints:
    return up(variances(dose, still_open, policy.half_life_weeks, policy.rate_spread))
