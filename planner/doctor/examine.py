"""Everything the checks find in an agency that can be read."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.doctor import (
    agency_wide,
    groups,
    ledger,
    needs,
    nobody,
    open_cases,
    people,
    rating,
    slips,
    supervision,
    waiting,
)
from planner.doctor.capacity import Capacity, capacity
from planner.doctor.capacity import findings as capacity_findings
from planner.doctor.finding import Finding
from planner.doctor.seen import Seen
from planner.domain import Agency

CHECKS: tuple[Callable[[Seen], list[Finding]], ...] = (
    *people.CHECKS,
    *waiting.CHECKS,
    *open_cases.CHECKS,
    *nobody.CHECKS,
    *needs.CHECKS,
    *rating.CHECKS,
    *groups.CHECKS,
    *supervision.CHECKS,
    *ledger.CHECKS,
    *slips.CHECKS,
    *agency_wide.CHECKS,
)
"""Each check in the order in which its findings are told, among those that matter as much."""


@dataclass(frozen=True)
class Examination:
    """What was found, and how full the agency is."""

    agency: Agency
    capacity: Capacity | None
    findings: tuple[Finding, ...]


def examine(agency: Agency) -> Examination:
    """Return what every check finds, by public facts alone."""
    seen = Seen(agency)
    room = capacity(seen.agency)
    findings = [finding for check in CHECKS for finding in check(seen)]
    findings += capacity_findings(room) if room else []
    return Examination(seen.agency, room, tuple(findings))
