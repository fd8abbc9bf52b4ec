"""Which cases come in on which day of a run, what they are like, and how long they really take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from planner.domain import Agency, Case, Fact
from planner.errors import PlannerError
from planner.problem.arrays import Floats, Ints
from planner.simulate.chance import stream
from planner.simulate.days import DAYS_A_SOLAR_YEAR, Calendar
from planner.simulate.parameters import Parameters
from planner.units import DAYS_PER_WEEK

WEEKS_A_YEAR = DAYS_A_SOLAR_YEAR / DAYS_PER_WEEK
NEVER = 1 << 30  # days; later than any run ends
_MONTH = DAYS_A_SOLAR_YEAR / 12


class NoSuchCase(PlannerError):
    """A surge asks for cases of which the agency has not one to go by."""


class Surge(Protocol):
    """Cases that come in at once, on the first day of a week; weeks count from 0, after the warm-up."""

    @property
    def week(self) -> int: ...
    @property
    def cases(self) -> int: ...
    @property
    def kind(self) -> str | None: ...  # None or "" for any
    @property
    def facts(self) -> Sequence[str]: ...  # rubric facts that are known to hold


@dataclass(frozen=True)
class Arrivals:
    """The cases of a run in the order they come in; N cases."""

    day: Ints  # (N,) never falling
    template: Ints  # (N,) place in the agency's cases sorted by id
    stretch: Ints  # (N,) real life in thousandths of the planned weeks
    rate: Ints  # (N,) true weekly dose in thousandths of the estimate
    drift_day: Ints  # (N,) in how many days after its arrival its severity changes
    drift_step: Ints  # (N,) by how many tiers, 1 or -1


def draw_arrivals(
    agency: Agency,
    parameters: Parameters,
    surges: Sequence[Surge],
    calendar: Calendar,
    chance: tuple[int, int],
) -> Arrivals:
    """Return the cases that come in. `chance`: seed and replication.

    The mix is that of the agency's new cases, whose whole lives are still ahead; of all its cases
    where it has no new ones. A surge draws from its own stream and leaves all other cases as they are.
    """
    days = arrival_days(rates(agency, parameters, calendar), stream("arrivals", *chance))
    cases = sorted(agency.cases, key=lambda case: case.id)
    usual = _mix(agency, cases)
    if not len(usual):
        days = days[:0]
    by_source = [stream(source, *chance) for source in ("templates", "stretch", "drift", "rate")]
    found = [_drawn(days, usual, parameters, by_source)]
    own, own_rate = stream("surge", *chance), stream("rate", *chance).spawn(1)[0]
    for surge in surges:
        mix = _mix(agency, cases, surge)
        day = (parameters.warm_up_weeks + surge.week) * DAYS_PER_WEEK
        count = surge.cases if 0 <= day < calendar.days else 0
        found.append(_drawn(np.full(count, day), mix, parameters, [own, own, own, own_rate]))
    if len(found) == 1:
        return found[0]
    order = np.argsort(np.concatenate([one.day for one in found]), kind="stable")
    columns = zip(*(vars(one).values() for one in found), strict=True)
    return Arrivals(*(np.concatenate(column)[order] for column in columns))


def rates(agency: Agency, parameters: Parameters, calendar: Calendar) -> Floats:
    """Return how many cases are to be expected on each day, shape (D,)."""
    weekly = weekly_arrivals(agency, parameters) / 1000
    weekend = parameters.weekend_share / 1000
    by_weekday = np.where(calendar.working, 1.0, weekend) / (5 + 2 * weekend)
    peak = (parameters.seasonal_peak_week - 0.5) / WEEKS_A_YEAR
    swing = np.cos(2 * np.pi * (calendar.season - peak))
    season = 1 + parameters.seasonal_amplitude / 1000 * swing
    growth = (1 + parameters.arrivals_growth / 1000) ** (np.arange(calendar.days) / DAYS_A_SOLAR_YEAR)
    return np.maximum(0.0, weekly * by_weekday * season * growth)


def weekly_arrivals(agency: Agency, parameters: Parameters) -> int:
    """Return the thousandths of a case that come in a week at first."""
    if parameters.arrivals_per_week_thousandths >= 0:
        return parameters.arrivals_per_week_thousandths
    ages = ((agency.date - case.received).days for case in agency.new_cases)
    return 1000 * sum(age < DAYS_PER_WEEK for age in ages)


def arrival_days(rates: Floats, generator: np.random.Generator) -> Ints:
    """Return the day of each arrival of a Poisson process with these daily rates.

    One clock that ticks once a case on average is read at the pace of the rates, so that higher rates
    bring the same cases earlier, and never fewer of them by any day.
    """
    over = np.cumsum(rates)
    until = float(over[-1]) if len(over) else 0.0
    ticks = generator.standard_exponential(_enough(until)) if until > 0 else np.zeros(0)
    while until > 0 and ticks.sum() <= until:
        ticks = np.concatenate([ticks, generator.standard_exponential(_enough(until))])
    at = np.cumsum(ticks)
    return np.searchsorted(over, at[at <= until], side="left").astype(np.int64)


def stretches(normal: Floats, parameters: Parameters) -> Ints:
    """Return real lives in thousandths of the planned ones, whose mean is 1000."""
    sd = parameters.stretch_sd / 1000
    real: Ints = np.maximum(1, np.rint(1000 * np.exp(sd * normal - sd * sd / 2))).astype(np.int64)
    return real


def true_rates(normal: Floats, parameters: Parameters) -> Ints:
    """Return true weekly doses in thousandths of the estimates; their mean is 1000 + `rate_bias`."""
    sd, mean = parameters.rate_sd / 1000, 1000 + parameters.rate_bias
    true: Ints = np.rint(mean * np.exp(sd * normal - sd * sd / 2)).astype(np.int64)
    return true


def _drawn(
    days: Ints, mix: Ints, parameters: Parameters, by_source: list[np.random.Generator]
) -> Arrivals:
    count, (templates, stretch, drift, rate) = len(days), by_source
    which = (templates.random(count) * len(mix)).astype(np.int64)
    waits = drift.random((count, 2))
    a_month = parameters.drift_per_month / 1000
    until = -np.log1p(-waits[:, 0]) * _MONTH / a_month if a_month else np.full(count, float(NEVER))
    return Arrivals(
        day=days,
        template=mix[which],
        stretch=stretches(stretch.standard_normal(count), parameters),
        rate=true_rates(rate.standard_normal(count), parameters),
        drift_day=np.minimum(until, NEVER).astype(np.int64),
        drift_step=np.where(waits[:, 1] < 0.5, -1, 1),  # noqa: PLR2004  (up and down alike)
    )


def mix_of(agency: Agency) -> Ints:
    """Return the places of the agency's cases, sorted by id, that arrivals are drawn from."""
    return _mix(agency, sorted(agency.cases, key=lambda case: case.id))


def _mix(agency: Agency, cases: list[Case], surge: Surge | None = None) -> Ints:
    """Return the places of the cases to draw from."""
    fits = [place for place, case in enumerate(cases) if surge is None or _fits(case, surge)]
    if surge is not None and not fits:
        what = ", ".join([*([surge.kind] if surge.kind else []), *surge.facts])
        raise NoSuchCase(f"The surge asks for cases with {what}; the agency has none to go by.")
    new = [place for place in fits if cases[place].id not in agency.open_cases]
    return np.array(new or fits, dtype=np.int64)


def _fits(case: Case, surge: Surge) -> bool:
    of_kind = not surge.kind or case.kind == surge.kind
    return of_kind and all(getattr(case.rubric, fact, None) is Fact.YES for fact in surge.facts)


def _enough(mean: float) -> int:
    return int(mean + 8 * np.sqrt(mean)) + 16
