"""Is every change told in a sentence that a manager reads without the file?"""

from pathlib import Path
from typing import Any

import pytest

from planner.simulate.change_words import told
from planner.simulate.changes import CHANGES
from planner.simulate.question import read_question
from tests.simulate.questions import asked

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios" / "questions").glob("*.toml"))
ONE_OF_EACH: list[tuple[dict[str, Any], str]] = [
    (
        {"do": "hire", "count": 2, "like": "w-004", "trainings": ["forensic-interview-protocol"]},
        "2 workers join, like w-004, with forensic interview protocol.",
    ),
    (
        {"do": "hire", "count": 1, "like": "blue", "week": 3, "months_in_field": 1},
        "1 worker joins in week 3, like blue, with 1 month in the field.",
    ),
    ({"do": "leave", "workers": ["w-1"]}, "w-1 leaves; their posts are filled again."),
    (
        {"do": "leave", "workers": ["w-1", "w-2"], "week": 4},
        "w-1 and w-2 leave in week 4; their posts are filled again.",
    ),
    (
        {"do": "surge", "week": 20, "cases": 30, "facts": ["sexual_violence"]},
        "30 cases come in at once in week 20, with sexual violence.",
    ),
    (
        {"do": "surge", "week": 2, "cases": 1, "kind": "immediate-response"},
        "1 case comes in at once in week 2 of the kind immediate response.",
    ),
    ({"do": "policy", "percent": {"unit_budget": 80}}, "Unit budget is 80 % of what it was."),
    (
        {"do": "policy", "set": {"half_life_weeks": 8, "risk_weight": False}},
        "Half life weeks is 8 (weeks); risk weight is off.",
    ),
    (
        {"do": "organisational-score", "add": -10},
        "The organisational score of every team falls by 10 points.",
    ),
    (
        {"do": "organisational-score", "add": 5, "teams": ["a", "b"]},
        "The organisational score of a and b rises by 5 points.",
    ),
    ({"do": "parameters", "set": {"days_to_hire": 166}}, "Days to hire is 166 (days)."),
    ({"do": "part-time", "percent": 80}, "Everybody in every team works 80 % of their hours."),
    (
        {"do": "close-office", "office": "south", "to": "north"},
        "The office south closes; its teams, workers and cases go to north.",
    ),
    ({"do": "growth", "percent_a_year": -3}, "3 % fewer cases come in from year to year."),
    (
        {"do": "new-people", "percent": 50},
        "50 % of every team is in the first year; whoever is new has 3 months in the field.",
    ),
    (
        {"do": "supervision-span", "workers": 5, "percent_for_cases": 80},
        "Nobody supervises more than 5; new supervisors keep 80 % of their post for cases.",
    ),
]


def test_there_is_a_sentence_for_every_kind_of_change():
    assert {change["do"] for change, _ in ONE_OF_EACH} == set(CHANGES)


@pytest.mark.parametrize(("change", "sentence"), ONE_OF_EACH)
def test_a_change_is_told_in_a_sentence(change: dict[str, Any], sentence: str):
    (only,) = asked(change).change
    assert told(only) == sentence


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_a_shipped_question_changes_is_told_without_the_files_own_words(path: Path):
    question = read_question(path)
    changes = [*question.change, *(change for lever in question.lever for change in lever.change)]
    for change in changes:
        assert "_" not in told(change)
        assert told(change).endswith(".")
