"""Do page and terminal tell what hangs on which number, and what turns the answer round?"""

from planner.present.report import Material, report
from planner.present.report.hanging import hangs_on
from planner.present.report.tornado import tornado
from planner.present.simulation import SensitivityAnswer
from tests.present.answers import (
    MINUS,
    WAITS,
    a_number,
    against_rotation,
    an_answer,
    an_end,
    printed,
    sensitivities,
)
from tests.present.drawings import drawings, sound

HALF_LIFE = a_number("half_life_weeks", an_end(2, 15, -5), an_end(8, 30, 10))
SMALL = a_number("court_days", an_end(75, 19, -1), an_end(300, 20, 0), 150)
STILL = a_number("sick_spells", an_end(1220, 20, 0), an_end(1962, 20.05, 0.05), 1643)
BOTH_UP = a_number("agency_share", an_end(625, 22, 2), an_end(1000, 21, 1), 813)


def test_the_number_most_hangs_on_comes_first_and_what_may_be_chance_is_left_out():
    chart = tornado("t", sensitivities(SMALL, STILL, HALF_LIFE, BOTH_UP), WAITS)
    sound(chart)
    order = [chart.rindex(name) for name in ("half life weeks", "agency share", "court days")]
    assert order == sorted(order)
    assert "sick spells" not in chart
    assert "half life weeks: 15.0 at 2, 30.0 at 8" in chart


def test_bars_begin_at_what_is_run_and_end_at_what_comes_out():
    root = sound(tornado("t", sensitivities(BOTH_UP), WAITS))
    low, high = [e.attrib for e in root.iter("rect")][-2:]
    now = [float(e.attrib["x1"]) for e in root.iter("line")][-1]
    assert float(low["x"]) == float(high["x"]) == now
    assert float(low["width"]) == 2 * float(high["width"])


def test_where_nothing_moves_a_measure_there_is_no_chart():
    assert tornado("t", sensitivities(STILL), WAITS) == ""
    assert tornado("t", sensitivities(HALF_LIFE), "coverage") == ""


def told_against_rotation(*numbers: SensitivityAnswer) -> dict[str, str]:
    return dict(hangs_on(sensitivities(*numbers, less=-2.0)))


def test_a_number_that_turns_the_answer_round_is_told_with_both_answers():
    turns = a_number("half_life_weeks", an_end(2, 15, -5, 1.0, 3.0), an_end(8, 30, 10, -3.0, -1.0))
    same = a_number("court_days", an_end(75, 19, -1, -2.0, 0.0), an_end(300, 20, 0, -1.5, 0.5), 150)
    told = told_against_rotation(turns, same)
    assert told["Half life weeks, 4 now"] == (
        "Against “Rotation”, at 2, 1.0 days more of waiting for a case (0.9 to 1.1); now, 2.0 days less"
        " of waiting for a case (1.9 to 2.1)."
    )
    assert told["What does not turn it round"] == (
        "Court days: at the low or the high value of each alone, 5 runs do not tell otherwise against"
        " “Rotation”."
    )


def test_an_end_at_which_nothing_can_be_told_any_more_turns_the_answer_too():
    turns = a_number("half_life_weeks", an_end(2, 15, -5, 0.05, 2.05), an_end(8, 30, 10, -3.0, -1.0))
    told = told_against_rotation(turns)["Half life weeks, 4 now"]
    assert f"at 2, no difference in waiting can be told ({MINUS}0.1 to +0.2)" in told


def test_an_end_at_which_the_difference_shifts_by_no_more_than_chance_turns_nothing():
    chance = a_number("half_life_weeks", an_end(2, 15, -5, 0.05, 0.05), an_end(8, 30, 10, -3.0, 0.0))
    assert list(told_against_rotation(chance)) == ["What does not turn it round"]


def test_without_anything_to_compare_what_a_measure_hangs_on_most_is_told():
    told = dict(hangs_on(sensitivities(SMALL, HALF_LIFE, STILL)))
    assert told == {"Half life weeks, 4 now": "Waiting hangs most on it: 15.0 at 2 and 30.0 at 8."}


def test_page_and_terminal_show_every_number_that_was_tried():
    found = sensitivities(HALF_LIFE, SMALL, STILL, less=-2.0)
    answer = an_answer(paired=[against_rotation(-2)], sensitivity=found)
    page = report(Material(answer, "agency", 52, "by hand"))
    assert any("as it is run" in text for text in drawings(page))
    told = printed(answer)
    assert "15.0 to 30.0" in told
    assert "sick spells" in told
