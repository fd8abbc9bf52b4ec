"""The doctor's answer on a terminal: what to mend, what matters most first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from planner.doctor import Severity
from planner.present.doctor import DoctorAnswer, FaultAnswer, FiguresAnswer, FindingAnswer

_MOST_SHOWN = 8
_TITLES = {
    Severity.RISKY: "RISKY: somebody may be hurt, or a plan may be wrong",
    Severity.MISSING: "MISSING: the planner weighs it and it is not there",
    Severity.ODD: "ODD: can be right, and is worth a look",
}


def doctor_page(answer: DoctorAnswer, folder: Path) -> RenderableType:
    """Return the page, with what to do next at its end."""
    parts = _unread(answer, folder) if not answer.loads else _read(answer, folder)
    return Group(*parts)


def _unread(answer: DoctorAnswer, folder: Path) -> Iterator[RenderableType]:
    count = _many(len(answer.faults), "thing")
    yield Text(f"{folder} cannot be read yet: {count} to mend.", style="bold")
    by_file: dict[str, list[FaultAnswer]] = defaultdict(list)
    for fault in answer.faults:
        by_file[fault.file.partition(", ")[0]].append(fault)
    for file, faults in by_file.items():
        yield Text(f"\n{file}", style="bold")
        yield from (_item(f"- {_place(fault)}{fault.problem}{_allowed(fault)}") for fault in faults)
    for finding in answer.findings:
        yield Text("")
        yield from _finding(finding)
    there = list(by_file) != [str(folder)]
    again = f"Mend these first, then ask again: caseload doctor {folder}"
    yield Text(f"\n{again if there else f'To make it: caseload new {folder}'}", style="bold")


def _place(fault: FaultAnswer) -> str:
    within = fault.file.partition(", ")[2]
    steps = (within, f"row {fault.row}" if fault.row else "", fault.column)
    place = ", ".join(step for step in steps if step)
    return f"{place}: " if place else ""


def _allowed(fault: FaultAnswer) -> str:
    return f" Allowed: {fault.allowed}." if fault.allowed else ""


def _read(answer: DoctorAnswer, folder: Path) -> Iterator[RenderableType]:
    if answer.figures is not None:
        yield Text(_figures(answer.figures), style="bold")
    counts = Counter(finding.severity for finding in answer.findings)
    if not counts:
        yield Text("Nothing is missing, odd or risky.")
    else:
        yield Text(f"Found: {', '.join(f'{counts[each]} {each}' for each in Severity if counts[each])}.")
    for severity, findings in groupby(answer.findings, key=lambda finding: finding.severity):
        yield Text(f"\n{_TITLES[severity]}", style="bold")
        for finding in findings:
            yield Text("")
            yield from _finding(finding)
    yield Text(f"\n{_next(answer, folder)}", style="bold")


def _figures(figures: FiguresAnswer) -> str:
    counts = (
        f"{figures.name}, {figures.date}: {_many(figures.workers, 'worker')},"
        f" {_many(figures.open_cases, 'open case')}, {_many(figures.new_cases, 'new case')}."
    )
    if figures.free_hours is None:
        return counts
    free = _many(figures.free_hours, "hour")
    return (
        f"{counts}\nFree for cases in the coming four weeks: about {free} a week;"
        f" the new cases ask for about {figures.new_hours}."
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _finding(finding: FindingAnswer) -> Iterator[RenderableType]:
    records = f": {_some(finding.records)}" if finding.records else ""
    yield _item(f"{finding.file}. {finding.found}{records}.", indent=2)
    yield _item(finding.means, indent=4)
    yield _item(f"→ {finding.do}", indent=4)


def _some(records: Iterable[str]) -> str:
    named = list(records)
    more = len(named) - _MOST_SHOWN
    return ", ".join(named[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _item(text: str, indent: int = 2) -> RenderableType:
    return Padding(Text(text), (0, 0, 0, indent), expand=False)


def _next(answer: DoctorAnswer, folder: Path) -> str:
    if answer.fit:
        return f"Fit to plan with: caseload plan {folder}"
    if any(finding.check == "must-and-nobody" for finding in answer.findings):
        why = "nobody can be given a case that must be assigned"
        return f"No plan keeps every rule: {why}. Mend that first, then: caseload doctor {folder}"
    return (
        f"It can be read, and a plan is as good as its data. Mend what you can: caseload doctor {folder}"
    )
