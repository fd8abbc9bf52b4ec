"""What one run comes to, in single numbers; weeks and cases of the warm-up are left out.

Waiting is censored: a case that nobody had taken by the end counts with the days it had waited until
then, so that long waits are told too short, never too long. What is not defined is NaN: the waiting of
severe cases where none came in.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from planner.domain import Policy
from planner.problem.arrays import Bools, Floats, Ints
from planner.simulate.parameters import Parameters
from planner.units import DAYS_PER_WEEK

WEEKS_A_YEAR = 52
_LARGEST = 95  # percentile


class Happened(Protocol):
    """What is read of a run: T weeks with the warm-up, W posts, N cases."""

    @property
    def dose(self) -> Ints: ...
    @property
    def budget(self) -> Ints: ...
    @property
    def filled(self) -> Bools: ...
    @property
    def harm(self) -> Floats: ...
    @property
    def minutes(self) -> Ints: ...
    @property
    def room(self) -> Ints: ...
    @property
    def cases(self) -> Ints: ...
    @property
    def waiting(self) -> Ints: ...
    @property
    def severe_waiting(self) -> Ints: ...
    @property
    def proven(self) -> Bools: ...
    @property
    def left(self) -> Ints: ...
    @property
    def day(self) -> Ints: ...
    @property
    def assigned_day(self) -> Ints: ...
    @property
    def deadline(self) -> Ints: ...
    @property
    def moved(self) -> Ints: ...
    @property
    def severe(self) -> Bools: ...


def measures(
    trace: Happened, parameters: Parameters, policy: Policy, fte: Sequence[int] = ()
) -> dict[str, float]:
    """Return a run's measures by name. `fte`: of each post in thousandths, for the cost."""
    weeks = slice(parameters.warm_up_weeks, None)
    filled, budget = trace.filled[weeks], trace.budget[weeks]
    dose = np.where(filled, trace.dose[weeks], 0)
    action = budget * policy.action_level_share
    found = {
        "weeks_over_budget": float((filled & (dose > budget)).sum()),
        "share_over_budget": _each(filled & (dose > budget), filled),
        "weeks_over_action_level": float((filled & (dose * 1000 > action)).sum()),
        "expected_harm": _mean(trace.harm[weeks]),
        "harm_per_worker": _each(trace.harm[weeks], filled),
        "largest_share": _largest(shares(trace, parameters)),
        "burden_gini": gini(burden(trace, parameters)),
        "turnover": _turnover(trace.left[weeks], filled),
        "severe_waiting": _mean(trace.severe_waiting[weeks]),
        "hours_used": _share(trace.minutes[weeks] * filled, trace.room[weeks]),
    }
    if len(trace.proven):
        found["proven"] = _mean(trace.proven)
    found |= _of_cases(trace, parameters.warm_up_weeks * DAYS_PER_WEEK)
    if parameters.cost_per_fte and len(fte):
        posts = float((filled * (np.asarray(fte) / 1000)).sum()) / WEEKS_A_YEAR
        found["cost"] = posts * parameters.cost_per_fte
    return found


def shares(trace: Happened, parameters: Parameters) -> Floats:
    """Return dose over budget in each week and post, NaN where nobody has a budget: shape (T, W)."""
    weeks = slice(parameters.warm_up_weeks, None)
    dose, budget = trace.dose[weeks].astype(np.float64), trace.budget[weeks]
    there = trace.filled[weeks] & (budget > 0)
    found = np.full(dose.shape, np.nan)
    found[there] = dose[there] / budget[there]
    return found


def burden(trace: Happened, parameters: Parameters) -> Floats:
    """Return what each post carried of its budget, all weeks together; posts never filled left out."""
    weeks = slice(parameters.warm_up_weeks, None)
    there = trace.filled[weeks] & (trace.budget[weeks] > 0)
    dose = np.where(there, trace.dose[weeks], 0).sum(axis=0)
    budget = np.where(there, trace.budget[weeks], 0).sum(axis=0)
    return np.asarray(dose[budget > 0] / budget[budget > 0], dtype=np.float64)


def gini(amounts: Floats) -> float:
    """Return how unequal amounts are: 0 where all are alike, towards 1 where one has everything.

    gini = sum of (2 i - n - 1) x_i / (n sum of x_i), x in rising order, i from 1
    """
    ordered = np.sort(np.asarray(amounts, dtype=np.float64))
    count, total = len(ordered), float(ordered.sum())
    if not total:
        return 0.0
    places = 2 * np.arange(1, count + 1) - count - 1
    return float((places * ordered).sum() / (count * total))


def _of_cases(trace: Happened, first: int) -> dict[str, float]:
    """Return what became of the cases that came in from a day on, until the last.

    `continuity`: of those taken, the share that stayed with their first worker until closed or the end.
    """
    came = trace.day >= max(0, first)
    end = len(trace.harm) * DAYS_PER_WEEK
    day, assigned = trace.day[came], trace.assigned_day[came]
    taken = assigned >= 0
    waited = np.where(taken, assigned, end) - day
    severe, deadline, moved = trace.severe[came], trace.deadline[came], trace.moved[came]
    due = deadline < end
    return {
        "waiting_days": _mean(waited),
        "severe_waiting_days": _mean(waited[severe]),
        "coverage": _mean(taken),
        "in_time": _mean((taken & (assigned <= deadline))[due]),
        "unassigned": float(trace.waiting[-1]) if len(trace.waiting) else 0.0,
        "continuity": _mean(moved[taken] == 0),
    }


def _mean(values: Ints | Floats | Bools) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def _share(used: Ints, room: Ints) -> float:
    """Return how much of a room is used, all weeks and posts together."""
    return float(used.sum() / room.sum()) if room.any() else float("nan")


def _largest(shares: Floats) -> float:
    known = shares[~np.isnan(shares)]
    return float(np.percentile(known, _LARGEST)) if len(known) else float("nan")


def _each(harm: Floats | Bools, filled: Bools) -> float:
    """Return the harm (or the weeks) of all over everybody who is there, all weeks together."""
    there = float(filled.sum())
    return float(harm.sum()) / there if there else float("nan")


def _turnover(left: Ints, filled: Bools) -> float:
    years = float(filled.sum()) / WEEKS_A_YEAR
    return float(left.sum()) / years if years else float("nan")
