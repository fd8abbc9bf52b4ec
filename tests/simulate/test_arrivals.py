"""Whether cases come in as the rate says, and are like the agency's own."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Agency, Kind
from planner.simulate.arrivals import (
    NEVER,
    Arrivals,
    NoSuchCase,
    arrival_days,
    draw_arrivals,
    rates,
    weekly_arrivals,
)
from planner.simulate.chance import stream
from planner.simulate.days import Calendar, calendar_of
from planner.simulate.parameters import parameters
from tests.builders import TODAY, a_case, a_rubric, a_worker, an_agency, held

MONDAY = date(2025, 10, 6)


@dataclass(frozen=True)
class Raid:
    week: int = 20
    cases: int = 30
    kind: str | None = None
    facts: tuple[str, ...] = ()


def of_many_cases(count: int = 10) -> Agency:
    return an_agency([a_worker()], [a_case(f"c{n:02d}") for n in range(count)])


def drawn(agency: Agency, *surges: Raid, seed: int = 1, run: int = 0, **changes: Any) -> Arrivals:
    given = parameters(**changes)
    return draw_arrivals(agency, given, surges, calendar_of(agency.date, given), (seed, run))


def rate(days: int = 364, first: date = MONDAY, **changes: Any) -> np.ndarray:
    given = parameters(arrivals_per_week_thousandths=7000, **changes)
    return rates(of_many_cases(), given, Calendar(first, days))


def test_a_week_brings_its_number_however_quiet_the_weekend():
    for share in (0, 100, 1000):
        week = rate(7, seasonal_amplitude=0, weekend_share=share)
        assert week.sum() == pytest.approx(7)
        assert week[5:] == pytest.approx(week[:2] * share / 1000)


def test_a_run_that_starts_on_a_saturday_starts_quietly():
    week = rate(7, MONDAY + timedelta(days=5), seasonal_amplitude=0, weekend_share=0)
    assert (week == 0).tolist() == [True, True, False, False, False, False, False]


def test_arrivals_peak_in_the_peak_week_and_are_fewest_half_a_year_later():
    year = rate(364, date(2025, 1, 1), seasonal_amplitude=200, weekend_share=1000, seasonal_peak_week=8)
    assert year.argmax() // 7 + 1 == 8
    assert year.argmin() // 7 + 1 == pytest.approx(8 + 26, abs=1)
    assert year.max() == pytest.approx(1.2, abs=1e-3)
    assert year.min() == pytest.approx(0.8, abs=1e-3)
    assert year.sum() == pytest.approx(364, rel=5e-3)


def test_growth_is_reached_after_a_year_and_compounds():
    grown = rate(1093, seasonal_amplitude=0, weekend_share=1000, arrivals_growth=30)
    assert grown[[0, 365, 731]] == pytest.approx([1, 1.03, 1.03**2], rel=1e-3)
    shrunk = rate(366, seasonal_amplitude=0, weekend_share=1000, arrivals_growth=-500)
    assert shrunk[365] == pytest.approx(0.5, rel=1e-3)


def test_the_number_of_arrivals_has_the_mean_and_the_variance_of_a_poisson_process():
    expected = rate(182, seasonal_amplitude=300, arrivals_growth=200)
    runs = [arrival_days(expected, stream("arrivals", 3, run)) for run in range(2000)]
    counts = np.array([np.bincount(days, minlength=182) for days in runs])
    total, mean = counts.sum(axis=1), expected.sum()
    assert total.mean() == pytest.approx(mean, abs=4 * np.sqrt(mean / 2000))
    assert total.var(ddof=1) == pytest.approx(mean, rel=0.15)  # 4 standard errors
    error = np.sqrt(np.maximum(expected, 1e-9) / 2000)
    assert (np.abs(counts.mean(axis=0) - expected) / error).max() < 5
    monday, tuesday = counts[:, ::7].sum(axis=1), counts[:, 1::7].sum(axis=1)
    assert abs(np.corrcoef(monday, tuesday)[0, 1]) < 0.1


@given(
    st.lists(st.floats(0, 9), max_size=30),
    st.lists(st.floats(0, 9), min_size=30, max_size=30),
    st.integers(0, 99),
)
def test_higher_rates_never_bring_fewer_cases_by_any_day(low: list[float], more: list[float], seed: int):
    high = [a + b for a, b in zip(low, more, strict=False)]
    few = arrival_days(np.array(low), stream("arrivals", seed, 0))
    many = arrival_days(np.array(high), stream("arrivals", seed, 0))
    assert (many[: len(few)] <= few).all()
    assert len(many) >= len(few)
    assert (np.diff(few) >= 0).all()
    assert all(low[day] > 0 for day in few)


def test_at_rate_0_nothing_comes_in():
    assert len(drawn(of_many_cases(), arrivals_per_week_thousandths=0).day) == 0


def test_an_agency_without_cases_has_nothing_to_go_by():
    assert len(drawn(an_agency([a_worker()], []), arrivals_per_week_thousandths=9000).day) == 0


def test_without_a_rate_as_many_come_in_as_in_the_last_seven_days():
    ages = {"c1": 0, "c2": 6, "c3": 7, "c4": 60}
    cases = [a_case(c, received=TODAY - timedelta(days=age)) for c, age in ages.items()]
    agency = an_agency([a_worker()], [*cases, a_case("c5")], assignments=(held("c5", "w1"),))
    assert weekly_arrivals(agency, parameters()) == 2000
    assert weekly_arrivals(agency, parameters(arrivals_per_week_thousandths=500)) == 500


def test_the_mix_is_that_of_the_new_cases_all_alike():
    cases = [a_case(f"c{n}") for n in range(5)]
    agency = an_agency([a_worker()], cases, assignments=(held("c1", "w1"),))
    found = drawn(agency, arrivals_per_week_thousandths=200_000)
    share = np.bincount(found.template, minlength=5) / len(found.template)
    assert share == pytest.approx([0.25, 0, 0.25, 0.25, 0.25], abs=0.02)


def test_where_all_cases_are_carried_they_are_the_mix():
    agency = an_agency([a_worker()], [a_case()], assignments=(held("c1", "w1"),))
    assert set(drawn(agency, arrivals_per_week_thousandths=9000).template) == {0}


def test_planned_weeks_are_right_on_average_and_stray_as_told():
    found = drawn(of_many_cases(), arrivals_per_week_thousandths=400_000, stretch_sd=300)
    assert found.stretch.mean() == pytest.approx(1000, rel=0.01)
    assert np.log(found.stretch / 1000).std() == pytest.approx(0.3, rel=0.03)
    assert (drawn(of_many_cases(), stretch_sd=0).stretch == 1000).all()


def test_severity_drifts_at_its_rate_up_and_down_alike():
    found = drawn(of_many_cases(), arrivals_per_week_thousandths=400_000, drift_per_month=20)
    assert (found.drift_day < 365.25 / 12).mean() == pytest.approx(1 - np.exp(-0.02), abs=0.004)
    assert found.drift_step.mean() == pytest.approx(0, abs=0.03)
    assert (drawn(of_many_cases(), drift_per_month=0).drift_day == NEVER).all()


def test_a_surge_comes_in_on_the_first_day_of_its_week_after_the_warm_up():
    quiet = {"arrivals_per_week_thousandths": 0, "warm_up_weeks": 4}
    assert drawn(of_many_cases(), Raid(), **quiet).day.tolist() == [24 * 7] * 30
    both = drawn(of_many_cases(), Raid(week=3, cases=1), Raid(week=0, cases=2), **quiet)
    assert both.day.tolist() == [28, 28, 49]
    assert len(drawn(of_many_cases(), Raid(week=52), **quiet).day) == 0


def test_a_surge_leaves_all_other_cases_as_they_are():
    usual, raided = drawn(of_many_cases()), drawn(of_many_cases(), Raid())
    first, end = np.searchsorted(raided.day, [140, 141])
    before = first + (usual.day == 140).sum()
    assert end - before == 30
    for name, column in vars(usual).items():
        assert (np.delete(vars(raided)[name], np.s_[before:end]) == column).all()
    assert (np.diff(raided.day) >= 0).all()


def test_a_surge_brings_cases_of_its_kind_and_facts_only():
    cases = [
        a_case("c1", kind=Kind.INVESTIGATION, rubric=a_rubric("sexual_violence", "graphic_material")),
        a_case("c2", kind=Kind.INVESTIGATION, rubric=a_rubric("sexual_violence")),
        a_case("c3", rubric=a_rubric("sexual_violence", "graphic_material")),
    ]
    agency = an_agency([a_worker()], cases)
    quiet = {"arrivals_per_week_thousandths": 0}
    of_facts = drawn(agency, Raid(facts=("sexual_violence", "graphic_material")), **quiet)
    assert set(of_facts.template) == {0, 2}
    assert set(drawn(agency, Raid(kind="investigation"), **quiet).template) == {0, 1}
    with pytest.raises(NoSuchCase, match="cases with forensic-interview, death_or_threat"):
        drawn(agency, Raid(kind="forensic-interview", facts=("death_or_threat",)))


def test_spread_and_drift_leave_the_days_and_the_mix_alone():
    usual, other = drawn(of_many_cases()), drawn(of_many_cases(), stretch_sd=0, drift_per_month=0)
    assert (usual.day == other.day).all()
    assert (usual.template == other.template).all()


def test_a_higher_rate_keeps_the_cases_in_their_order():
    few = drawn(of_many_cases(), arrivals_per_week_thousandths=5000)
    many = drawn(of_many_cases(), arrivals_per_week_thousandths=6000)
    count = len(few.day)
    assert count < len(many.day)
    assert (few.template == many.template[:count]).all()
    assert (few.stretch == many.stretch[:count]).all()
    assert (few.drift_day == many.drift_day[:count]).all()
