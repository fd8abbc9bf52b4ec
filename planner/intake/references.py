"""Which records mention one that is not there or contradict another, and where they stood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.domain import (
    Assignment,
    Case,
    Exposure,
    Inconsistency,
    PrivateProfile,
    ReferralType,
    Team,
    Worker,
    inconsistencies,
)
from planner.intake.faults import Faults
from planner.intake.reading import Found

_NOT_THERE = re.compile(r"(worker|case|case or group|team|referral type) '(.*)' is not in the agency")
_TABLE_OF = {
    "worker": "workers",
    "case": "cases",
    "case or group": "cases",
    "team": "teams",
    "referral type": "referral_types",
}


@dataclass(frozen=True)
class ReadTables:
    """The tables of an agency as far as they could be read."""

    date: date
    synthetic: bool
    teams: tuple[Team, ...]
    referral_types: tuple[ReferralType, ...]
    workers: tuple[Worker, ...]
    cases: tuple[Case, ...]
    assignments: tuple[Assignment, ...]
    exposures: tuple[Exposure, ...]
    profiles: tuple[PrivateProfile, ...]


def check_references(tables: ReadTables, found: Mapping[str, Found[Any]], faults: Faults) -> None:
    """Note every record that does not fit the rest, at its file and row.

    A mention of a record that is there but could not be read is no fault of the one mentioning it.
    """
    for fault in inconsistencies(tables):
        if not _of_unread(fault, found):
            file, row = found[fault.table].places[fault.index]
            whole = fault.problem.startswith(("is ", "names "))
            faults.add(file, row, fault.column, f"{'this ' if whole else ''}{fault.problem}.")


def _of_unread(fault: Inconsistency, found: Mapping[str, Found[Any]]) -> bool:
    mention = _NOT_THERE.fullmatch(fault.problem)
    if mention is None:
        return False
    table = found[_TABLE_OF[mention[1]]]
    return not table.whole or mention[2] in table.unread
