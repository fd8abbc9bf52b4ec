"""Does the simulated week show the planner what it would see of the same agency?"""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from planner.domain import Agency, Hold
from planner.problem import measure
from planner.simulate.arrivals import Surge
from planner.simulate.beginning import beginning
from planner.simulate.luck import Luck, draw
from planner.simulate.parameters import parameters
from planner.simulate.policies import POLICIES
from planner.simulate.snapshot import Ahead, snapshot
from planner.simulate.templates import templates
from tests.builders import a_random_agency

SAME = (
    "minutes",
    "fresh",
    "dose",
    "load",
    "carried_minutes",
    "carried_dose",
    "carried_windows",
    "variance",
    "carried_variance",
    "carried_load",
    "carried_cases",
    "carried_ongoing",
    "carried_severe",
    "carried_severest",
    "days_since_severest",
    "new_ongoing",
    "new_investigations",
    "severe_share",
    "response_day",
    "days_away",
    "first_day",
    "start_load",
    "budget",
    "budget_load",
    "room_minutes",
    "extra_minutes",
    "tier",
)


class NoSurge:
    surges: tuple[Surge, ...] = ()


def plain(seed: int) -> Agency:
    """Return an agency by chance in which cases are strangers, nobody is away, and none is supported."""
    agency = a_random_agency(seed, workers=5, cases=6, tight=False).public()
    nothing: dict[str, Any] = {
        "group": None,
        "group_rule": None,
        "earlier_worker": None,
        "held_by": None,
    }
    nothing |= {"must_assign": False, "first_met": None}
    kept = {"hold": Hold.KEPT, "wish": None, "support": None}
    people = {"leave": (), "duty": (), "last_day": None, "conflicts": (), "standing_exposure": ()}
    return agency.changed(
        workers=tuple(worker.model_copy(update=people) for worker in agency.workers),
        cases=tuple(case.model_copy(update=nothing) for case in agency.cases),
        assignments=tuple(one.model_copy(update=kept) for one in agency.assignments),
    )


def nobody_away(agency: Agency, day: int = 0) -> Ahead:
    days = 28
    working = np.array([(agency.date + timedelta(days=d)).weekday() < 5 for d in range(days)])
    return Ahead(day, np.zeros((len(agency.workers), days), dtype=bool), working)


def luck_of(agency: Agency) -> Luck:
    many = parameters(weeks=4, arrivals_per_week_thousandths=20_000)
    return draw(agency, many, NoSurge(), seed=1, replication=0)


@pytest.mark.parametrize("seed", range(12))
def test_what_the_planner_sees_is_what_it_would_measure(seed: int):
    agency = plain(seed)
    real = measure(agency)
    tables = templates(agency)
    at = {case.id: place for place, case in enumerate(tables.cases)}
    state = beginning(agency, tables, luck_of(agency), 60)
    state.cases.life[:] = tables.weeks[state.cases.template]
    batch = list(range(len(agency.assignments), len(agency.assignments) + len(agency.new_cases)))
    for case, new in zip(batch, agency.new_cases, strict=True):
        state.cases.template[case] = at[new.id]
        state.cases.tier[case] = tables.tier[at[new.id]]
        state.cases.day[case] = (new.received - agency.date).days
    seen = snapshot(state, batch, nobody_away(agency))
    assert seen.weeks == real.weeks
    assert seen.urgency == real.urgency
    for name in SAME:
        np.testing.assert_array_equal(getattr(seen, name), getattr(real, name), err_msg=name)
    for name in ("helper_variance", "helper_dose", "helper_fresh", "helper_minutes", "helper_load"):
        np.testing.assert_array_equal(getattr(seen, name), getattr(real, name)[:1], err_msg=name)
    assert seen.lines == real.lines


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_gives_a_case_to_who_may_not_take_it(policy: str):
    agency = plain(3)
    tables = templates(agency)
    luck = luck_of(agency)
    state = beginning(agency, tables, luck, 4)
    waiting = tuple(range(len(agency.assignments), len(state.cases.template)))
    ahead = Ahead(0, luck.away[:, :7], luck.working[:7])
    for case, worker, _ in POLICIES[policy]().give(state, waiting, ahead):
        assert tables.may[state.cases.template[case], worker]
