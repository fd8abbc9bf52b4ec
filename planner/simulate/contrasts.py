"""How arms differ from each other run by run, beside how each differs from the leading one."""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from planner.simulate.arms import Outcome
from planner.simulate.statistics import CONFIDENCE, Mean, Moments

Key = TypeVar("Key", bound=Hashable)
Weighed = tuple[str, float]  # an arm, and what its measures are multiplied by


class Contrasts(Generic[Key]):
    """What the runs come to of one arm, weighed, less another, weighed; by a key and by measure."""

    def __init__(self, pairs: Mapping[Key, tuple[Weighed, Weighed]]) -> None:
        self._pairs = dict(pairs)
        self._found: dict[Key, dict[str, Moments]] = {key: {} for key in self._pairs}

    def add(self, found: Mapping[str, Outcome]) -> None:
        """Take one more replication in."""
        for key, ((one, times), (other, other_times)) in self._pairs.items():
            less = found[other].measures
            for measure, value in found[one].measures.items():
                if measure in less:
                    mine = self._found[key].setdefault(measure, Moments())
                    mine.add(times * value - other_times * less[measure])

    def measures(self, key: Key, confidence: float = CONFIDENCE) -> dict[str, Mean]:
        """Return the mean differences of one pair, by measure."""
        return {name: one.interval(confidence) for name, one in self._found[key].items()}
