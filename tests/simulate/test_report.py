"""Is the page whole, honest and self-contained, and are its drawings sound?"""

import re
from xml.etree import ElementTree as Tree

import numpy as np
import pytest

from planner.present.report import Assumption, Lever, Material, Series, Shares, report
from planner.present.report.scale import scale
from planner.present.report.sentences import two_sentences
from planner.present.report.turning import would_change
from planner.present.report.words import number
from planner.present.simulation import AS_IT_IS
from planner.simulate.parameters import parameter_settings
from planner.simulate.summary import summary
from tests.simulate.outcomes import a_tally

DRAWING = re.compile(r"<svg.*?</svg>", re.S)


def some_runs(harm: float = 12, waits: float = 4, count: int = 12):
    draws = np.random.default_rng(1)
    return [
        {
            "weeks_over_budget": float(100 + luck),
            "expected_harm": harm + luck / 10,
            "waiting_days": waits + noise,
            "coverage": 0.99,
        }
        for luck, noise in zip(draws.normal(0, 5, count), draws.normal(0, 0.2, count), strict=True)
    ]


def shifted(runs, **by):
    return [{name: value + by.get(name, 0) for name, value in run.items()} for run in runs]


def an_answer(question="What happens if?", **others):
    runs = some_runs()
    noise = np.random.default_rng(9).normal(0, 0.5, len(runs))
    rotation = [
        run
        | {"weeks_over_budget": run["weeks_over_budget"] + 50, "waiting_days": run["waiting_days"] + n}
        for run, n in zip(runs, noise, strict=True)
    ]
    return summary(question, a_tally({"rotation": rotation, "caseload": runs} | others, "caseload"))


def a_series(name: str):
    weeks = np.arange(1, 53)
    return Series(name, weeks, 40 + weeks / 4, 60 + weeks / 4, 80 + weeks / 4, np.full(52, 100.0), 80.0)


def a_page(**changes):
    names = ("rotation", "caseload")
    fields = {
        "answer": an_answer(),
        "agency": "english-authority",
        "weeks": 52,
        "made": "caseload simulate q.toml, seed 2031",
        "dose": [a_series(name) for name in names],
        "waiting": [a_series(name) for name in names],
        "shares": [Shares(name, np.linspace(40, 130, 20)) for name in names],
        "levers": [Lever("Days to hire", "expected_harm", "90", 11.5, "600", 13.75)],
        "assumptions": [Assumption(name, one) for name, one in parameter_settings().items()],
        "changes": ["Two more forensic interviewers."],
    }
    return Material(**(fields | changes))


def test_the_page_holds_the_question_the_numbers_and_every_assumption():
    page = report(a_page())
    assert "<h1>What happens if?</h1>" in page
    mean = an_answer().policies[1].measures["expected_harm"]
    assert f"<td>{mean.mean:,.1f}<br>" in page
    for name, setting in parameter_settings().items():
        assert name.replace("_", " ") in page
        assert setting.provenance in page
    assert "Two more forensic interviewers." in page
    assert "11.5 at 90, and 13.8 at 600" in page


def test_the_page_needs_nothing_from_anywhere():
    page = report(a_page())
    assert not re.search(r"https?:", page)
    assert not re.search(r"<(script|link|img|iframe|object)|@import|url\(|src=", page)
    assert "default-src 'none'" in page


def test_every_drawing_is_sound_and_can_be_read_aloud():
    drawings = DRAWING.findall(report(a_page()))
    assert len(drawings) == 5
    ids = []
    for text in drawings:
        root = Tree.fromstring(text)
        labels = root.attrib["aria-labelledby"].split()
        named = {child.attrib["id"]: child.text for child in root if child.tag in {"title", "desc"}}
        assert root.attrib["role"] == "img"
        assert set(labels) == set(named)
        assert all(named.values())
        ids += labels
        assert "nan" not in text
        width, height = map(float, root.attrib["viewBox"].split()[2:])
        for point in Tree.fromstring(text).iter():
            for place in re.findall(r"([-\d.]+),([-\d.]+)", point.attrib.get("points", "")):
                assert 0 <= float(place[0]) <= width
                assert 0 <= float(place[1]) <= height
    assert len(set(ids)) == len(ids)


def test_whatever_is_written_in_a_question_stays_text():
    page = report(a_page(answer=an_answer("<b>5 & more</b>?"), agency="<i>", made='"<&'))
    assert "<b>5" not in page
    assert "&lt;b&gt;5 &amp; more&lt;/b&gt;?" in page


def test_a_page_without_charts_or_runs_is_still_a_page():
    bare = Material(an_answer(), "agency", 52, "by hand")
    assert len(DRAWING.findall(report(bare))) == 1
    none = bare.answer.model_copy(update={"runs": 0, "policies": [], "paired": []})
    assert "No run was finished." in report(a_page(answer=none, levers=[]))


def test_the_two_sentences_tell_what_is_sure_and_what_is_not():
    first, second = two_sentences(a_page())
    assert first.startswith("In 52 weeks under “Caseload”, ")
    assert first.endswith("(mean of 12 runs).")
    assert "Against “Rotation”, in the same luck, that is 50 fewer worker-weeks" in second
    assert "12 runs cannot tell a difference in waiting (" in second
    assert "nothing changes in expected harm and cases taken on" in second


def test_a_change_is_told_against_the_agency_as_it_is():
    as_it_is = shifted(some_runs(), weeks_over_budget=-20)
    _, second = two_sentences(a_page(answer=an_answer(**{AS_IT_IS: as_it_is})))
    assert second.startswith(
        "Against the agency as it is now, in the same luck, that is 20 more worker-weeks"
    )


def test_without_pairs_overlapping_intervals_are_said_to_tell_nothing():
    alike = an_answer().model_copy(update={"paired": []})
    same = alike.policies[1].model_copy(update={"name": "rotation"})
    overlap = alike.model_copy(update={"policies": [same, alike.policies[1]]})
    assert "these runs do not tell the two apart" in two_sentences(a_page(answer=overlap))[1]
    _, second = two_sentences(a_page(answer=alike))
    assert second.startswith("Under “Rotation”, 15")
    assert "the other intervals overlap" in second


def test_the_page_is_about_the_policy_that_is_compared_with_the_others():
    runs = some_runs()
    tally = a_tally({"caseload": shifted(runs, weeks_over_budget=-20), "rotation": runs}, "rotation")
    first, second = two_sentences(a_page(answer=summary("Why?", tally)))
    assert first.startswith("In 52 weeks under “Rotation”, ")
    assert second.startswith("Against “Caseload”, in the same luck, that is 20 more worker-weeks")


def test_alone_a_policy_is_not_called_better():
    alone = summary("Why?", a_tally({"rotation": some_runs()}, "rotation"))
    assert "not what is better" in two_sentences(a_page(answer=alone))[1]


def test_one_run_has_no_interval_to_show():
    first = some_runs()[:1]
    one = summary("Why?", a_tally({"rotation": first, "caseload": first}, "caseload"))
    assert "(mean of 1 run)" in two_sentences(a_page(answer=one))[0]
    assert "too few runs for an interval" in report(a_page(answer=one))


def test_what_would_change_the_answer_counts_runs_and_names_choices():
    told = dict(would_change(a_page()))
    assert re.search(r"About [\d,]+ would tell waiting apart", told["More runs, against “Rotation”"])
    assert "turnover exposure" in told["Other choices"]
    assert "days to hire" not in told["Other choices"], "it is derived from statistics"
    assert "Days to hire" in told


def test_a_difference_is_written_with_its_sign():
    assert number(-3, "weeks_over_budget", sign=True) == "\N{MINUS SIGN}3"
    assert number(0.031, "coverage", sign=True) == "+3.1"
    assert number(-0.001, "waiting_days", sign=True) == "0.0"


@pytest.mark.parametrize(
    "values", [[0, 1], [3, 3], [0, 0], [-2, 5], [1e-6, 2e-6], [99_990, 100_000], []]
)
def test_an_axis_holds_all_its_values_between_round_ends(values: list[float]):
    axis = scale(values, 10, 110)
    assert axis(axis.low) == 10
    assert axis(axis.high) == pytest.approx(110)
    assert all(10 - 1e-6 <= axis(value) <= 110 + 1e-6 for value in values)
    assert 2 <= len(axis.ticks) <= 9


def test_an_answer_holds_what_it_always_held():
    answer = an_answer()
    assert answer.runs == 12
    assert answer.paired[0].measures["weeks_over_budget"].mean == pytest.approx(-50)
    assert set(answer.model_dump()) == {"question", "runs", "policies", "paired"}
