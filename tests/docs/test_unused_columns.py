"""Does docs/agency_folder.md name just the columns that no plan looks at?"""

import re

import pytest

from planner.domain import Assignment, Case, Exposure, Worker
from tests.docs.pages import ROOT, section, text

ROOMS = ("dose", "problem", "rules", "goals")
FILES = [
    *(file for room in ROOMS for file in (ROOT / "planner" / room).rglob("*.py")),
    *(ROOT / "planner" / "risk" / name for name in ("sts.py", "harm.py")),
    *(ROOT / "planner" / "domain" / name for name in ("calendar.py", "waiting.py")),
]
READ = " ".join(file.read_text("utf-8") for file in FILES)
UNUSED = set(re.findall(r"`(\w+)`", section(text("agency_folder.md"), "Read, not used in plans")))


def is_read(field: str) -> bool:
    return re.search(rf"\.{field}\b", READ) is not None


@pytest.mark.parametrize("noun", [Worker, Case, Assignment, Exposure], ids=lambda noun: noun.__name__)
def test_every_column_that_no_plan_looks_at_is_named_and_no_other(noun):
    fields = set(noun.model_fields)
    unread = {field for field in fields if not is_read(field)}
    assert unread == UNUSED & fields


def test_only_columns_are_named():
    known = {field for noun in (Worker, Case, Assignment, Exposure) for field in noun.model_fields}
    assert known >= UNUSED
    assert len(UNUSED) > 2
