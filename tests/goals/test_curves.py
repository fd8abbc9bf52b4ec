"""Is every cost of what a worker carries convex, and the same however it is asked for?"""

from collections.abc import Iterator

import numpy as np

from planner.program import ArcCurve
from planner.rule import climb
from tests.program.choices import choices


def some_curves() -> Iterator[tuple[ArcCurve, np.random.Generator]]:
    for seed, choice in enumerate(choices(range(60), plans=1)):
        for curve in choice.program.curves:
            yield curve, np.random.default_rng(seed)


def test_curves_never_fall_and_are_convex():
    for curve, _ in some_curves():
        assert (np.diff(curve.knots, axis=1) >= 0).all()
        assert (np.diff(curve.slopes, axis=1) >= 0).all()
        assert (curve.slopes >= 0).all()
        assert (curve.load >= 0).all()


def test_a_curve_costs_the_same_by_tangents_as_by_climbing():
    for curve, rng in some_curves():
        everybody = np.arange(len(curve.start))
        for added in (rng.integers(0, 60_000, len(everybody)), 0 * everybody):
            climbed = [
                climb(
                    int(curve.start[w]),
                    int(added[w]),
                    curve.knots[w].tolist(),
                    curve.slopes[w].tolist(),
                )
                for w in everybody
            ]
            assert curve.cost(everybody, added).tolist() == climbed


def test_a_tangent_never_lies_above_its_curve():
    for curve, rng in some_curves():
        everybody = np.arange(len(curve.start))
        at, elsewhere = rng.integers(0, 60_000, (2, len(everybody)))
        slope, offset = curve.tangents(everybody, at)
        assert (slope * elsewhere + offset <= curve.cost(everybody, elsewhere)).all()
