"""Does docs/agency_folder.md describe what is read, and does its example read?"""

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from planner.domain import Hold, Mode, Stage, Step, policy
from planner.intake import (
    AgencyBody,
    AssignmentRow,
    CaseRow,
    ExposureRow,
    LimitRow,
    PlanBody,
    ReferralTypeRow,
    StageRow,
    TeamRow,
    WorkerRow,
    read_agency,
)
from planner.intake.body import AgencyHead
from planner.intake.tables import TABLES

ROWS = (
    AgencyHead, AgencyBody, TeamRow, ReferralTypeRow, WorkerRow, CaseRow, StageRow, AssignmentRow,
    ExposureRow, LimitRow,
)  # fmt: skip
FIELDS = [(row, name) for row in ROWS for name in row.model_fields]


def test_the_example_of_the_page_is_read(folder: Path):
    agency = read_agency(folder)
    assert [worker.id for worker in agency.workers] == ["w-001", "w-017", "w-020"]
    assert [case.id for case in agency.new_cases] == ["c-0412", "c-0413"]
    assert agency.policy == policy(half_life_weeks=6)
    assert agency.step_of("w-017") is Step.LIGHTER
    assert agency.assignments[0].hold is Hold.MOVABLE


def test_hours_become_minutes_years_months_and_parts_thousandths(folder: Path):
    agency = read_agency(folder)
    worker = agency.worker_of["w-017"]
    assert (worker.fte, worker.week, worker.months_in_field) == (800, 1800, 42)
    assert agency.exposures[0].minutes == 150
    assert agency.case_of["c-0412"].stages == (
        Stage(name="intake", weeks=2, exposure=((Mode.LIVE, 90), (Mode.MEDIA, 30)), other=180),
        Stage(name="ongoing", weeks=20, exposure=((Mode.LIVE, 60),), other=60),
        Stage(name="closing", weeks=2, exposure=(), other=30),
    )


def test_every_sum_of_the_example_is_rounded_once():
    row = {"worker": "w-1", "week": "2025-09-22", "tier": 1, "mode": "live", "source": "case"}
    assert ExposureRow.model_validate(row | {"hours": 0.0083}).noun().minutes == 0
    assert ExposureRow.model_validate(row | {"hours": 0.0084}).noun().minutes == 1


@pytest.mark.parametrize("table", [t for t in TABLES if t.name not in ("teams", "referral_types")])
def test_the_page_lists_every_column_in_order_and_says_which_are_needed(page: str, table):
    section = page.split(f"\n## {table.file}")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \| ([\w ]+) \|", section, re.M)
    assert [column for column, _ in listed] == list(table.columns)
    assert [column for column, needed in listed if needed == "yes"] == list(table.required)


@pytest.mark.parametrize("row", [AgencyHead, TeamRow, ReferralTypeRow])
def test_the_page_lists_every_key_of_agency_toml(page: str, row):
    section = page.split("\n## agency.toml")[1].split("\n## ")[0]
    keys = set(re.findall(r"^\| `\[?(\w+)\]?`", section, re.M))
    assert set(row.model_fields) <= keys


@pytest.mark.parametrize(("row", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_every_field_is_described_and_its_examples_are_allowed(row, name):
    field = row.model_fields[name]
    assert field.description
    assert field.examples or row is AgencyBody
    adapter = TypeAdapter(row)
    for example in field.examples or ():
        try:
            adapter.validate_python({name: example})
        except ValueError as error:
            faults = error.errors()  # type: ignore[attr-defined]
            assert [fault for fault in faults if fault["type"] != "missing"] == []


def test_the_schema_of_an_agency_and_of_a_plan_can_be_published():
    schema = AgencyBody.model_json_schema()
    assert schema["additionalProperties"] is False
    fte = schema["$defs"]["WorkerRow"]["properties"]["fte"]
    assert (fte["type"], fte["exclusiveMinimum"], fte["maximum"]) == ("number", 0, 1)
    half_life = schema["properties"]["policy"]["properties"]["half_life_weeks"]
    assert (half_life["minimum"], half_life["maximum"], half_life["default"]) == (1, 52, 4)
    assert "assignments" in PlanBody.model_json_schema()["required"]
