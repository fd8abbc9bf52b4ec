"""Do page and terminal tell which lever helps most, and no more than the runs can?"""

import pytest

from planner.present.report import Material, report
from planner.present.report.lever_words import cost_text, lever_sentences, worth_text
from planner.present.report.turning import would_change
from planner.present.simulation import Standing
from tests.present.answers import MINUS, WAITS, a_lever, an_answer, mean, printed
from tests.present.drawings import drawings, sound

BEST = a_lever("Two more & a half", -2.0)
TIED = a_lever("Sooner", -1.8, Standing.TIED, as_good_at=18_000)
LESS = a_lever("Slower", -0.6, Standing.LESS, as_good_at=6_000)
NOTHING = a_lever("Nothing much", -0.05, Standing.NOTHING)
UNKNOWN = a_lever("Kinder", -4, Standing.NO_COST, cost=None, per_10000={}, as_good_at=40_000)
FREE = a_lever("Shorter forms", -1, Standing.FREE, cost=0, per_10000={}, as_good_at=10_000)
WORSE = a_lever("More forms", 2, Standing.WORSE)


def a_page(*levers) -> str:
    return report(Material(an_answer(*levers), "agency", 52, "by hand"))


def a_screen(*levers) -> str:
    return printed(an_answer(*levers))


def test_the_first_sentence_says_what_helps_most_for_its_cost_and_what_cannot_be_told_from_it():
    first, second = lever_sentences(an_answer(BEST, TIED, LESS, NOTHING, WORSE))
    assert first == (
        "“Two more & a half” helps most for its cost: 10,000 of money brings 1.0 days less of waiting"
        " for a case (0.9 to 1.1); 12 runs cannot tell “Sooner” from it."
    )
    assert second == (
        "“Slower” helps less for the cost; “Nothing much” cannot be told from nothing; “More forms” does"
        " the opposite of help."
    )


def test_what_has_no_cost_is_told_with_what_it_may_cost():
    _, second = lever_sentences(an_answer(BEST, FREE, UNKNOWN))
    assert "“Shorter forms” costs nothing and brings 1.0 days less of waiting" in second
    assert "“Kinder” brings 4.0 days less" in second
    assert "as good for its cost at about 40,000" in second


def test_where_nothing_with_a_cost_helps_another_may():
    first, _ = lever_sentences(an_answer(FREE.model_copy(update={"as_good_at": None}), NOTHING))
    assert first.startswith("“Shorter forms” helps most: it brings 1.0 days less")


def test_where_nothing_can_be_told_that_is_said():
    first, second = lever_sentences(an_answer(NOTHING))
    assert first == "In waiting, 12 runs cannot tell that any of the levers helps."
    assert second == "“Nothing much” cannot be told from nothing."


def test_a_measure_without_a_phrase_is_told_by_its_name():
    more = {"turnover": mean(-0.02, 0.001)}
    lever = a_lever("One", 0, measures=more, per_10000=more)
    first, _ = lever_sentences(an_answer(lever, rank_by="turnover"))
    assert f"{MINUS}2.0 ({MINUS}2.1 to {MINUS}1.9) of turnover, % of posts a year" in first


def test_posts_are_told_in_whole_posts():
    half = a_lever("Half", -2, cost=None, posts=500, per_10000={}, per_post={WAITS: mean(-4)})
    two = half.model_copy(update={"name": "Two", "posts": 2000, "as_good_at": 1500})
    assert (cost_text(half), cost_text(two), cost_text(UNKNOWN), cost_text(FREE)) == (
        "0.5 posts",
        "2 posts",
        "not given",
        "nothing",
    )
    assert worth_text(two, [half, two]) == "1.5 posts"
    assert "a full-time post brings 4.0 days less" in lever_sentences(an_answer(half, two))[0]


@pytest.mark.parametrize("tell", [a_page, a_screen])
def test_each_lever_is_shown_with_its_cost_its_interval_and_what_can_be_said(tell):
    told = tell(BEST, TIED, NOTHING, UNKNOWN)
    intervals = (f"{MINUS}2.1 to {MINUS}1.9", f"{MINUS}1.1 to {MINUS}0.9")
    for text in ("20,000", "18,000", "40,000", *intervals, "not given"):
        assert text in told
    assert "Kinder" in told


def test_the_charts_of_levers_are_sound_and_escape_what_is_written():
    page = a_page(BEST, TIED, LESS, NOTHING, UNKNOWN, FREE, WORSE)
    found = {str(sound(text).findtext("title")): text for text in drawings(page)}
    each, costed = found["Waiting, by lever"], found["For 10,000 of money"]
    assert "Two more &amp; a half" in each
    assert each.count("<circle") == 7
    assert costed.count("<circle") == 5, "five have a cost above nothing"
    assert each.count('fill="#ffffff"') == costed.count('fill="#ffffff"') == 1, "what may be chance"


def test_a_long_name_is_broken_and_stays_on_the_chart():
    chart = next(t for t in drawings(a_page(a_lever("More " * 16, -2))) if "by lever" in t)
    sound(chart)
    assert chart.count("More More") >= 2


def test_a_page_without_levers_says_nothing_of_them():
    page = report(Material(an_answer(), "agency", 52, "by hand"))
    assert "ever does" not in page
    assert "Levers" not in page


def test_what_would_change_the_answer_names_other_costs_and_more_runs():
    told = dict(would_change(Material(an_answer(BEST, TIED, UNKNOWN, NOTHING), "agency", 52, "")))
    assert told["Other costs"] == (
        "As good for its cost as “Two more & a half” would be “Sooner” at 18,000 (now 20,000) and"
        " “Kinder” at 40,000 (now not given)."
    )
    assert "About 48 would tell “Nothing much” apart" in told["More runs, in waiting"]


def test_without_any_cost_levers_are_told_by_what_they_do():
    more = UNKNOWN.model_copy(update={"as_good_at": None})
    less = more.model_copy(update={"name": "Milder", "measures": {WAITS: mean(-1)}})
    first, second = lever_sentences(an_answer(more, less))
    assert first.startswith("“Kinder” helps most: it brings 4.0 days less")
    assert second == "“Milder” brings 1.0 days less of waiting for a case (0.9 to 1.1)."
