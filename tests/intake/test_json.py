"""What agency does JSON describe, and what is said of JSON that describes none?"""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from planner.errors import BadInput
from planner.intake import AgencyBody, agency_from_json, read_agency, read_json

FTE = " Allowed: a number above 0 and up to 1, such as 0.8."
RUBRIC = (
    "multiple_trauma_types",
    "sexual_violence",
    "child_13_or_under",
    "death_or_threat",
    "graphic_material",
    "continuing_danger",
)


@pytest.fixture
def body() -> dict[str, Any]:
    """Return the example of the page, without its policy, as JSON has it."""
    no = dict.fromkeys(RUBRIC, "no")
    closing = {"name": "closing", "weeks": 2, "other_hours": 0.5}
    ongoing = {"name": "ongoing", "weeks": 20, "exposure_hours": {"live": 1}, "other_hours": 1}
    intake = {
        "name": "intake", "weeks": 2, "exposure_hours": {"live": 1.5, "media": 0.5},
        "other_hours": 3,
    }  # fmt: skip
    return {
        "name": "Riverside, made up",
        "date": "2025-10-06",
        "synthetic": True,
        "policy": {"half_life_weeks": 6},
        "teams": [
            {
                "id": "north", "office": "riverside", "setting": "child-welfare",
                "supervisor": "w-001", "sts_informed_score": 132, "sts_informed_respondents": 9,
            }
        ],
        "referral_types": [
            {
                "id": "police-referral",
                "unknown_means_yes": ["sexual_violence", "continuing_danger"],
            },
            {"id": "self-referral"},
        ],
        "workers": [
            {
                "worker": "w-001", "team": "north", "offices": ["riverside"], "fte": 1,
                "hours_per_week": 37.5, "years_in_field": 14, "months_in_post": 60,
                "languages": ["en"], "skills": ["forensic-interview"],
                "trainings": ["sts-informed-practice"], "supervisor": None,
            },
            {
                "worker": "w-017", "team": "north", "offices": ["riverside", "harbour"],
                "fte": 0.8, "hours_per_week": 30, "years_in_field": 3.5, "months_in_post": 14,
                "languages": ["en", "es"], "skills": ["forensic-interview", "play-work"],
                "trainings": ["sts-informed-practice"], "supervisor": "w-001",
                "supervision_last": "2025-09-29", "supervision_every_weeks": 2,
                "leave": ["2025-10-27/2025-10-31"], "offers": ["female-worker"],
            },
            {
                "worker": "w-020", "team": "north", "offices": ["riverside"], "fte": 1.0,
                "hours_per_week": 37.5, "years_in_field": 0.75, "months_in_post": 9,
                "languages": ["en"], "interpreter": "yes", "supervisor": "w-001",
                "supervision_last": "2025-09-22", "supervision_every_weeks": 1,
                "conflicts": ["c-0412", "g-31"],
            },
        ],
        "cases": [
            no | {
                "case": "c-0388", "office": "riverside", "kind": "ongoing",
                "referral_type": "self-referral", "received": "2025-05-26",
                "response_deadline": "2025-06-02", "urgency": 2, "language": "en",
                "stages": [ongoing | {"weeks": 12}, closing], "court_dates": ["2025-11-12"],
            },
            no | {
                "case": "c-0412", "office": "riverside", "kind": "investigation",
                "referral_type": "police-referral", "received": "2025-10-02",
                "response_deadline": "2025-10-09", "urgency": 4, "multiple_trauma_types": "yes",
                "sexual_violence": "unknown", "child_13_or_under": "yes",
                "continuing_danger": "unknown", "stages": [intake, ongoing, closing],
                "language": "es", "interpreter": True, "skills_required": ["forensic-interview"],
                "client_wants": ["female-worker"], "group": "g-31", "group_rule": "together",
                "held_by": "w-001",
            },
            no | {
                "case": "c-0413", "office": "riverside", "kind": "advocacy",
                "referral_type": "police-referral", "received": "2025-10-02",
                "response_deadline": "2025-10-16", "urgency": 3, "continuing_danger": "unknown",
                "stages": [
                    {"name": "intake", "weeks": 1, "exposure_hours": {"live": 1}, "other_hours": 2},
                    ongoing | {"weeks": 10, "exposure_hours": {"live": 0.5}},
                ],
                "language": "es", "interpreter": "yes", "group": "g-31", "group_rule": "together",
            },
        ],
        "assignments": [
            {
                "case": "c-0388", "worker": "w-020", "support": "w-017", "since": "2025-06-02",
                "hold": "movable",
            }
        ],
        "exposures": [
            {
                "worker": worker, "week": week, "hours": hours, "tier": tier, "mode": mode,
                "source": source,
            }
            for worker, week, hours, tier, mode, source in (
                ("w-017", "2025-09-22", 2.5, 4, "live", "case"),
                ("w-017", "2025-09-29", 0.5, 4, "media", "support"),
                ("w-020", "2025-09-22", 1, 1, "live", "case"),
            )
        ],
        "limits": [
            {
                "worker": "w-017", "limits": ["graphic_material"], "step": "lighter",
                "until": "2025-11-30",
            }
        ],
    }  # fmt: skip


def said_of(data: object) -> list[str]:
    with pytest.raises(BadInput) as refusal:
        agency_from_json(data)
    return [str(fault) for fault in refusal.value.faults]


def test_the_same_agency_comes_from_json_and_from_a_folder(body, folder: Path):
    assert agency_from_json(read_json(json.dumps(body))) == read_agency(folder)


def test_the_published_body_takes_what_is_read(body):
    assert AgencyBody.model_validate(body).workers[1].worker == "w-017"


FAULTS = [
    (("workers", 1, "fte"), 1.5, f"workers[1], column fte: 1.5 is more than 1.{FTE}"),
    (("workers", 1, "fte"), "0.8", f"workers[1], column fte: '0.8' is not a number.{FTE}"),
    (("workers", 1, "fte"), True, f"workers[1], column fte: yes is not a number.{FTE}"),
    (
        ("workers", 1, "fte"), float("nan"),
        f"workers[1], column fte: this is not a finite number.{FTE}",
    ),
    (("workers", 1, "fte"), 10**5000, f"workers[1], column fte: this number is more than 1.{FTE}"),
    (
        ("workers", 1, "languages"), "en;es",
        "workers[1], column languages: 'en;es' is not a list. Allowed: at least one: small letters,"
        " digits, - and _, at most 40, such as forensic-interview.",
    ),
    (("exposures", 1), 7, "exposures[1]: 7 is not an object."),
    (
        ("workers", 1, "interpreter"), 1,
        "workers[1], column interpreter: 1 is neither yes nor no. Allowed: yes or no.",
    ),
    (
        ("cases", 1, "urgency"), 3.5,
        "cases[1], column urgency: 3.5 is not a whole number. Allowed: a whole number from 1 to 5.",
    ),
    (
        ("cases", 1, "stages", 0, "weeks"), 0,
        "cases[1], column stages[0].weeks: 0 is less than 1. Allowed: whole weeks from 1 to 156.",
    ),
    (
        ("cases", 1, "stages", 0, "exposure_hours"), {"live": -1},
        "cases[1], column stages[0].exposure_hours.live: -1 is less than 0."
        " Allowed: reading, live, media, each with hours a week from 0 to 60.",
    ),
    (
        ("cases", 1, "stages", 1, "name"), "intake",
        "cases[1], column stages: a stage is there twice.",
    ),
    (
        ("cases", 1, "weeks_left"), "intake:2",
        "cases[1], column weeks_left: there is no such column, and only known ones are read.",
    ),
    (
        ("workers", 1, "offers"), ["maria@example.org"],
        "workers[1], column offers: this looks like an e-mail address; people are known here by"
        " opaque ids only.",
    ),
    (
        ("name",), "call 555-123-4567",
        "agency, column name: this looks like a phone or identity number; people are known here by"
        " opaque ids only (a long number can be one with a letter, such as c-123456789).",
    ),
    (
        ("synthetic",), False,
        "agency, column limits: own limits are not taken in with an agency's data; they come"
        " through the worker's own door alone. Only an agency with synthetic = true, where every"
        " person is made up, may have them.",
    ),
    (
        ("exposures",), {},
        "agency, column exposures: this is not a list. Allowed: a list of at most 1,000,000"
        " objects.",
    ),
    (
        ("worker",), [],
        "agency, column worker: there is no such column, and only known ones are read."
        " Did you mean workers?",
    ),
    (
        ("policy",), {"ramp_shares": [1.5]},
        "agency, column policy.ramp_shares: 1.5 is not a whole number."
        " Allowed: a list of whole numbers, each from 0 to 1,000 (thousandths of the budget, by"
        " quarter in post).",
    ),
    (
        ("assignments", 0, "worker"), "w-099",
        "assignments[0], column worker: worker 'w-099' is not in the agency.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "sentence"), FAULTS, ids=range(len(FAULTS)))
def test_one_fault_is_said_in_one_sentence_with_its_place(body, place, value, sentence):
    inner = body
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert said_of(body) == [sentence]


def test_faults_of_all_lists_are_said_at_once(body):
    body["teams"][0]["setting"] = "school"
    body["workers"][0]["clientName"] = "x"
    body["exposures"][2]["worker"] = "w-777"
    assert [fault.partition(":")[0] for fault in said_of(body)] == [
        "teams[0], column setting",
        "workers[0], column clientName",
        "exposures[2], column worker",
    ]


@pytest.mark.parametrize("data", [None, [], "agency", 3])
def test_what_is_no_object_is_no_agency(data):
    assert said_of(data) == ["agency: this is not an object."]


def test_a_body_is_not_changed_by_reading_it(body):
    before = copy.deepcopy(body)
    agency_from_json(body)
    assert body == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1, "a": 2}', "JSON: the key 'a' is there twice in one object."),
        ('[{"b": {"a": 1, "c": 2, "a": 1}}]', "JSON: the key 'a' is there twice in one object."),
        ('{"a": NaN}', "JSON: NaN is not a number that can be counted with."),
        ("[-Infinity]", "JSON: -Infinity is not a number that can be counted with."),
        ("[1e999]", "JSON: 1e999 is too large a number."),
        ('["\\ud800"]', "JSON: a text holds a character that is none."),
        ('{"\\u0000": 1}', "JSON: a text holds a character that is none."),
        ('["\ud800"]', "JSON: a text holds a character that is none."),
        ("[" * 100_000, "JSON: a number is too long or the nesting too deep."),
        ("1" * 5_000, "JSON: a number is too long or the nesting too deep."),
        ("\n[,]", "JSON, row 2: this is not JSON: Expecting value."),
        (b"", "JSON: the file is empty."),
        (b"\0", "JSON, row 1: here is a NUL character, so this is not text. Allowed: UTF-8 text,"
         " which a spreadsheet saves as 'CSV UTF-8 (comma delimited)'."),
    ],
)  # fmt: skip
def test_json_that_can_be_read_in_two_ways_is_not_read(text, sentence):
    with pytest.raises(BadInput) as refusal:
        read_json(text)
    assert [str(fault) for fault in refusal.value.faults] == [sentence]


@pytest.mark.parametrize("text", ['"\\ud83d\\ude00"', '"é"', b'\xef\xbb\xbf"\xc3\xa9"', "[1.5, null]"])
def test_ordinary_json_is_read(text):
    assert read_json(text) == json.loads(text if isinstance(text, str) else text.decode("utf-8-sig"))
