"""Who is away on which day, how much each bears before leaving, and who comes next, and when.

Everything is drawn by a post's id: another post more or less changes nobody's luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import Worker
from planner.domain.calendar import WORKING_DAYS_A_WEEK
from planner.problem.arrays import Bools, Floats, Ints
from planner.simulate.chance import Words, keys, parts
from planner.simulate.days import DAYS_A_SOLAR_YEAR, Calendar
from planner.simulate.parameters import DAYS_A_YEAR, Parameters
from planner.units import DAYS_PER_WEEK

LEAVE_YEAR = 52  # weeks in which a year's leave is taken
_BEFORE = 20  # mean spells of sickness looked back for who is ill on the first day
_WORKING_DAYS_A_YEAR = DAYS_A_SOLAR_YEAR * WORKING_DAYS_A_WEEK / DAYS_PER_WEEK


@dataclass(frozen=True)
class Workforce:
    """What befalls each post; D days, W posts as given, K occupants of a post, one a week at most."""

    away: Bools  # (W, D) on leave, ill or in court; a spell goes over the weekends in it
    patience: Floats  # (W, K) whoever is there leaves when the summed rate of leaving passes it
    hire_days: Ints  # (W, K) days a post stays empty after its occupant left
    bridged: Bools  # (W, K) whether agency staff bridge that vacancy
    newcomer: Ints  # (W, K) months in the field of who comes next


def draw_workforce(
    workers: Sequence[Worker], parameters: Parameters, calendar: Calendar, chance: tuple[int, int]
) -> Workforce:
    """Return what befalls some posts. `chance`: seed and replication."""
    ids = [worker.id for worker in workers]
    count = calendar.days // DAYS_PER_WEEK + 1  # enough where one leaves every week
    lots = parts(keys("hiring", *chance, ids), 3 * count).reshape(len(ids), count, 3)
    months = np.array(parameters.newcomer_months_in_field, dtype=np.int64)
    absent = leave(workers, parameters, calendar, keys("leave", *chance, ids))
    absent |= sickness(parameters, calendar, keys("sickness", *chance, ids))
    absent |= court(workers, parameters, calendar, keys("court", *chance, ids))
    return Workforce(
        away=absent,
        patience=-np.log(parts(keys("turnover", *chance, ids), count)),
        hire_days=np.rint(parameters.days_to_hire * (0.5 + lots[:, :, 0])).astype(np.int64),
        bridged=lots[:, :, 1] * 1000 < parameters.agency_share,
        newcomer=months[(lots[:, :, 2] * len(months)).astype(np.int64)],
    )


def leave(workers: Sequence[Worker], parameters: Parameters, calendar: Calendar, own: Words) -> Bools:
    """Return the days on leave, shape (W, D): what is booked, and the rest of a year's leave in weeks.

    A year's leave is taken as whole weeks, Monday to Sunday, and what is left of it as the first days
    of one more week; which weeks is drawn, all equally likely. Booked working days count towards it.
    """
    if not len(workers) or not calendar.days:
        return np.zeros((len(workers), calendar.days), dtype=bool)
    booked = _booked(workers, calendar)
    week, year = calendar.week, calendar.week // LEAVE_YEAR
    years = int(year[-1]) + 1
    in_year = np.arange(years)[:, None] == year
    taken = (booked & calendar.working).astype(np.int64) @ in_year.T.astype(np.int64)
    left = np.maximum(0, parameters.leave_days - taken)
    lots = parts(own, years * LEAVE_YEAR)
    rows, days = np.nonzero(booked)
    lots[rows, week[days]] += 1  # a week with leave booked in it is the last to be drawn
    lots = lots.reshape(len(workers), years, LEAVE_YEAR)
    turn = lots.argsort(axis=2).argsort(axis=2).reshape(len(workers), years * LEAVE_YEAR)
    whole, rest = left // WORKING_DAYS_A_WEEK, left % WORKING_DAYS_A_WEEK
    mine, whole, rest = turn[:, week], whole[:, year], rest[:, year]
    drawn: Bools = (mine < whole) | ((mine == whole) & (calendar.weekday < rest))
    return drawn | booked


def sickness(parameters: Parameters, calendar: Calendar, own: Words) -> Bools:
    """Return the days of sickness, shape (W, D).

    Spells start by chance at any time and last a geometric number of days. Where two overlap a day is
    counted once, and the rate is so much higher that the share of days is spells times their length.
    """
    mean, posts, days = parameters.sick_days, len(own), calendar.days
    share = parameters.sick_spells * mean / (1000 * DAYS_A_YEAR)
    a_day = -np.log1p(-share) / mean
    before = _BEFORE * mean
    expected = a_day * (days + before)
    if not expected:
        return np.zeros((posts, days), dtype=bool)
    count = int(expected + 8 * np.sqrt(expected)) + 8
    lots = parts(own, 2 * count).reshape(posts, count, 2)
    start = np.floor(np.cumsum(-np.log(lots[:, :, 0]) / a_day, axis=1)).astype(np.int64) - before
    more = np.log(lots[:, :, 1]) / np.log1p(-1 / mean) if mean > 1 else np.zeros((posts, count))
    first, end = (np.clip(edge, 0, days) for edge in (start, start + 1 + more.astype(np.int64)))
    row = np.arange(posts)[:, None] * (days + 1)
    size = posts * (days + 1)
    starts, ends = (np.bincount((row + edge).ravel(), minlength=size) for edge in (first, end))
    ill: Bools = (starts - ends).reshape(posts, days + 1).cumsum(axis=1)[:, :days] > 0
    return ill


def court(workers: Sequence[Worker], parameters: Parameters, calendar: Calendar, own: Words) -> Bools:
    """Return the days in court, shape (W, D): working days, as many as the usual caseload brings."""
    fte = np.array([worker.fte for worker in workers], dtype=np.float64) / 1000
    a_year = parameters.court_days / 1000 * parameters.caseload_per_fte / 10 * fte
    if not a_year.any():
        return np.zeros((len(workers), calendar.days), dtype=bool)
    called: Bools = parts(own, calendar.days) < (a_year / _WORKING_DAYS_A_YEAR)[:, None]
    return called & calendar.working


def _booked(workers: Sequence[Worker], calendar: Calendar) -> Bools:
    """Return the days of leave that the agency knows of, shape (W, D)."""
    booked = np.zeros((len(workers), calendar.days), dtype=bool)
    for row, worker in enumerate(workers):
        for run in worker.leave:
            first = max(0, (run.first - calendar.first).days)
            booked[row, first : max(first, (run.last - calendar.first).days + 1)] = True
    return booked
