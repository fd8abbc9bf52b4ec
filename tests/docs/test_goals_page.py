"""Does docs/goals.md say of goals, rates and examples what the planner does?"""

import re

from planner.domain import policy, settings
from planner.goals import GOALS, even_burden
from planner.problem.rates import burden_point, fit_point
from planner.risk.card import sts_card
from planner.risk.harm import harm_knots, harm_slopes
from planner.risk.sts import score_line
from planner.rule import climb
from planner.units import COST_POINTS_PER_STS_POINT
from tests.builders import a_worker
from tests.docs.pages import section, tables, text
from tests.docs.test_model import TEAM

PAGE = text("goals.md")
POLICY = policy()
UNIT = 1000  # thousandths of an exposure unit


def numbers(words: str) -> list[int]:
    return [int(each.replace(",", "")) for each in re.findall(r"\d+(?:,\d{3})+", words)]


def unit_cost(carried: int) -> tuple[int, int]:
    """Return what one more unit costs a worker of 8 years: burden and expected harm."""
    line = score_line(a_worker(months_in_field=96, months_in_post=12), TEAM, sts_card(), 0)
    knots, slopes = harm_knots(line).tolist(), harm_slopes(line, POLICY.sts_cut_off).tolist()
    budget = POLICY.unit_budget
    shares = even_burden._knots(budget, POLICY), even_burden._slopes(budget, POLICY)
    return climb(carried * UNIT, UNIT, *shares), climb(carried * UNIT, UNIT, knots, slopes)


def test_every_goal_is_listed_in_order_with_its_unit_and_its_settings():
    rows = tables(PAGE.split("\n## ")[0])[1:]
    assert [(row[0], row[2]) for row in rows] == [(goal.name, goal.unit) for goal in GOALS]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row[3])}
    of_trades = {n for n, each in settings().items() if each.group == "goals and trade-offs"}
    assert of_trades | {"fit_points_per_move", "wish_points"} <= named <= set(settings())


def test_the_rates_are_those_of_the_policy():
    fit, burden = fit_point(POLICY), burden_point(POLICY)
    costs = [
        COST_POINTS_PER_STS_POINT,
        burden,
        burden * POLICY.rotation_points,
        fit,
        fit * POLICY.extra_hour_points,
        fit * POLICY.fit_points_per_move,
        fit * POLICY.wish_points,
    ]
    rows = tables(section(PAGE, "What each is worth"))[1 : 1 + len(costs)]
    assert [numbers(row[1]) for row in rows] == [[cost] for cost in costs]
    for row, cost in zip(rows, costs, strict=True):
        shown = [f"{cost / one:g}" for one in (COST_POINTS_PER_STS_POINT, burden, fit)]
        assert row[2:] == shown
    said = "1 expected STS point = 400 burden points = 800 fit points"
    assert said in " ".join(PAGE.split())


def test_the_fit_points_are_those_of_the_policy():
    rows = tables(section(PAGE, "What each is worth"))[-7:]
    assert [int(row[1]) for row in rows] == [
        POLICY.continuity_points,
        POLICY.duty_points,
        POLICY.sibling_points,
        POLICY.preferred_group_points,
        POLICY.client_wish_points,
        POLICY.language_points,
        POLICY.preferred_skill_points,
    ]


def test_the_burden_rates_are_those_of_the_policy():
    said = section(PAGE, "What each is worth").split("**A burden point**")[1].split("**")[0]
    shares = [float(each) for each in re.findall(r"0\.\d+", said)]
    assert shares == [share / 1000 for share in POLICY.burden_shares if share]
    assert POLICY.burden_rates == (1, 2, 4, 8, 16)


def test_the_example_of_continuity_and_travel_is_computed():
    example = section(PAGE, "Two examples").split("*An open case")[0]
    hour = POLICY.extra_hour_points * fit_point(POLICY)
    continuity = POLICY.continuity_points * fit_point(POLICY)
    assert numbers(example) == [continuity, hour]
    assert continuity == 4 * hour


def test_the_example_of_a_move_is_computed():
    example = section(PAGE, "Two examples").split("*An open case")[1]
    here, light, heavier = unit_cost(17), sum(unit_cost(12)), sum(unit_cost(14))
    move, wish = (
        points * fit_point(POLICY) for points in (POLICY.fit_points_per_move, POLICY.wish_points)
    )
    assert numbers(example) == [
        sum(here), *here, light, sum(here) - light, move, heavier, sum(here) - heavier, wish,
    ]  # fmt: skip
    assert sum(here) - heavier < move < sum(here) - light
    assert wish == 2 * move < sum(here) - heavier + wish
