"""Are doses really other than estimated, and does the planner know only the estimates?"""

from typing import Any

import numpy as np

from planner.domain import Agency
from planner.problem import measure
from planner.simulate.beginning import beginning
from planner.simulate.engine import Trace, run
from planner.simulate.expected import carried
from planner.simulate.luck import draw
from planner.simulate.parameters import parameters
from planner.simulate.state import State
from planner.simulate.templates import templates
from tests.builders import a_case, a_stage, a_worker, an_agency, held
from tests.simulate.test_snapshot import NoSurge

STEADY: dict[str, Any] = {"stretch_sd": 0, "drift_per_month": 0, "turnover": 0, "sick_spells": 0}
STEADY |= {"leave_days": 0, "court_days": 0, "weeks": 12, "arrivals_per_week_thousandths": 4000}


def an_office(**settings: int) -> Agency:
    cases = [a_case(f"c{n}", stages=(a_stage(6, 60 + 30 * n),)) for n in range(6)]
    open_cases = tuple(held(f"c{n}", "w1" if n < 2 else "w2", "w3") for n in range(4))
    team = [a_worker(f"w{n}") for n in (1, 2, 3)]
    return an_agency(team, cases, assignments=open_cases, policy=settings)


def a_year(policy: str = "rotation", **changes: int) -> Trace:
    agency, given = an_office(), parameters(**STEADY | changes)
    return run(agency, given, policy, draw(agency, given, NoSurge(), seed=4, replication=0))


def a_state(agency: Agency, **changes: int) -> State:
    luck = draw(agency, parameters(**STEADY | changes), NoSurge(), seed=4, replication=0)
    return beginning(agency, templates(agency), luck, 40)


def test_a_common_bias_raises_every_dose_that_comes_in_by_it_and_nothing_planned():
    usual, more = a_year(), a_year(rate_bias=300)
    assert np.array_equal(usual.assigned_day, more.assigned_day)
    assert np.array_equal(usual.minutes, more.minutes)
    assert usual.fresh.any()
    assert np.abs(more.fresh - 1.3 * usual.fresh).max() <= 1


def test_a_spread_strays_up_and_down_by_case():
    usual, strayed = a_year(), a_year(rate_sd=400)
    assert (strayed.fresh > usual.fresh).any()
    assert (strayed.fresh < usual.fresh).any()
    assert np.array_equal(usual.assigned_day, strayed.assigned_day)


def test_rates_are_right_on_average_whatever_their_spread():
    agency = an_office()
    given = parameters(**STEADY | {"arrivals_per_week_thousandths": 10**7, "rate_sd": 400})
    rates = draw(agency, given, NoSurge(), seed=1, replication=0).case_rate
    assert abs(rates.mean() / 1000 - 1) < 0.01
    assert abs(np.log(rates / 1000).std() - 0.4) < 0.01


def test_what_the_planner_plans_does_not_know_the_true_rates():
    usual, more = a_state(an_office()), a_state(an_office(), rate_bias=300, rate_sd=400)
    assert np.array_equal(usual.planned, more.planned)
    assert not np.array_equal(usual.real, more.real)


def test_without_uncertainty_what_is_expected_is_what_is_planned():
    state = a_state(an_office())
    fresh, strays = carried(state, 0, 20)
    assert np.array_equal(fresh, state.planned[:, :20])
    assert strays.shape == (3, 0)


def test_with_certain_weeks_what_is_expected_in_mid_run_is_what_is_planned():
    agency = an_office(budget_kept=900, rate_spread=400)
    state = a_state(agency)
    fresh, strays = carried(state, 3, 20)
    assert np.array_equal(fresh, state.planned[:, 3:23])
    assert strays[:, 0].all()
    assert (strays[:2, 19] < strays[:2, 0]).all()


def test_with_uncertain_weeks_an_old_case_is_expected_to_go_on():
    agency = an_office(weeks_spread=400)
    state = a_state(agency)
    state.extend(7)
    fresh, _ = carried(state, 7, 20)
    assert (fresh[:2, 0] == state.planned[:2, 7]).all()  # open now: surely so this week
    assert (fresh[:2, 1] > state.planned[:2, 8]).all()
    assert (np.diff(fresh[:2]) < 0).all()


def test_the_first_week_is_seen_as_a_folder_would_be():
    agency = an_office(budget_kept=900, rate_spread=400, weeks_spread=300)
    real = measure(agency)
    state = a_state(agency)
    _, strays = carried(state, 0, real.weeks)
    np.testing.assert_array_equal(strays, real.carried_variance)


def test_where_the_budget_is_nearly_met_a_margin_gives_out_fewer_cases():
    tight = {"unit_budget": 3000, "new_cases_a_batch": 50}
    taken = []
    for sure in ({}, {"budget_kept": 950, "rate_spread": 400}):
        agency = an_office(**tight, **sure)
        given = parameters(**STEADY | {"rate_sd": 400})
        luck = draw(agency, given, NoSurge(), seed=4, replication=0)
        taken.append(int((run(agency, given, "caseload", luck).assigned_day >= 0).sum()))
    assert taken[1] < taken[0]
