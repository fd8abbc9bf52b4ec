"""Does a simulated year obey what any year must?"""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planner.domain import Agency
from planner.simulate.engine import Trace, run
from planner.simulate.luck import Luck, draw
from planner.simulate.parameters import Parameters, parameters
from planner.simulate.policies import POLICIES
from planner.simulate.state import NEVER
from planner.simulate.templates import templates
from tests.simulate.test_snapshot import NoSurge, plain

AGENCY = plain(3)
SOME: dict[str, Any] = {"weeks": 12, "arrivals_per_week_thousandths": 3_000}


def luck_of(agency: Agency, given: Parameters, replication: int = 0) -> Luck:
    return draw(agency, given, NoSurge(), seed=7, replication=replication)


def a_run(policy: str = "caseload", agency: Agency = AGENCY, **changes: int) -> Trace:
    given = parameters(**SOME | changes)
    return run(agency, given, policy, luck_of(agency, given))


@pytest.mark.parametrize("policy", POLICIES)
def test_every_case_is_waiting_open_or_closed_at_the_end(policy: str):
    trace = a_run(policy)
    assigned, closed = trace.assigned_day != NEVER, trace.closed_day != NEVER
    assert not (closed & ~assigned).any()
    held = int(trace.cases[-1].sum())
    assert int((~closed).sum()) == held + int(trace.waiting[-1])


def test_the_severe_cases_that_wait_are_those_nobody_has_taken():
    trace = a_run("caseload", turnover=0, drift_per_month=0, arrivals_per_week_thousandths=12_000)
    for week, (waiting, severe) in enumerate(zip(trace.waiting, trace.severe_waiting, strict=True)):
        came = trace.day < 7 * (week + 1)
        untaken = came & ((trace.assigned_day == NEVER) | (trace.assigned_day >= 7 * (week + 1)))
        assert (int(untaken.sum()), int((untaken & trace.severe).sum())) == (waiting, severe)
    assert trace.severe_waiting.any()
    assert (trace.severe_waiting < trace.waiting).any()


@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_is_given_a_case_before_it_arrives_or_closes_one_before_it_is_given(policy: str):
    trace = a_run(policy)
    given = trace.assigned_day != NEVER
    assert (trace.assigned_day[given] >= trace.day[given]).all()
    closed = trace.closed_day != NEVER
    assert (trace.closed_day[closed] > trace.assigned_day[closed]).all()


def test_the_same_luck_gives_the_same_year():
    first, second = a_run(), a_run()
    for name in vars(first):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


def test_every_policy_meets_the_same_arrivals_and_the_same_leavers_where_dose_moves_nobody():
    runs = [a_run(policy, turnover_exposure=0) for policy in POLICIES]
    for other in runs[1:]:
        np.testing.assert_array_equal(other.day, runs[0].day)
        np.testing.assert_array_equal(other.left, runs[0].left)


def test_the_planner_plans_nobody_over_the_budget_where_cases_last_as_planned():
    steady: dict[str, Any] = {"stretch_sd": 0, "turnover": 0, "drift_per_month": 0}
    trace = a_run(**steady, arrivals_per_week_thousandths=20_000)
    before = trace.dose[0] > trace.budget[0]
    assert not (trace.dose > trace.budget)[:, ~before].any()


def test_fewest_open_cases_goes_over_it_under_the_same_load():
    steady: dict[str, Any] = {"stretch_sd": 0, "turnover": 0, "drift_per_month": 0}
    trace = a_run("fewest-open-cases", **steady, arrivals_per_week_thousandths=20_000)
    assert (trace.dose > trace.budget).any()


def test_a_more_severe_mix_brings_more_dose():
    given = parameters(**SOME | {"turnover": 0})
    luck = luck_of(AGENCY, given)
    heaviest = int(np.argmax(templates(AGENCY).fresh.sum(axis=1)))
    all_heavy = replace(luck, case_template=np.full_like(luck.case_template, heaviest))
    plain_year = run(AGENCY, given, "rotation", luck)
    assert run(AGENCY, given, "rotation", all_heavy).fresh.sum() > plain_year.fresh.sum()
