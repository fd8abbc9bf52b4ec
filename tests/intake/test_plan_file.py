"""Which plan does a file propose, and what is said where it proposes none?"""

import json
from pathlib import Path
from typing import Any

import pytest

from planner.domain import Cover, Plan, Proposed
from planner.errors import BadInput, UnknownReference
from planner.intake import plan_from_json, read_agency, read_plan

PLAN: dict[str, Any] = {
    "assignments": [
        {"case": "c-0412", "worker": "w-017", "support": None},
        {
            "case": "c-0413",
            "worker": "w-001",
            "support": "w-017",
            "cover": [{"week": 2, "worker": "w-020"}],
        },
    ],
    "ending": "best",
    "unassigned": [],
    "cost": 1234,
    "bound": 1234,
    "greedy_cost": 2000,
    "goals": [{"name": "coverage", "value": 1.0, "unit": "share"}],
    "seconds": 0.25,
    "measures": {"assigned": 2},
}


def test_a_plan_is_read_with_what_its_file_claims(folder: Path, tmp_path: Path):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(PLAN))
    plan, claims = read_plan(path, read_agency(folder))
    assert plan == Plan(
        assignments=(
            Proposed(case="c-0412", worker="w-017"),
            Proposed(
                case="c-0413",
                worker="w-001",
                support="w-017",
                cover=(Cover(week=2, worker="w-020"),),
            ),
        )
    )
    assert claims == {key: value for key, value in PLAN.items() if key != "assignments"}


def test_a_plan_may_claim_nothing(folder: Path):
    assert plan_from_json({"assignments": []}, read_agency(folder)) == (Plan(), {})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"assignments": [{"case": "c-9", "worker": "w-017"}]},
            "plan, assignments[0] mentions case 'c-9', which is not in the agency.",
        ),
        (
            {"assignments": [{"case": "c-0412", "worker": "w-9"}]},
            "plan, assignments[0] mentions worker 'w-9', which is not in the agency.",
        ),
        (
            {"assignments": [{"case": "c-0412", "worker": "w-017", "support": "w-9"}]},
            "plan, assignments[0] mentions worker 'w-9', which is not in the agency.",
        ),
        (
            {
                "assignments": [
                    {"case": "c-0412", "worker": "w-017", "cover": [{"week": 1, "worker": "w-9"}]}
                ]
            },
            "plan, assignments[0] mentions worker 'w-9', which is not in the agency.",
        ),
        (
            {"unassigned": ["c-0413", "c-9"]},
            "plan, unassigned[1] mentions case 'c-9', which is not in the agency.",
        ),
        (
            {"unassigned": [{"case": "c-9", "reasons": []}]},
            "plan, unassigned[0] mentions case 'c-9', which is not in the agency.",
        ),
    ],
)
def test_a_plan_of_another_agency_is_refused(folder: Path, change, sentence):
    with pytest.raises(UnknownReference) as refusal:
        plan_from_json(PLAN | change, read_agency(folder))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "plan: this is not an object."),
        ({}, "plan, column assignments: nothing is given here."),
        (PLAN | {"assignments": {}}, "plan, column assignments: this is not a list."),
        (
            {"assignments": [{"case": "c-0412"}]},
            "plan, column assignments[0].worker: nothing is given here. Allowed: letters, digits, -"
            " and _, at most 40, with a digit in it and no more than 8 digits alone, such as w-017;"
            " never a name, a phone or an identity number.",
        ),
        (PLAN | {"cost": "1"}, "plan, column cost: this is not a number."),
        (PLAN | {"cost": float("inf")}, "plan, column cost: this is not a number."),
        (
            PLAN | {"measures": {"assigned": [1, 2]}},
            "plan, column measures.assigned: this is not a number.",
        ),
        (
            PLAN | {"goals": [{"name": "coverage", "cost": 0}]},
            "plan, column goals[0].cost: there is no such column, and only known ones are read.",
        ),
        (
            {
                "assignments": [
                    {
                        "case": "c-0412",
                        "worker": "w-017",
                        "cover": [{"week": 1, "worker": "w-001", "weeks": 2}],
                    }
                ]
            },
            "plan, column assignments[0].cover[0].weeks: there is no such column, and only known ones"
            " are read. Did you mean week?",
        ),
        (
            PLAN | {"endings": "best"},
            "plan, column endings: there is no such column, and only known ones are read."
            " Did you mean ending?",
        ),
    ],
)
def test_what_is_no_plan_is_said_to_be_none(folder: Path, data, sentence):
    with pytest.raises(BadInput) as refusal:
        plan_from_json(data, read_agency(folder))
    assert [str(fault) for fault in refusal.value.faults] == [sentence]


def test_a_file_that_is_not_json_is_said_to_be_none(folder: Path):
    with pytest.raises(BadInput, match=r"workers\.csv, row 1: this is not JSON"):
        read_plan(folder / "workers.csv", read_agency(folder))
