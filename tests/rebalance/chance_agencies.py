"""Agencies by chance whose open cases are many, movable for all reasons, and in two offices."""

from datetime import timedelta

import numpy as np

from planner.domain import Agency, Setting, Team
from tests.builders import TODAY, a_random_agency
from tests.chance import Chance, an_assignment
from tests.rules.samples import stirred


def to_rebalance(seed: int, workers: int = 4, cases: int = 5, *, new: int = 0) -> Agency:
    """Return an agency of open cases; the first worker leaves soon in every second one."""
    rng = np.random.default_rng(seed)
    agency = stirred(a_random_agency(seed, workers, cases, tight=bool(rng.random() < 0.3)), rng)
    chance = Chance(rng, tight=False)
    waiting = [case.id for case in agency.new_cases]
    opened = waiting[new:]
    changes = {"held_by": None, "must_assign": False, "earlier_worker": None}
    each = tuple(
        case.model_copy(update=changes if case.id in opened else {"must_assign": False})
        for case in agency.cases
    )
    extra = tuple(an_assignment(chance, TODAY, case, workers) for case in opened)
    people = list(agency.workers)
    if seed % 2:
        people[0] = people[0].model_copy(update={"last_day": TODAY + timedelta(days=12)})
    policy = agency.policy.model_copy(update={"fit_points_per_move": int(rng.choice([0, 20, 60]))})
    return agency.changed(
        cases=each, assignments=(*agency.assignments, *extra), workers=tuple(people), policy=policy
    )


def in_two_offices(agency: Agency) -> Agency:
    """Return an agency whose every second case and worker is in another office; some reach both."""
    team = Team(id="red", office="south", setting=Setting.CHILD_WELFARE)
    reach = [("north",), ("south",), ("north", "south")]
    workers = [
        worker.model_copy(update={"team": "red" if n % 2 else "blue", "offices": reach[n % 3]})
        for n, worker in enumerate(agency.workers)
    ]
    cases = [
        case.model_copy(update={"office": "south" if n % 2 else "north"})
        for n, case in enumerate(agency.cases)
    ]
    return agency.changed(teams=(*agency.teams, team), workers=tuple(workers), cases=tuple(cases))
