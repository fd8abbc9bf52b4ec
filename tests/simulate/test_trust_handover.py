"""Is nothing lost, doubled or passed on where people and cases change?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np

from planner.domain import Agency, Exposure, Mode, Source, shipped_weights
from planner.simulate.engine import Comings, Trace, run
from planner.simulate.luck import Luck, draw
from planner.simulate.parameters import Parameters, parameters
from tests.builders import TODAY, a_case, a_stage, a_worker, an_agency, held
from tests.simulate.test_snapshot import NoSurge

STEADY: dict[str, Any] = {
    "weeks": 12,
    "arrivals_per_week_thousandths": 0,
    "stretch_sd": 0,
    "drift_per_month": 0,
    "turnover": 0,
    "turnover_exposure": 0,
    "sick_spells": 0,
    "leave_days": 0,
    "court_days": 0,
}
GOES_IN_WEEK_4 = Comings(leaves={"w1": 4})


def a_pair(weeks: int = 4, **changes: Any) -> Agency:
    """Return two workers, the first with an open case of so many weeks and a past."""
    heard = Exposure(
        worker="w1",
        week=TODAY - timedelta(weeks=1),
        minutes=600,
        tier=5,
        mode=Mode.LIVE,
        source=Source.CASE,
    )
    fields: dict[str, Any] = {"assignments": (held("c1", "w1"),), "exposures": (heard,)}
    case = a_case("c1", stages=(a_stage(weeks),))
    return an_agency([a_worker("w1"), a_worker("w2")], [case], **fields | changes)


def a_run(agency: Agency, comings: Comings = GOES_IN_WEEK_4, **changes: int) -> Trace:
    given = parameters(**STEADY | changes)
    return run(agency, given, "rotation", luck_of(agency, given), comings)


def luck_of(agency: Agency, given: Parameters) -> Luck:
    return draw(agency, given, NoSurge(), seed=7, replication=0)


def test_a_case_that_is_over_when_its_worker_leaves_closes():
    trace = a_run(a_pair(weeks=4), agency_share=0)
    assert trace.closed_day.tolist() == [28]
    assert trace.moved.tolist() == [0]
    assert not trace.waiting.any()


def test_a_case_that_is_not_over_waits_and_goes_to_somebody_else():
    trace = a_run(a_pair(weeks=5), agency_share=0)
    assert trace.closed_day.tolist() == [35]
    assert trace.moved.tolist() == [1]
    assert trace.cases[:6].tolist() == [[1, 0]] * 4 + [[0, 1]] + [[0, 0]]


def test_who_comes_into_a_post_does_not_inherit_what_the_one_before_heard():
    for share in (0, 1000):
        trace = a_run(a_pair(), agency_share=share, days_to_hire=14)
        assert trace.dose[3, 0] > 0
        assert not trace.dose[4:, 0].any()


def test_a_case_beyond_its_planned_weeks_that_becomes_severer_brings_more():
    agency = a_pair(weeks=4, assignments=(), exposures=())
    given = parameters(**STEADY | {"weeks": 14})
    only = {"case_day": 0, "case_template": 0, "case_stretch": 3000, "case_rate": 1000}
    only |= {"drift_day": 56, "drift_step": 1}
    one_case: dict[str, Any] = {name: np.array([number]) for name, number in only.items()}
    trace = run(agency, given, "rotation", replace(luck_of(agency, given), **one_case))
    usual = 1000 * shipped_weights().by_tier[1] // shipped_weights().by_tier[0]
    assert trace.fresh.sum(axis=1).tolist() == [1000] * 8 + [usual] * 4 + [0] * 2


def test_where_agency_staff_leave_the_one_who_is_looked_for_comes_no_later():
    agency = a_pair()
    given = parameters(**STEADY | {"days_to_hire": 63, "agency_share": 1000, "turnover": 1000})
    luck = luck_of(agency, given)
    patience = np.full_like(luck.patience, 1e9)
    patience[0, :2] = 1.5 / 52, 1.5 / 52  # in weeks at a rate of one a year: leaves in the second
    bridged = np.zeros_like(luck.bridged)
    bridged[0, 0] = True
    hire_days = np.full_like(luck.hire_days, 63)
    told = replace(luck, patience=patience, bridged=bridged, hire_days=hire_days)
    trace = run(agency, given, "rotation", told)
    assert trace.left.tolist() == [0, 1, 0, 1] + [0] * 8
    assert trace.filled[:, 0].tolist() == [True] * 4 + [False] * 7 + [True]


def test_whose_last_day_is_known_leaves_after_it():
    last = TODAY + timedelta(days=11)
    workers = [a_worker("w1", last_day=last), a_worker("w2")]
    trace = a_run(a_pair(weeks=8).changed(workers=workers), Comings(), agency_share=0)
    assert trace.filled[:, 0].tolist() == [True, True] + [False] * 10
    assert trace.cases[:3].tolist() == [[1, 0], [1, 0], [0, 1]]


def test_who_comes_into_a_post_does_not_leave_because_the_one_before_was_to():
    workers = [a_worker("w1", last_day=TODAY + timedelta(days=6)), a_worker("w2")]
    trace = a_run(a_pair().changed(workers=workers), agency_share=0, days_to_hire=7)
    assert not trace.filled[1, 0]
    assert trace.filled[3:, 0].all()


def test_who_leaves_counts_as_leaving_whatever_the_reason():
    workers = [a_worker("w1"), a_worker("w2", last_day=TODAY + timedelta(days=6))]
    trace = a_run(a_pair().changed(workers=workers))
    assert trace.left.tolist() == [0, 1, 0, 0, 1] + [0] * 7


def test_an_agency_without_cases_or_without_workers_has_a_year_too():
    for agency in (an_agency([], [a_case("c1")]), an_agency([a_worker("w1")], [])):
        trace = a_run(agency, Comings(), arrivals_per_week_thousandths=2000)
        assert not trace.cases.any()
        assert trace.waiting.tolist() == np.cumsum(np.bincount(trace.day // 7, minlength=12)).tolist()
