"""Do cases come out as mixed as published?"""

from collections import Counter
from math import sqrt

import pytest
from numpy.random import SeedSequence

from planner.domain import Fact
from planner.generate.agencies import NAMES, design_of
from planner.generate.chance import Chance, shared_out
from planner.generate.figures import case_factors, figures_of
from planner.generate.mix import OF_ADOLESCENTS, TRAUMA_TYPE, draw_episode, published_factors

DRAWS = 40_000


@pytest.fixture(scope="module")
def drawn():
    chance, draw = Chance(SeedSequence(1)), published_factors(case_factors())
    return [draw(figures_of(), chance) for _ in range(DRAWS)]


@pytest.fixture(scope="module")
def episodes():
    chance = Chance(SeedSequence(2))
    english, draw = figures_of(), published_factors(case_factors())
    return [draw_episode(draw(english, chance), english, chance) for _ in range(DRAWS // 4)]


def test_every_factor_is_as_frequent_as_published(drawn):
    found = Counter(factor for factors in drawn for factor in factors)
    counts = {name: entry.number for name, entry in case_factors().items()}
    total = counts.pop("episodes")
    far = {
        name: (found[name] / DRAWS, n / total)
        for name, n in counts.items()
        if abs(found[name] / DRAWS - n / total) > 4 * sqrt(n / total / DRAWS)
    }
    assert far == {}


def test_every_episode_has_a_factor_and_as_many_as_published_on_average(drawn):
    assert min(len(factors) for factors in drawn) == 1
    assert sum(len(factors) for factors in drawn) / DRAWS == pytest.approx(2.75, abs=0.03)


def test_every_factor_with_a_meaning_for_the_rubric_is_published_or_a_figure_of_some_agency():
    known = set(case_factors())
    for name in NAMES:
        figures = design_of(name).figures
        known |= {one for main in figures.each("main-") for one in main.split("--")}
        known |= set(figures.each("beside-"))
    assert (set(TRAUMA_TYPE) | OF_ADOLESCENTS) <= known


def test_two_types_of_trauma_are_several_and_one_is_not(episodes):
    for episode in episodes:
        several = episode.rubric.multiple_trauma_types is Fact.YES
        assert several == (len(episode.types) > 1)


def test_sexual_exploitation_trafficking_and_sexual_abuse_are_sexual_violence(episodes):
    sexual = {
        "child-sexual-exploitation",
        "trafficking",
        "sexual-abuse-child-on-child",
        "sexual-abuse-adult-on-child",
        "female-genital-mutilation",
    }
    for episode in episodes:
        expected = bool(episode.factors & sexual)
        assert (episode.rubric.sexual_violence is Fact.YES) == expected


def test_a_total_is_shared_out_whole_and_in_proportion():
    assert shared_out(10, [1, 1, 1]) == [4, 3, 3]
    assert shared_out(0, [5, 7]) == [0, 0]
    assert shared_out(7, [0, 2, 5]) == [0, 2, 5]
