"""Are the numbers of an agency measured as they are meant to be?"""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import (
    HELPERS,
    Agency,
    Exposure,
    GroupRule,
    Mode,
    PrivateProfile,
    Role,
    Setting,
    Source,
    Step,
    Team,
)
from planner.problem import Problem, measure
from planner.risk.card import sts_card
from planner.risk.sts import average_line
from tests.builders import (
    TODAY,
    a_case,
    a_plan,
    a_random_agency,
    a_stage,
    a_tier,
    a_worker,
    an_agency,
    held,
)

NUMBERS = [name for name in Problem.__dataclass_fields__ if name not in ("agency",)]
SUPPORT = HELPERS.index(Role.SUPPORT)


def problem_of(*cases: Any, workers: Any = None, **agency: Any) -> Problem:
    return measure(an_agency(workers or [a_worker("w1"), a_worker("w2")], list(cases), **agency))


def same(one: Any, other: Any) -> bool:
    return np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other


def test_workers_and_new_cases_stand_in_the_order_of_their_ids():
    problem = problem_of(
        a_case("c2"),
        a_case("o1"),
        a_case("c1"),
        workers=[a_worker("w2"), a_worker("w1")],
        assignments=(held("o1", "w1"),),
    )
    assert problem.case_at == {"c1": 0, "c2": 1}
    assert problem.worker_at == {"w1": 0, "w2": 1}


@given(st.integers(0, 300), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(seed: int, chance: Any):
    agency = a_random_agency(seed)
    mixed = {}
    for table in ("workers", "cases", "assignments", "profiles"):
        rows = list(getattr(agency, table))
        chance.shuffle(rows)
        mixed[table] = tuple(rows)
    one, other = measure(agency), measure(agency.changed(**mixed))
    assert [name for name in NUMBERS if not same(getattr(one, name), getattr(other, name))] == []


def test_weeks_reach_over_the_longest_new_case_and_the_harm_weeks():
    short, long = a_case("c1", stages=(a_stage(2),)), a_case("c2", stages=(a_stage(20),))
    assert problem_of(short).weeks == 13
    assert problem_of(short, long).weeks == 20
    assert problem_of(long, assignments=(held("c2", "w1"),)).weeks == 13


def test_work_and_dose_of_a_case_week_by_week():
    case = a_case("c1", stages=(a_stage(1, 60, other=45), a_stage(1, 0, other=10)))
    problem = problem_of(case, policy={"half_life_weeks": 1, "harm_weeks": 4})
    assert problem.minutes[0].tolist() == [[105, 10, 0, 0]]
    assert problem.helper_minutes[SUPPORT].tolist() == [[53, 5, 0, 0]]  # 52.5, rounded up
    assert problem.fresh[0].tolist() == [[1000, 0, 0, 0]]
    assert problem.dose[0].tolist() == [[500, 250, 125, 63]]  # 62.5, rounded up
    assert problem.helper_dose[SUPPORT].tolist() == [[250, 125, 63, 32]]  # 31.25, rounded up once
    assert problem.load[0].tolist() == [235]  # 234.4, the mean of 500, 250, 125 and 62.5
    assert problem.helper_load[SUPPORT].tolist() == [118]  # 117.2


def test_a_limit_that_is_met_exactly_is_not_missed_by_rounding():
    problem = problem_of(a_case("c1", stages=(a_stage(4, 60),)), policy={"half_life_weeks": 4})
    assert problem.dose[0, 0, 3] == 500


def test_what_a_worker_carries_as_lead_and_as_support():
    problem = problem_of(
        a_case("o1", stages=(a_stage(2, 60, other=40),), rubric=a_tier(5)),
        a_case("c1"),
        assignments=(held("o1", "w1", support="w2"),),
        policy={"half_life_weeks": 1, "harm_weeks": 3, "support_share": 500},
    )
    assert problem.carried_minutes[:, :3].tolist() == [[100, 100, 0], [50, 50, 0]]
    assert problem.carried_dose[:, :3].tolist() == [[2500, 3750, 1875], [1250, 1875, 938]]
    assert problem.carried_load.tolist() == [2709, 1355]
    assert problem.carried_severest.tolist() == [1, 1]


def test_a_worker_carries_the_sum_of_open_cases_rounded_up_once():
    tiny = (a_stage(1, 1),)  # 17 thousandths, 8.5 in weekly equivalents
    problem = problem_of(
        a_case("o1", stages=tiny),
        a_case("o2", stages=tiny),
        assignments=(held("o1", "w1"), held("o2", "w1")),
        policy={"half_life_weeks": 1},
    )
    assert problem.carried_dose[0, 0] == 17


def test_what_was_heard_is_carried_and_fades():
    heard = Exposure(
        worker="w1",
        week=TODAY - timedelta(weeks=1),
        minutes=60,
        tier=4,
        mode=Mode.LIVE,
        source=Source.SHIFT,
    )
    problem = problem_of(a_case("c1"), exposures=(heard,), policy={"half_life_weeks": 1})
    assert problem.carried_dose[:, :3].tolist() == [[1000, 500, 250], [0, 0, 0]]
    assert problem.carried_minutes.sum() == 0


def test_room_and_budget_are_rounded_down():
    worker = a_worker("w1", week=1001, fte=333)
    problem = problem_of(
        a_case("c1"),
        workers=[worker],
        policy={"unit_budget": 10_001, "productive_share": 700, "harm_weeks": 1},
    )
    assert problem.room_minutes.tolist() == [700]  # 700.7
    assert problem.budget[0].tolist() == [3330] * 4  # 3330.3
    assert problem.budget_load.tolist() == [3330]


def test_the_budget_beside_a_load_is_the_mean_of_the_same_weeks_rounded_down():
    newcomer = a_worker("w1", months_in_field=2, months_in_post=2)
    problem = problem_of(
        a_case("c1"), workers=[newcomer], policy={"unit_budget": 10_000, "harm_weeks": 6}
    )
    assert problem.budget[0, :6].tolist() == [2500] * 5 + [5000]
    assert problem.budget_load.tolist() == [2916]  # 17500 / 6


def test_tiers_tell_which_cases_are_severe():
    problem = problem_of(*(a_case(f"c{tier}", rubric=a_tier(tier)) for tier in range(1, 6)))
    assert problem.tier == (1, 2, 3, 4, 5)
    assert [problem.severe[case] for case in range(5)] == [False, False, False, True, True]
    assert [problem.severest[case] for case in range(5)] == [False] * 4 + [True]


def test_support_may_be_asked_for_beside_a_severe_case_or_one_for_two():
    cases = (a_case("c1"), a_case("c2", two_workers=True), a_case("c3", rubric=a_tier(4)))
    problem = problem_of(*cases)
    assert [problem.may_have_support(case) for case in range(3)] == [False, True, True]


def test_only_who_leads_an_open_case_of_a_group_is_its_worker():
    family = {"group": "g1", "group_rule": GroupRule.TOGETHER}
    apart = {"group": "g2", "group_rule": GroupRule.APART}
    problem = problem_of(
        a_case("o1", **family),
        a_case("o2", **apart),
        a_case("c1", **family),
        assignments=(held("o1", "w1", support="w2"), held("o2", "w2")),
    )
    assert problem.sibling_workers == {"g1": {"w1"}}


def test_what_a_plan_adds_to_each_worker():
    problem = problem_of(a_case("c1", rubric=a_tier(4)), a_case("c2"))
    plan = a_plan(c1=("w1", "w2"), c2="w2")
    assert problem.added(plan) == {0: [(0, Role.LEAD)], 1: [(0, Role.SUPPORT), (1, Role.LEAD)]}
    lead, support = problem.load[0].tolist(), problem.helper_load[SUPPORT].tolist()
    assert problem.added_load(plan) == {0: lead[0], 1: support[0] + lead[1]}


def with_profile(step: Step, **settings: Any) -> Problem:
    profile = PrivateProfile(worker="w1", step=step)
    return problem_of(a_case("c1"), profiles=(profile,), policy=settings)


@pytest.mark.parametrize(("step", "shift"), [(Step.USUAL, 0), (Step.LIGHTER, 3), (Step.REST, 6)])
def test_a_step_moves_the_line_of_the_worker_who_chose_it(step: Step, shift: int):
    usual, chosen = with_profile(Step.USUAL).lines, with_profile(step).lines
    assert chosen[0].base == pytest.approx(usual[0].base + shift)
    assert chosen[1] == usual[1]


def test_without_risk_weight_everybody_has_the_average_line_and_the_own_budget():
    problem = with_profile(Step.REST, risk_weight=False)
    assert set(problem.lines) == {average_line(Setting.CHILD_WELFARE, sts_card())}
    assert problem.budget.tolist() == with_profile(Step.REST).budget.tolist()
    assert problem.budget[0, 0] < problem.budget[1, 0]


def test_each_worker_is_read_from_the_setting_of_their_team():
    teams = tuple(
        Team(id=setting.value, office="north", setting=setting)
        for setting in (Setting.CHILD_WELFARE, Setting.GENERAL_SOCIAL_WORK)
    )
    workers = [a_worker(f"w{n}", team=team.id) for n, team in enumerate(teams)]
    high, low = problem_of(a_case("c1"), workers=workers, teams=teams).lines
    assert high.base > low.base


def test_the_public_side_is_measured_as_if_nobody_had_chosen_a_step():
    agency: Agency = with_profile(Step.REST).agency
    public, usual = measure(agency.public()), problem_of(a_case("c1"))
    assert [n for n in NUMBERS if not same(getattr(public, n), getattr(usual, n))] == []


def test_an_agency_without_workers_or_cases_is_measured():
    empty = measure(an_agency([], []))
    assert empty.dose.shape[1:] == (0, 13)
    assert empty.helper_dose.shape == (len(HELPERS), 0, 13)
    assert empty.budget.shape == (0, 13)
