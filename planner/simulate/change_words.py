"""What a change of a question is in a sentence."""

from collections.abc import Callable, Sequence
from typing import Any

from planner.domain import settings
from planner.simulate.changes import (
    Change,
    CloseOffice,
    Growth,
    Hire,
    Leave,
    NewPeople,
    OrganisationalScore,
    ParameterValues,
    PartTime,
    PolicySettings,
    SupervisionSpan,
    Surge,
)
from planner.simulate.parameters import parameter_settings


def told(change: Change) -> str:
    """Return a change in a sentence."""
    return f"{_TELL[type(change)](change)}."


def _hire(change: Hire) -> str:
    field = change.months_in_field
    with_what = [
        *([] if field is None else [f"{field} month{'s' * (field != 1)} in the field"]),
        *(thing.replace("-", " ") for thing in (*change.skills, *change.trainings)),
    ]
    more = f", with {_listed(with_what)}" if with_what else ""
    who = f"{change.count} worker{'s join' if change.count > 1 else ' joins'}"
    return f"{who}{_when(change.week)}, like {change.like}{more}"


def _leave(change: Leave) -> str:
    one = len(change.workers) == 1
    return (
        f"{_listed(change.workers)} leave{'s' * one}{_when(change.week)}; their posts are filled again"
    )


def _surge(change: Surge) -> str:
    facts = _listed([fact.replace("_", " ") for fact in change.facts])
    kind = f" of the kind {change.kind.value.replace('-', ' ')}" if change.kind else ""
    return (
        f"{change.cases} case{'s come' if change.cases > 1 else ' comes'} in at once in week"
        f" {change.week}{kind}{f', with {facts}' if facts else ''}"
    )


def _settings(change: PolicySettings) -> str:
    units = {name: one.unit for name, one in settings().items()}
    put = [_put(name, value, units) for name, value in change.set.items()]
    parts = [f"{_plain(name)} is {part} % of what it was" for name, part in change.percent.items()]
    return _capital("; ".join([*put, *parts]) or "no setting is changed")


def _parameters(change: ParameterValues) -> str:
    units = {name: one.unit for name, one in parameter_settings().items()}
    return _capital("; ".join(_put(*one, units) for one in change.set.items()) or "nothing is changed")


def _put(name: str, value: object, units: dict[str, str]) -> str:
    if isinstance(value, bool):
        return f"{_plain(name)} is {'on' if value else 'off'}"
    amounts = ", ".join(f"{one:,}" for one in (value if isinstance(value, list) else [value]))
    return f"{_plain(name)} is {amounts} ({units[name]})"


def _score(change: OrganisationalScore) -> str:
    way = f"{'rises' if change.add >= 0 else 'falls'} by {abs(change.add)} points"
    return f"The organisational score of {_teams(change.teams)} {way}"


def _part_time(change: PartTime) -> str:
    return f"Everybody in {_teams(change.teams)} works {change.percent} % of their hours"


def _close(change: CloseOffice) -> str:
    return f"The office {change.office} closes; its teams, workers and cases go to {change.to}"


def _growth(change: Growth) -> str:
    more = "more" if change.percent_a_year >= 0 else "fewer"
    return f"{abs(change.percent_a_year)} % {more} cases come in from year to year"


def _new_people(change: NewPeople) -> str:
    months = change.months_in_field
    return (
        f"{change.percent} % of {_teams(change.teams)} is in the first year; whoever is new has"
        f" {months} month{'s' * (months != 1)} in the field"
    )


def _span(change: SupervisionSpan) -> str:
    return (
        f"Nobody supervises more than {change.workers}; new supervisors keep"
        f" {change.percent_for_cases} % of their post for cases"
    )


def _teams(teams: Sequence[str]) -> str:
    return _listed(teams) or "every team"


def _when(week: int) -> str:
    return f" in week {week}" if week else ""


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _listed(items: Sequence[str]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


_TELL: dict[type, Callable[[Any], str]] = {
    Hire: _hire,
    Leave: _leave,
    Surge: _surge,
    PolicySettings: _settings,
    ParameterValues: _parameters,
    OrganisationalScore: _score,
    PartTime: _part_time,
    CloseOffice: _close,
    Growth: _growth,
    NewPeople: _new_people,
    SupervisionSpan: _span,
}
