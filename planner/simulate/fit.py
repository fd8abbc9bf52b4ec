"""Which parameters published figures give, and which keep an agency's open cases as many as they are.

Figures of England are the Department for Education's, by authority and year; figures of US states are
Edwards & Wildeman's. What is not published keeps its default and says why.
"""

from collections.abc import Mapping
from decimal import Decimal
from math import log1p

from planner.domain import Agency
from planner.published import Fitted, Place, Row
from planner.published.fitted import bounded, derived, replaced, statistic
from planner.published.publications import LEAVING, WORKFORCE
from planner.simulate.parameters import DAYS_A_YEAR, Parameters, parameter_settings, parameters
from planner.sourced import Sourced
from planner.units import whole

_PER_PERCENT = 10  # thousandths, or tenths of a case
_THOUSAND = 1000
_MILLION = 1_000_000
_GONE = "upper.turnover.caseworker"
_PUBLISHED = (
    ("turnover", "turnover_rate_fte"),
    ("agency_share", "vacancy_agency_cover_rate_fte"),
    ("caseload_per_fte", "caseload_fte"),
)


def of_place(place: Place, agency: Agency, arrivals: Sourced) -> list[Fitted]:
    """Return the parameters of an agency made of a row: the row's, and arrivals that keep its caseload.

    Where the row has no caseload, the caseload is the agency's own. `arrivals`: the cases a week for
    each post that the agency was drawn with, in millionths, and where they are from.
    """
    found = of_authority(place) if WORKFORCE.key in place.rows else of_state(place)
    known = {one.name: one for one in found if not one.instead}
    caseload = known.get("caseload_per_fte") or own_caseload(agency)
    found = [one for one in found if one.name != caseload.name]
    drawn = arrivals.number * _posts(agency) / _MILLION
    beside = f"; the agency is drawn with {drawn:.1f} a week ({arrivals.source})"
    return [caseload, own_arrivals(agency, caseload.entry, beside), *found]


def of_authority(place: Place) -> list[Fitted]:
    """Return the parameters that the row of an authority, region or England gives.

    Turnover, caseload and the share of vacancies bridged are as published. Days to hire are the
    vacancies over the starters of a year (Little's law); sick spells are the absence over the mean
    length of a spell. A figure beyond what a parameter allows is taken as that bound.
    """
    row = place[WORKFORCE]
    found = [
        _fitted(row, name, (column,), _tenfold(row.get(column)), as_published=True)
        for name, column in _PUBLISHED
    ]
    absence, vacancies, starters = (
        row.get(column) for column in ("absence_rate_fte", "vacancy_fte", "starters_fte")
    )
    spells = None if absence is None else absence * 10 * DAYS_A_YEAR / parameters().sick_days
    waited = DAYS_A_YEAR * vacancies / starters if vacancies is not None and starters else None
    return [
        *found,
        _fitted(row, "sick_spells", ("absence_rate_fte",), spells),
        _fitted(row, "days_to_hire", ("vacancy_fte", "starters_fte"), waited),
    ]


def of_state(place: Place) -> list[Fitted]:
    """Return the parameters that a state's row gives: turnover alone.

    The share p of caseworkers who are gone a year later is a yearly rate of -ln(1 - p).
    """
    row = place[LEAVING]
    gone = row.get(_GONE)
    rate = -log1p(-float(min(gone, Decimal("0.99")))) * _THOUSAND if gone is not None else None
    nothing = f"not published of {place.name}"
    others = ("days_to_hire", "agency_share", "sick_spells")
    return [
        _fitted(row, "turnover", (_GONE,), None if rate is None else Decimal(str(rate))),
        *(Fitted(name, parameter_settings()[name], nothing) for name in others),
    ]


def own_caseload(agency: Agency) -> Fitted:
    """Return the cases that a full-time post of an agency holds."""
    name = "caseload_per_fte"
    entry, posts, held = parameter_settings()[name], _posts(agency), len(agency.assignments)
    if not posts or not held:
        return Fitted(name, entry, "nobody holds a case")
    source = f"{held} open cases / {posts:.1f} full-time posts"
    value = whole(held * 10 / posts, 1)
    return Fitted(name, derived(entry, bounded(entry, value), source, entry.meaning))


def own_arrivals(agency: Agency, caseload: Sourced, beside: str = "") -> Fitted:
    """Return the arrivals that keep the caseload of an agency's posts; see `steady_arrivals`.

    `beside`: what else its source says.
    """
    name = "arrivals_per_week_thousandths"
    entry, lives = parameter_settings()[name], _lives(agency)
    if not lives:
        return Fitted(name, entry, "there are no cases")
    steady = steady_arrivals(agency, parameters(caseload_per_fte=caseload.number))
    new = "new " if agency.new_cases else ""
    source = (
        f"Little's law: {caseload.number / 10:.1f} open cases x {_posts(agency):.1f} full-time posts"
        f" / {sum(lives) / len(lives):.1f} weeks that the {len(lives)} {new}cases stay open{beside}"
    )
    return Fitted(name, derived(entry, bounded(entry, steady), source, entry.meaning))


def of_design(agency: Agency, figures: Mapping[str, Sourced]) -> list[Fitted]:
    """Return the parameters of an invented agency: its own balance, and the turnover it has."""
    caseload, shipped, own = own_caseload(agency), parameter_settings()["turnover"], figures["turnover"]
    found = [caseload, own_arrivals(agency, caseload.entry)]
    if own.number != shipped.number:
        taken = replaced(shipped, own.number, own.provenance, own.source, own.meaning)
        found.append(Fitted("turnover", taken))
    return found


def steady_arrivals(agency: Agency, given: Parameters) -> int:
    """Return the thousandths of a case a week at which an agency's caseload stays as published.

    Little's law: arrivals = open cases / weeks open, with the published caseload of its full-time
    posts and the lives of its own new cases, from which simulated cases are drawn.
    """
    lives = _lives(agency)
    if not lives:
        return 0
    tenths_of_cases = given.caseload_per_fte * sum(worker.fte for worker in agency.workers)
    return whole(Decimal(tenths_of_cases * len(lives)) / (10 * sum(lives)), 1)


def _posts(agency: Agency) -> Decimal:
    return Decimal(sum(worker.fte for worker in agency.workers)) / _THOUSAND


def _lives(agency: Agency) -> list[int]:
    return [case.weeks for case in agency.new_cases or agency.cases]


def _tenfold(figure: Decimal | None) -> Decimal | None:
    return None if figure is None else figure * _PER_PERCENT


def _fitted(
    row: Row, name: str, columns: tuple[str, ...], value: Decimal | None, *, as_published: bool = False
) -> Fitted:
    """Return a parameter that some columns of a row give; its default where there is no value."""
    entry = parameter_settings()[name]
    if value is None:
        return Fitted(name, entry, row.lacks(*columns) or f"{columns[-1]} is 0")
    taken = statistic if as_published else derived
    return Fitted(
        name, taken(entry, bounded(entry, whole(value, 1)), row.source(*columns), entry.meaning)
    )
