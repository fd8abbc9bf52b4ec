"""What the doctor's answer holds when a program reads it."""

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from planner.doctor import Examination, Finding, Severity, said
from planner.errors import BadInput
from planner.present.answers import Answer


class FaultAnswer(Answer):
    """Something that cannot be read. `row` counts as a spreadsheet does; 0 is the file as a whole."""

    file: str
    row: int
    column: str
    problem: str
    allowed: str


class FindingAnswer(Answer):
    """Something missing, odd or risky in data that can be read, and what to do about it."""

    check: str
    severity: Severity
    file: str
    found: str
    records: list[str] = Field(description="Ids, or worker and week; empty where nobody is named.")
    means: str = Field(description="What it means for the planner.")
    do: str


class FiguresAnswer(Answer):
    """How full the agency is: hours a week in the coming four weeks, free and asked for by new cases."""

    name: str
    date: date
    workers: int
    open_cases: int
    new_cases: int
    free_hours: int | None = Field(description="null where there are no workers")
    new_hours: int | None


class DoctorAnswer(Answer):
    """Faults where the folder does not load; findings otherwise, what matters most first."""

    loads: bool
    fit: bool = Field(description="It loads, and nothing is risky or missing.")
    faults: list[FaultAnswer]
    findings: list[FindingAnswer]
    figures: FiguresAnswer | None


def refused_answer(error: BadInput, besides: Iterable[Finding]) -> DoctorAnswer:
    """Return why a folder does not load, and what can be told about it all the same."""
    return DoctorAnswer(
        loads=False,
        fit=False,
        faults=[FaultAnswer(**vars(fault)) for fault in error.faults],
        findings=_told(besides),
        figures=None,
    )


def examined_answer(examination: Examination, besides: Iterable[Finding]) -> DoctorAnswer:
    """Return what was found in a folder that loads."""
    agency, room = examination.agency, examination.capacity
    findings = _told([*examination.findings, *besides])
    return DoctorAnswer(
        loads=True,
        fit=all(finding.severity is Severity.ODD for finding in findings),
        faults=[],
        findings=findings,
        figures=FiguresAnswer(
            name=agency.name,
            date=agency.date,
            workers=len(agency.workers),
            open_cases=len(agency.open_cases),
            new_cases=len(agency.new_cases),
            free_hours=room.free_hours if room else None,
            new_hours=room.new_hours if room else None,
        ),
    )


def _told(findings: Iterable[Finding]) -> list[FindingAnswer]:
    order = list(Severity)
    told = [
        FindingAnswer(check=finding.check, records=list(finding.records), **dict(said(finding)))
        for finding in findings
    ]
    return sorted(told, key=lambda finding: order.index(finding.severity))
