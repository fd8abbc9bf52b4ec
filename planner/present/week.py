"""A supervisor's Monday page: what needs somebody this week, in the order one reads it."""

from rich.console import Group, RenderableType
from rich.text import Text

from planner.attention.week import Week
from planner.present.week_cases import cases
from planner.present.week_people import people
from planner.present.week_today import today
from planner.present.week_words import counted


def week_page(week: Week, folder: str) -> RenderableType:
    """Return the page: today, people, cases, and what to do next."""
    whose = f"{week.supervisor}'s page" if week.supervisor else "the whole agency"
    date = f"{week.date:%A} {week.date.day} {week.date:%B %Y}"
    parts: list[RenderableType] = [
        Text(
            f"{week.agency}, {date}: what needs somebody this week"
            f" ({whose}, {counted(week.workers, 'worker')})",
            style="bold",
        )
    ]
    sections = [
        ("Today", today(week)),
        ("People", people(week, folder)),
        ("Cases", cases(week)),
        ("Next", _next(week, folder)),
    ]
    for number, (title, lines) in enumerate(sections, start=1):
        parts.append(Text(f"\n{number} {title}", style="bold"))
        parts.extend(lines or [Text("Nothing.")])
    return Group(*parts)


def _next(week: Week, folder: str) -> list[RenderableType]:
    lines = []
    if week.waiting:
        case = week.waiting[0].case
        lines.append(("Who takes which case", f"caseload plan {folder}"))
        lines.append((f"Who takes {case} now", f"caseload suggest {folder} {case}"))
    lines.append(("All of this page", f"{_again(week, folder)} --json -"))
    widest = max(len(what) for what, _ in lines)
    return [Text(f"{what:{widest}}  {command}") for what, command in lines]


def _again(week: Week, folder: str) -> str:
    return f"caseload week {folder}" + (f" --supervisor {week.supervisor}" if week.supervisor else "")
