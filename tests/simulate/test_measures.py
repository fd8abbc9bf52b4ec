"""Do a run's measures say what happened in a run small enough to count by hand?"""

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from planner.domain import policy
from planner.problem.arrays import Bools, Floats, Ints
from planner.simulate.measures import gini, measures
from planner.simulate.parameters import parameters
from planner.simulate.series import Weeks, dose_series, share_series, waiting_series, weekly

POLICY = policy(action_level_share=800)


def ints(*values: object) -> Ints:
    return np.array(values, dtype=np.int64)


@dataclass(frozen=True)
class Run:
    """Two weeks, two posts, the second empty in week 2; cases that came on days 0, 1, 2 and before."""

    dose: Ints = field(default_factory=lambda: ints([900, 400], [1100, 0]))
    budget: Ints = field(default_factory=lambda: ints([1000, 500], [1000, 0]))
    filled: Bools = field(default_factory=lambda: np.array([[True, True], [True, False]]))
    harm: Floats = field(default_factory=lambda: np.array([2.0, 4.0]))
    minutes: Ints = field(default_factory=lambda: ints([60, 30], [90, 45]))
    room: Ints = field(default_factory=lambda: ints([100, 100], [100, 0]))
    cases: Ints = field(default_factory=lambda: ints([3, 1], [2, 0]))
    waiting: Ints = field(default_factory=lambda: ints(2, 1))
    severe_waiting: Ints = field(default_factory=lambda: ints(2, 1))
    proven: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))
    left: Ints = field(default_factory=lambda: ints(1, 0))
    day: Ints = field(default_factory=lambda: ints(-5, 0, 1, 2))
    assigned_day: Ints = field(default_factory=lambda: ints(-5, 3, 10, -1))
    deadline: Ints = field(default_factory=lambda: ints(0, 4, 8, 30))
    moved: Ints = field(default_factory=lambda: ints(1, 0, 1, 0))
    severe: Bools = field(default_factory=lambda: np.array([True, False, True, True]))


def measured(run: Run | None = None, **settings):
    return measures(run or Run(), parameters(weeks=2, **settings), POLICY)


def test_harm_of_a_worker_is_that_of_all_over_who_is_there():
    assert measured()["harm_per_worker"] == pytest.approx(6 / 3)


def test_worker_weeks_over_a_limit_are_those_above_it():
    found = measured()
    assert found["weeks_over_budget"] == 1  # 1100 of 1000
    assert found["share_over_budget"] == pytest.approx(1 / 3)  # of the weeks in which somebody is there
    assert found["weeks_over_action_level"] == 2  # and 900; 400 of 500 is at the level, not over it


def test_harm_is_the_mean_over_weeks_and_turnover_is_by_filled_posts():
    found = measured()
    assert found["expected_harm"] == 3
    assert found["turnover"] == pytest.approx(1 / (3 / 52))


def test_waiting_counts_until_taken_and_what_waits_at_the_end_until_then():
    found = measured()
    assert found["waiting_days"] == pytest.approx((3 + 9 + 12) / 3)
    assert found["severe_waiting_days"] == pytest.approx((9 + 12) / 2)
    assert found["coverage"] == pytest.approx(2 / 3)
    assert found["unassigned"] == 1


def test_in_time_is_asked_of_what_was_due_and_continuity_of_what_was_taken():
    found = measured()
    assert found["in_time"] == 0.5  # due: days 4 and 8, taken on days 3 and 10
    assert found["continuity"] == 0.5


def test_hours_used_are_those_of_filled_posts_and_severe_cases_wait_by_the_week():
    found = measured()
    assert found["hours_used"] == pytest.approx((60 + 30 + 90) / 300)
    assert found["severe_waiting"] == 1.5


def test_proof_is_told_where_batches_were_searched():
    assert "proven" not in measured()
    assert measured(Run(proven=np.array([True, True, False, True])))["proven"] == 0.75


def test_the_burden_of_a_post_is_what_it_carried_of_its_budget():
    found = measured()
    # 2000 of 2000 and 400 of 500: 1 and 0.8; (1 - 0.8) / (2 x 1.8)
    assert found["burden_gini"] == pytest.approx(0.2 / 3.6)
    assert found["largest_share"] == pytest.approx(np.percentile([0.9, 0.8, 1.1], 95))


def test_the_warm_up_is_left_out():
    found = measured(warm_up_weeks=1)
    assert found["expected_harm"] == 4
    assert found["weeks_over_action_level"] == 1
    assert np.isnan(found["waiting_days"]), "no case came after the warm-up"


def test_a_cost_is_told_where_one_is_given():
    assert "cost" not in measured()
    found = measures(Run(), parameters(weeks=2, cost_per_fte=52_000), POLICY, (1000, 500))
    assert found["cost"] == pytest.approx(2.5 * 1000)


def test_no_arrivals_no_waiting_and_no_people_no_burden():
    nothing = ints()
    empty = replace(
        Run(),
        filled=np.zeros((2, 2), dtype=bool),
        day=nothing,
        assigned_day=nothing,
        deadline=nothing,
        moved=nothing,
        severe=nothing.astype(bool),
    )
    found = measured(empty)
    assert np.isnan(found["waiting_days"])
    assert np.isnan(found["largest_share"])
    assert np.isnan(found["turnover"])
    assert (found["weeks_over_budget"], found["burden_gini"]) == (0, 0)


def test_gini_by_hand():
    assert gini(np.array([1.0, 1.0, 1.0])) == 0
    assert gini(np.array([0.0, 0.0, 0.0, 1.0])) == pytest.approx(3 / 4)
    assert gini(np.array([3.0, 1.0])) == pytest.approx(1 / 4)
    assert gini(np.zeros(3)) == 0
    assert gini(np.zeros(0)) == 0


def test_gini_is_half_the_mean_difference_over_the_mean():
    amounts = np.random.default_rng(2).gamma(2, 3, 50)
    apart = np.abs(amounts[:, None] - amounts[None, :]).mean()
    assert gini(amounts) == pytest.approx(apart / 2 / amounts.mean())


def test_series_are_in_percent_of_each_workers_own_budget():
    run, weeks = weekly(Run(), parameters(weeks=2)), Weeks()
    assert len(share_series("caseload", weeks).carried) == 0
    weeks.add(run)
    weeks.add(run)
    dose = dose_series("caseload", weeks, POLICY)
    assert list(dose.weeks) == [1, 2]
    assert list(dose.middle) == [pytest.approx(85), pytest.approx(110)]
    assert list(dose.low) == [pytest.approx(81), pytest.approx(110)]
    assert dose.action_level == 80
    assert dose.budget is not None
    assert list(dose.budget) == [100, 100]
    assert list(waiting_series("caseload", weeks.waiting).middle) == [2, 1]
    assert list(waiting_series("caseload", weeks.severe_waiting).middle) == [2, 1]
    carried = np.asarray(share_series("caseload", weeks).carried)
    assert carried[[0, 50, 100]] == pytest.approx([80, 90, 100])
