"""What workers of a simulated week are to expect of their open cases, and how far it may stray.

As the planner sees it: a case that is open after so many weeks goes on with the chance that such cases
have, and its true rate is not known.
"""

import numpy as np
from scipy import sparse

from planner.dose.margin import EVEN
from planner.dose.uncertain import open_shares, variances
from planner.problem.arrays import Floats, Ints, up
from planner.problem.uncertain import Course
from planner.simulate.state import NOBODY, State


def course(state: State, which: Ints, worked: Ints, weeks: int) -> Course:
    """Return the course of some cases that were worked on for so many weeks, from this week on."""
    tables, spread = state.templates, state.agency.policy.weeks_spread
    template, weight = state.cases.template[which], tables.tier_weights
    heavier = weight[state.cases.tier[which] - 1] / weight[tables.tier[template] - 1]
    at = np.minimum(worked[:, None] + np.arange(weeks), tables.weeks[template][:, None] - 1)
    dose = heavier[:, None] * tables.fresh[template[:, None], at]
    return Course(dose, open_shares(tables.weeks[template], worked, weeks, spread))


def carried(state: State, week: int, weeks: int) -> tuple[Floats, Ints]:
    """Return the expected fresh dose each post carries, (W, weeks), and the variance of the equivalents.

    Where no weeks are uncertain the dose is the planned one; where no margin is asked for, the variance
    has no columns.
    """
    policy, cases = state.agency.policy, state.cases
    posts, margin = len(state.people.workers), policy.budget_kept > EVEN
    fresh = state.planned[:, week : week + weeks]
    nothing = np.zeros((posts, 0), dtype=np.int64)
    if not policy.weeks_spread and not margin:
        return fresh, nothing
    led = cases.open
    ahead = course(state, led, cases.age[led] + week - cases.since[led], weeks)
    share = policy.support_share / 1000
    if policy.weeks_spread:
        fresh = state.outside[:, None] + _of_posts(state, led, share) @ ahead.expected
    if not margin:
        return fresh, nothing
    strays = variances(ahead.dose, ahead.still_open, policy.half_life_weeks, policy.rate_spread)
    return fresh, up(_of_posts(state, led, share**2) @ strays)


def _of_posts(state: State, led: Ints, share: float) -> sparse.csr_array:
    """Return how much of each case each post carries: a lead all of it, a supporting worker a share."""
    lead, support = state.cases.worker[led], state.cases.support[led]
    helped = np.flatnonzero(support != NOBODY)
    amounts = np.concatenate([np.ones(len(led)), np.full(len(helped), share)])
    rows = np.concatenate([lead, support[helped]])
    columns = np.concatenate([np.arange(len(led)), helped])
    shape = (len(state.people.workers), len(led))
    return sparse.coo_array((amounts, (rows, columns)), shape=shape).tocsr()
