"""Do durations follow from the ages of open plans, wherever any can?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.generate.figures import figures_of
from planner.generate.fit.durations import ends_of, mean_weeks

ENGLISH = figures_of()
BOUNDS = ENGLISH.several("plan_bounds")
WEEKS_A_MONTH = 365 / 84


def test_englands_ages_give_the_durations_that_are_shipped():
    assert tuple(ends_of(ENGLISH.several("plan_ages"), BOUNDS)) == ENGLISH.several("plan_ends")
    assert float(mean_weeks(ENGLISH.several("plan_ends"), BOUNDS)) == pytest.approx(40.4, abs=0.05)


def ages_of(ends: list[int]) -> list[float]:
    """Return the share of open plans in each class of age, where so many end within each."""
    starts = (0, *BOUNDS)
    left = [sum(ends[place:]) for place in range(len(ends) + 1)]
    return [(BOUNDS[i] - starts[i]) * (left[i] + left[i + 1]) / 2 for i in range(len(ends))]


@given(st.lists(st.integers(0, 1000), min_size=5, max_size=5).filter(any))
def test_durations_that_lead_to_the_ages_are_found_again(ends: list[int]):
    ages = [round(1000 * age) for age in ages_of(ends)]
    found = ends_of(ages, BOUNDS)
    assert found == pytest.approx([1000 * n / sum(ends) for n in ends], abs=2)


@given(st.lists(st.integers(0, 50), min_size=5, max_size=5).filter(any))
def test_any_ages_give_durations_within_the_classes(ages: list[int]):
    ends = ends_of(ages, BOUNDS)
    assert sum(ends) == 1000
    assert min(ends) >= 0
    assert 0 < mean_weeks(ends, BOUNDS) <= BOUNDS[-1] * WEEKS_A_MONTH
