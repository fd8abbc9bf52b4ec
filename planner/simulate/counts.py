"""How many cases of which kind each simulated worker carries, and since when."""

import numpy as np

from planner.dose.case_dose import severe_tier, severest_tier
from planner.problem.absence import NEVER
from planner.problem.arrays import Bools, Ints
from planner.problem.carried import MONTH_DAYS
from planner.problem.problem import NOBODY
from planner.simulate.state import State
from planner.units import DAYS_PER_WEEK


def counts(state: State, today: int) -> dict[str, Ints]:
    """Return how many cases of which kind each worker carries, and since when."""
    cases, tables, posts = state.cases, state.templates, len(state.people.workers)
    open_cases = cases.open
    lead, support = cases.worker[open_cases], cases.support[open_cases]
    which, tier = cases.template[open_cases], cases.tier[open_cases]
    recent = today - cases.given_day[open_cases] < MONTH_DAYS
    lived = cases.age[open_cases] + today // DAYS_PER_WEEK - cases.since[open_cases]
    ongoing = lived >= tables.ongoing_from[which]
    investigation = tables.investigations[which] & ~ongoing
    severe, severest = (tier >= least for least in (severe_tier(), severest_tier()))

    def led(of_kind: Bools) -> Ints:
        return np.bincount(lead[of_kind], minlength=posts)

    def carried(of_kind: Bools) -> Ints:
        helps = of_kind & (support != NOBODY)
        return led(of_kind) + np.bincount(support[helps], minlength=posts)

    since = np.full(posts, NEVER)
    days = today - cases.given_day[open_cases]
    for role in (lead, support):
        given = severest & (role != NOBODY)
        np.minimum.at(since, role[given], days[given])
    return {
        "carried_cases": np.bincount(lead, minlength=posts),
        "carried_ongoing": led(ongoing),
        "carried_severe": carried(severe),
        "carried_severest": carried(severest),
        "new_ongoing": led(ongoing & recent),
        "new_investigations": led(investigation & recent),
        "days_since_severest": since,
    }
