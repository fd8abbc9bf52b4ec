"""Does a year hold its bounds where the load, or the agency, is absurd?"""

from typing import Any

import numpy as np
import pytest

from planner.domain import Agency
from planner.problem.arrays import Ints
from planner.simulate.engine import Comings, Trace
from planner.simulate.measures import measures
from planner.simulate.policies import POLICIES
from tests.builders import a_case, a_random_agency, a_worker, an_agency
from tests.simulate.crowds import AT_ONCE, PLANNED, a_run, luck_of, year_of
from tests.simulate.recount import Recount, watch
from tests.simulate.test_snapshot import plain

A_HUNDRED_TIMES: dict[str, Any] = {"arrivals_per_week_thousandths": 300_000}  # 5 people are usual for 3
NOBODY_FOLLOWS: dict[str, Any] = {"days_to_hire": 3650, "agency_share": 0}
MAY_BE_UNDEFINED = {"severe_waiting_days", "continuity", "in_time", "largest_share", "turnover"}
SLOW = [pytest.param(name, marks=pytest.mark.ci) for name in PLANNED if name != "caseload"]


def room(agency: Agency) -> Ints:
    """Return the minutes a week each post has for cases."""
    workers = sorted(agency.workers, key=lambda worker: worker.id)
    return np.array([each.week * agency.policy.productive_share // 1000 for each in workers])


def defined(trace: Trace, agency: Agency, **changes: Any) -> dict[str, float]:
    """Return the measures of a run, of which none may be missing or without bound."""
    found = measures(trace, year_of(**changes), agency.policy)
    missing = {name for name, value in found.items() if not np.isfinite(value)}
    assert missing <= MAY_BE_UNDEFINED
    for name in ("coverage", "in_time", "continuity", "burden_gini"):
        assert name in missing or 0 <= found[name] <= 1
    assert all(value >= 0 for name, value in found.items() if name not in missing)
    return found


@pytest.mark.parametrize("policy", ["caseload", *SLOW])
@pytest.mark.parametrize("seed", [0, pytest.param(2, marks=pytest.mark.ci)])
def test_no_post_is_planned_beyond_its_hours_at_a_hundred_times_the_load(policy: str, seed: int):
    """But for what it carried at first, and for cases that take longer than anybody planned."""
    agency = a_random_agency(seed, workers=5, cases=6, tight=False).public()
    given = year_of(weeks=4, turnover=0, **A_HUNDRED_TIMES)
    luck = luck_of(agency, given)
    trace, again = watch(agency, given, policy, luck)
    carried = Recount(agency, given, luck, choices=()).minutes
    late = np.zeros_like(carried)
    for story in again.stories:
        for stint in story.stints:
            for week in range(stint.since, min(stint.end, again.weeks)):
                if stint.age + week - stint.since >= again.tables.weeks[story.template]:
                    late[week, stint.post] += again.tables.minutes[story.template].max()
    assert (trace.minutes - late <= np.maximum(room(agency), np.ceil(carried))).all()
    assert trace.waiting[-1] > 700
    defined(trace, agency, weeks=4)


@pytest.mark.parametrize("policy", AT_ONCE)
def test_who_gives_every_case_out_at_once_leaves_none_waiting_at_any_load(policy: str):
    agency = an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1")])
    never_away: dict[str, Any] = {"leave_days": 0, "sick_spells": 0, "court_days": 0, "turnover": 0}
    trace = a_run(agency, policy, weeks=4, **never_away, **A_HUNDRED_TIMES)
    assert not trace.waiting.any()
    assert (trace.minutes > 5 * room(agency)).any()
    assert defined(trace, agency, weeks=4)["coverage"] == 1


@pytest.mark.parametrize("policy", POLICIES)
def test_where_nobody_reaches_the_office_every_case_waits(policy: str):
    agency = an_agency([a_worker("w1", offices=("south",))], [a_case("c1")])
    trace = a_run(agency, policy, weeks=5)
    assert trace.waiting[-1] == len(trace.day) > 0
    assert not trace.dose.any()
    assert defined(trace, agency, weeks=5)["coverage"] == 0


@pytest.mark.parametrize("policy", POLICIES)
def test_one_worker_alone_has_a_year(policy: str):
    agency = an_agency([a_worker("w1")], [a_case("c1")])
    trace = a_run(agency, policy, weeks=8, turnover=0)
    assert trace.cases.max() > 0
    assert defined(trace, agency, weeks=8)["burden_gini"] == 0


@pytest.mark.parametrize("policy", POLICIES)
def test_where_all_leave_and_nobody_follows_every_case_waits(policy: str):
    agency = plain(3)
    all_go = Comings(leaves={worker.id: 3 for worker in agency.workers})
    trace = a_run(agency, policy, comings=all_go, weeks=6, turnover=0, **NOBODY_FOLLOWS)
    assert trace.left.tolist() == [0, 0, 0, len(agency.workers), 0, 0]
    assert not trace.filled[3:].any()
    assert not trace.cases[3:].any()
    assert not trace.fresh[3:].any()
    assert not trace.dose[3:].any()
    over = (trace.closed_day >= 0).sum()
    assert trace.waiting[-1] == len(trace.day) - over
    defined(trace, agency, weeks=6)


@pytest.mark.parametrize("policy", POLICIES)
def test_people_who_are_hardly_ever_there_break_nothing(policy: str):
    rare: dict[str, Any] = {"leave_days": 120, "sick_spells": 20_000, "sick_days": 15, "turnover": 5000}
    agency = plain(1)
    trace = a_run(agency, policy, weeks=8, **rare)
    assert (trace.minutes >= 0).all()
    assert (trace.fresh >= 0).all()
    defined(trace, agency, weeks=8)
