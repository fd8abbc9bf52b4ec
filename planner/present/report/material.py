"""What a report is made of: the answer, and what its charts show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.present.simulation import SimulationAnswer
from planner.sourced import Sourced

Numbers = npt.NDArray[np.float64] | npt.NDArray[np.int64] | Sequence[float]


@dataclass(frozen=True)
class Series:
    """One policy week by week: a low, a middle and a high line, and the limits they are read against."""

    name: str
    weeks: Numbers
    low: Numbers
    middle: Numbers
    high: Numbers
    budget: Numbers | None = None
    action_level: float | None = None


@dataclass(frozen=True)
class Shares:
    """What the workers of one policy carried of their budgets in %, from the least to the most."""

    name: str
    carried: Numbers


@dataclass(frozen=True)
class Assumption:
    """A number the runs are made with, as it is in force, with all that is known of it."""

    name: str
    setting: Sourced


@dataclass(frozen=True)
class Material:
    """Everything on a page. Changes and notes are sentences; `made` says how to make it again."""

    answer: SimulationAnswer
    agency: str
    weeks: int
    made: str
    dose: Sequence[Series] = ()
    waiting: Sequence[Series] = ()
    severe_waiting: Sequence[Series] = ()
    shares: Sequence[Shares] = ()
    assumptions: Sequence[Assumption] = ()
    changes: Sequence[str] = ()
    lever_changes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notes: Sequence[str] = ()
