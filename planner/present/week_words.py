"""How days, shares and long lists of a week's page are written."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from planner.attention.duty import DutyDay
from planner.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, Dose, Minutes, Thousandths

MOST_NAMED = 8
_YEAR_IS_PLAIN_FOR = 300


def day(on: date, today: date) -> str:
    """Return a day as people say it, with its year where that is not plain."""
    far = abs((on - today).days) > _YEAR_IS_PLAIN_FOR
    return f"{on:%a} {on.day} {on:%b}" + (f" {on.year}" if far else "")


def days(first: date, last: date, today: date) -> str:
    """Return a run of days."""
    if first == last:
        return day(first, today)
    same_month = (first.year, first.month) == (last.year, last.month)
    start = f"{first:%a} {first.day}" if same_month else day(first, today)
    return f"{start} to {day(last, today)}"


def some(items: Sequence[str], most: int = MOST_NAMED, between: str = ", ") -> str:
    """Return the first of a list, and how many more there are."""
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return between.join(items[:most]) + more


def more(count: int) -> list[RenderableType]:
    """Return the line that says how many of so many are not named, if any."""
    return [Text(f"  and {count - MOST_NAMED} more")] if count > MOST_NAMED else []


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(share: Thousandths) -> str:
    """Return a share as whole percent, rounded down."""
    return f"{share // 10}%"


def hours(minutes: Minutes) -> str:
    """Return minutes as hours."""
    return f"{minutes / MINUTES_PER_HOUR:.1f} h"


def units(dose: Dose) -> str:
    """Return dose in exposure units."""
    return f"{dose / 1000:.1f} exposure units"


def besides(*words: str | None) -> str:
    """Return what is to be said in brackets, or nothing."""
    said = [word for word in words if word]
    return f" ({', '.join(said)})" if said else ""


def weeks(firsts: Iterable[date], today: date) -> str:
    """Return weeks by their first days, weeks without a gap as one run."""
    runs: list[list[date]] = []
    for first in firsts:
        if runs and first - runs[-1][-1] == timedelta(days=DAYS_PER_WEEK):
            runs[-1].append(first)
        else:
            runs.append([first])
    return ", ".join(days(run[0], run[-1] + timedelta(days=6), today) for run in runs)


def on_duty(week: Iterable[DutyDay], today: date) -> str:
    """Return who is on duty for one office, days with the same people together."""
    said = []
    for workers, run in groupby(week, key=lambda one: one.workers):
        those = list(run)
        who = some(workers) if workers else "nobody"
        said.append(f"{days(those[0].day, those[-1].day, today)} {who}")
    return "; ".join(said)
