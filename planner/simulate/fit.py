"""Which parameters an authority's row of the published workforce figures gives.

The figures are the Department for Education's "Children's social work workforce", by local authority
and year, read where they lie (`csww_indicators_*.csv`); what is suppressed keeps its default.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from planner.domain import Agency
from planner.errors import PlannerError
from planner.simulate.parameters import DAYS_A_YEAR, Parameters, parameter_settings, parameters
from planner.units import whole

FILES = "csww_indicators_*.csv"
SUPPRESSED = frozenset({"x", "u", "z", "c", "low", ""})
FIGURES = (
    "turnover_rate_fte",
    "absence_rate_fte",
    "vacancy_fte",
    "starters_fte",
    "leavers_fte",
    "vacancy_agency_cover_rate_fte",
    "case_holders_fte",
    "cases",
    "caseload_fte",
)
_NAMES = ("la_name", "new_la_code", "region_name", "country_name", "time_period")


class NoSuchRow(PlannerError):
    """The published figures are not there, or cannot be read."""


@dataclass(frozen=True)
class Row:
    """What is published of an authority in a year; None where it is suppressed."""

    authority: str
    year: int
    figures: dict[str, Decimal | None]

    @property
    def suppressed(self) -> tuple[str, ...]:
        """The names of the figures that are not published."""
        return tuple(name for name, figure in self.figures.items() if figure is None)


def fit_row(folder: Path, authority: str, year: int) -> Parameters:
    """Return the parameters of an authority (or region, or England) in a year.

    Parameters
    ----------
    folder
        Where the published files lie.
    authority
        Its name or its code (such as E06000047), in small or large letters.
    year
        The year the statistics are of.

    Raises
    ------
    NoSuchRow
        There is no such file, authority or year, or a figure is not a number.
    """
    return fitted(workforce_row(folder, authority, year))


def workforce_row(folder: Path, authority: str, year: int) -> Row:
    """Return the published figures of an authority in a year; see `fit_row`."""
    rows = list(_rows(folder))
    wanted, names, years = authority.strip().casefold(), dict[str, str](), set[str]()
    for row in rows:
        own = _called(row)
        names |= {name.casefold(): name for name in own}
        if wanted in (name.casefold() for name in own):
            years.add(row["time_period"])
            if row["time_period"] == str(year):
                return Row(own[0], year, {name: _figure(row, name) for name in FIGURES})
    if years:
        raise NoSuchRow(f"{names[wanted]} has no figures of {year}; there are {_listed(years)}.")
    near = get_close_matches(wanted, names, n=1)
    nearest = f" Did you mean {names[near[0]]!r}?" if near else ""
    raise NoSuchRow(f"There is no authority {authority!r} in the published figures.{nearest}")


def fitted(row: Row) -> Parameters:
    """Return the parameters that a row gives; what is suppressed keeps its default.

    Turnover, caseload and the share of vacancies bridged are as published. Days to hire are the
    vacancies over the starters of a year (Little's law); sick spells are the absence over the mean
    length of a spell. A figure beyond what a parameter allows is taken as that bound.
    """
    published, changes = row.figures, dict[str, int]()
    turnover, absence = published["turnover_rate_fte"], published["absence_rate_fte"]
    vacancies, starters = published["vacancy_fte"], published["starters_fte"]
    bridged, caseload = published["vacancy_agency_cover_rate_fte"], published["caseload_fte"]
    if turnover is not None:
        changes["turnover"] = whole(turnover, 10)
    if absence is not None:
        days = parameters().sick_days
        changes["sick_spells"] = whole(absence * 10 * DAYS_A_YEAR / days, 1)
    if vacancies is not None and starters:
        changes["days_to_hire"] = whole(DAYS_A_YEAR * vacancies / starters, 1)
    if bridged is not None:
        changes["agency_share"] = whole(bridged, 10)
    if caseload is not None:
        changes["caseload_per_fte"] = whole(caseload, 10)
    return parameters(**{name: _bounded(name, amount) for name, amount in changes.items()})


def steady_arrivals(agency: Agency, given: Parameters) -> int:
    """Return the thousandths of a case a week at which an agency's caseload stays as published.

    Little's law: arrivals = open cases / weeks open, with the published caseload of its full-time
    posts and the lives of its own new cases, from which simulated cases are drawn.
    """
    lives = [case.weeks for case in agency.new_cases or agency.cases]
    if not lives:
        return 0
    tenths_of_cases = given.caseload_per_fte * sum(worker.fte for worker in agency.workers)
    return whole(Decimal(tenths_of_cases * len(lives)) / (10 * sum(lives)), 1)


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    files = sorted(Path(folder).glob(FILES))
    if not files:
        raise NoSuchRow(f"There is no file {FILES} in {folder}; the workforce figures are not there.")
    return chain.from_iterable(map(_read, files))


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        table = csv.DictReader(text)
        columns = table.fieldnames or ()
        if missing := [name for name in (*_NAMES, *FIGURES) if name not in columns]:
            raise NoSuchRow(f"{path.name} has no column {_listed(missing)}.")
        yield from table


def _called(row: dict[str, str]) -> list[str]:
    """Return the names of an authority; of a region or the country where the row is one's."""
    authority, code, region, country, _ = ((row[name] or "").strip() for name in _NAMES)
    return [name for name in (authority, code) if name] or [region or country]


def _figure(row: dict[str, str], name: str) -> Decimal | None:
    text = (row[name] or "").strip()
    if text.casefold() in SUPPRESSED:
        return None
    try:
        figure = Decimal(text.replace(",", ""))
    except InvalidOperation:
        figure = Decimal("nan")
    if not figure.is_finite() or figure < 0:
        raise NoSuchRow(f"{name} of {_called(row)[0]} is {text!r}, which is no amount.")
    return figure


def _bounded(name: str, amount: int) -> int:
    setting = parameter_settings()[name]
    least = amount if setting.least is None else int(setting.least)
    most = amount if setting.most is None else int(setting.most)
    return min(max(amount, least), most)


def _listed(names: set[str] | list[str]) -> str:
    return ", ".join(sorted(names))
