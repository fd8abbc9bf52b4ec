"""Do the rows and the plain check of every rule say the same of every plan?"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Plan
from planner.rules import RULES
from tests.rows import broken_by_rows
from tests.rules.samples import samples


def assert_both_faces_agree(seeds: range) -> Counter[tuple[str, bool]]:
    """Compare rule by rule; return how often each rule was kept and broken."""
    seen: Counter[tuple[str, bool]] = Counter()
    for seed in seeds:
        for problem, plan in ((s.problem, s.plan) for s in samples(seed)):
            for rule in RULES:
                by_rows = rule.name in broken_by_rows(problem, [rule], plan)
                by_hand = any(True for _ in rule.breaches(problem, plan))
                assert by_rows == by_hand, (rule.name, seed, plan)
                seen[rule.name, by_hand] += 1
    return seen


def test_rows_and_plain_check_agree_on_every_plan():
    seen = assert_both_faces_agree(range(300))
    rare = {rule.name: seen[rule.name, False] for rule in RULES if seen[rule.name, False] < 100}
    rare |= {rule.name: seen[rule.name, True] for rule in RULES if seen[rule.name, True] < 100}
    assert rare == {}, "every rule must be kept and broken often for the comparison to mean much"


@given(st.integers(0, 2**32))
def test_rows_and_plain_check_agree_on_agencies_not_tried_before(seed: int):
    assert_both_faces_agree(range(seed, seed + 1))


def test_taking_a_case_away_breaks_only_what_must_be_assigned_or_stay_together():
    free = [rule for rule in RULES if rule.name not in ("must-assign", "together")]
    for problem, plan in ((s.problem, s.plan) for seed in range(100) for s in samples(seed)):
        broken = broken_by_rows(problem, free, plan)
        for case in problem.cases:
            fewer = tuple(proposed for proposed in plan.assignments if proposed.case != case.id)
            assert broken_by_rows(problem, free, Plan(assignments=fewer)) <= broken


@pytest.mark.ci
def test_rows_and_plain_check_agree_on_every_plan_of_many_agencies():
    assert_both_faces_agree(range(1000, 4000))
