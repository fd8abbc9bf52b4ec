"""Does a question's file say what it may, and is a slip told with what was meant?"""

from pathlib import Path
from typing import Any

import pytest

from planner.errors import BadInput
from planner.intake import read_agency
from planner.simulate.changed import composed, parameters_of
from planner.simulate.changes import CHANGES
from planner.simulate.question import read_question
from tests.simulate.questions import asked

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios" / "questions").glob("*.toml"))


def refused(*changes, **fields):
    with pytest.raises(BadInput) as refusal:
        asked(*changes, **fields)
    return str(refusal.value)


def test_there_is_a_shipped_question_for_every_change_but_leaving_and_one_about_levers():
    questions = [read_question(path) for path in SHIPPED]
    kinds = {change.do for question in questions for change in question.change}
    assert kinds == set(CHANGES) - {"leave"}
    assert [len(question.lever) for question in questions if question.lever] == [7]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_question_can_be_put_to_its_agency(path: Path):
    question = read_question(path)
    agency = read_agency(Path(question.base))
    after = composed(agency, question).agency
    assert question.question.endswith("?")
    assert parameters_of(question).weeks == question.weeks
    for lever in question.lever:
        assert composed(agency, question.on_top(*lever.change)).agency.workers
    elsewhere = {"surge", "growth", "parameters"} >= {change.do for change in question.change}
    assert (after == agency) is elsewhere


def test_the_agency_is_named_as_seen_from_the_file():
    assert asked().base == "scenarios/agency"


@pytest.mark.parametrize(
    ("field", "meant"), [("weks", "weeks"), ("questoin", "question"), ("changes", "change")]
)
def test_an_unknown_key_is_refused_with_the_nearest(field: str, meant: str):
    assert f"column {field}: there is no such key. Did you mean {meant}?" in refused(**{field: 1})


def test_an_unknown_key_of_a_change_is_refused_with_the_nearest_of_that_change():
    said = refused({"do": "hire", "count": 1, "like": "w1"}, {"do": "surge", "wek": 1, "cases": 2})
    assert "q.toml, change 2, column wek: there is no such key. Did you mean week?" in said


def test_an_unknown_change_is_refused_with_the_nearest():
    assert "'higher' is no change. Did you mean hire?" in refused({"do": "higher"})


def test_a_change_that_does_not_say_what_it_does_is_refused_with_all_there_are():
    said = refused({"count": 2})
    assert "it is not said what to change" in said
    assert ", ".join(CHANGES) in said


@pytest.mark.parametrize(
    ("change", "meant"),
    [
        ({"do": "policy", "set": {"unit_bugdet": 1}}, "unit_budget"),
        ({"do": "policy", "percent": {"unit_bugdet": 1}}, "unit_budget"),
        ({"do": "parameters", "set": {"turnovr": 1}}, "turnover"),
    ],
)
def test_an_unknown_setting_or_parameter_is_refused_with_the_nearest(change: dict[str, Any], meant: str):
    assert f"did you mean '{meant}'?" in refused(change)


@pytest.mark.parametrize(
    "change",
    [
        {"do": "hire", "count": 0, "like": "w1"},
        {"do": "hire", "count": "2", "like": "w1"},
        {"do": "part-time", "percent": 101},
        {"do": "surge", "week": -1, "cases": 3},
        {"do": "surge", "week": 1, "cases": 3, "kind": "raid"},
        {"do": "surge", "week": 1, "cases": 3, "facts": ["violence"]},
        {"do": "leave", "workers": []},
        {"do": 3},
        3,
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any]):
    assert "change 1" in refused(change)


def test_text_that_is_not_toml_is_refused(tmp_path: Path):
    (tmp_path / "q.toml").write_text("question = ")
    with pytest.raises(BadInput, match=r"q\.toml: this is not TOML"):
        read_question(tmp_path / "q.toml")


def test_a_file_that_is_missing_is_refused(tmp_path: Path):
    with pytest.raises(BadInput, match="the file is missing"):
        read_question(tmp_path / "q.toml")


def test_surges_are_told_to_who_draws_the_luck():
    raid = {"do": "surge", "week": 20, "cases": 30, "kind": "ongoing", "facts": ["sexual_violence"]}
    (surge,) = asked(raid, {"do": "growth", "percent_a_year": 3}).surges
    assert (surge.week, surge.cases, surge.kind, surge.facts) == (
        20,
        30,
        "ongoing",
        ("sexual_violence",),
    )
