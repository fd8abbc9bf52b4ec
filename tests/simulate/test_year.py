"""Is a year beside hindsight told truly: no way passes the bound, and prices do not harm where wrong?"""

import pytest

from planner.generate import generate
from planner.rules import RULES
from planner.simulate.templates import templates
from planner.simulate.year import GREEDY, KNOWN, quiet, ways, year
from planner.year_answers import year_answer


def a_year(seed: int, load: float, workers: int = 6, weeks: int = 6):
    agency = generate("english-authority", seed, workers=workers, new_cases=40).public()
    tables = templates(agency)
    return year(agency, quiet(agency, load, weeks, tables), tables, seed)


def test_no_way_of_giving_passes_the_bound_of_hindsight():
    for seed, load in ((0, 0.3), (1, 1.2)):
        one = a_year(seed, load)
        assert 0 < one.bound <= one.most * (1 + 1e-9)
        assert [came.way for came in one.came] == list(ways())
        for came in one.came:
            assert 0 < came.value <= one.bound * (1 + 1e-9), came
            assert came.given <= came.cases
            assert came.severe_given <= came.severe


def test_twice_the_load_is_twice_the_cases_to_be_expected():
    agency = generate("english-authority", 0, workers=8, new_cases=40).public()
    tables = templates(agency)
    one, two = (quiet(agency, load, 8, tables).arrivals_per_week_thousandths for load in (0.5, 1.0))
    assert abs(two - 2 * one) <= 1


def test_the_rules_of_the_year_are_rules():
    assert set(KNOWN) <= {rule.name for rule in RULES}


def test_a_year_as_data_says_what_was_run():
    answer = year_answer(1.0, 1.0, years=3, weeks=4, workers=6)
    assert 1 <= answer.years <= answer.wanted == 3
    greedy = next(way for way in answer.ways if way.way == GREEDY)
    assert greedy.share == pytest.approx(0.0)
    assert all(0 < way.of_bound <= 1 + 1e-9 for way in answer.ways)


@pytest.mark.ci
def test_even_with_a_wrong_forecast_holding_is_no_worse_than_greedy_in_the_mean_where_room_is_scarce():
    answer = year_answer(1.1, 600, years=4, weeks=20, workers=12)
    share = {way.way: way.share for way in answer.ways}
    assert (share["lookahead, holding, wrong forecast"] or 0.0) >= 0
    assert (share["lookahead, holding"] or 0.0) > 0.2
