"""How arms differ from each other run by run, beside how each differs from the leading one."""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from planner.simulate.arms import Outcome
from planner.simulate.statistics import CONFIDENCE, Mean, Moments

Key = TypeVar("Key", bound=Hashable)
Weights = Mapping[str, float]  # what the measures of which arm are multiplied by before they are added


def less(one: str, other: str, times: float = 1.0) -> dict[str, float]:
    """Return the weights of one arm less another, so many times."""
    return {one: times, other: -times}


def summed(one: Weights, other: Weights) -> dict[str, float]:
    """Return the weights that add up what two sets of weights come to."""
    return {arm: one.get(arm, 0.0) + other.get(arm, 0.0) for arm in {**one, **other}}


class Contrasts(Generic[Key]):
    """What the runs come to of sums of arms' measures, each arm weighed; by a key and by measure."""

    def __init__(self, sums: Mapping[Key, Weights]) -> None:
        self._sums = dict(sums)
        self._found: dict[Key, dict[str, Moments]] = {key: {} for key in self._sums}

    def add(self, found: Mapping[str, Outcome]) -> None:
        """Take one more replication in; measures that not all arms of a sum have are left out."""
        for key, weights in self._sums.items():
            arms = [(times, found[arm].measures) for arm, times in weights.items()]
            for measure in arms[0][1]:
                if all(measure in mine for _, mine in arms):
                    value = sum(times * mine[measure] for times, mine in arms)
                    self._found[key].setdefault(measure, Moments()).add(value)

    def measures(self, key: Key, confidence: float = CONFIDENCE) -> dict[str, Mean]:
        """Return the mean of one sum, by measure."""
        return {name: one.interval(confidence) for name, one in self._found[key].items()}
