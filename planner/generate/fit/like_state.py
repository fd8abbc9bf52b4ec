"""What kind of agency the row of a US state gives: one district of it.

Published are the caseworkers seen in a year, their supervisors, who is gone a year later, and reports.
How many cases a worker has at a time is a standard; how long cases stay open follows (Little's law).
"""

from dataclasses import replace
from decimal import Decimal

from planner.generate.agencies.english_authority import DESIGN as ENGLISH
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.fit.choices import choices
from planner.generate.fit.factors import england_mix
from planner.generate.fit.fitted_design import FittedDesign, fitted_design
from planner.generate.fit.flow import (
    Flow,
    as_published,
    assessment_weeks,
    by_littles_law,
    plan_weeks,
    usual_flow,
)
from planner.generate.fit.people import mean_post
from planner.generate.fit.units import PER_PERCENT, THOUSAND, WEEKS_A_YEAR
from planner.published import Fitted, Place
from planner.published.fitted import derived, entries, statistic
from planner.published.publications import CAPACITY, LEAVING, WORKERS
from planner.sourced import shipped
from planner.units import whole

_GONE = "upper.turnover.caseworker"
_LEAST_TEAM, _MOST_TEAM = 2, 20


def us_agency() -> Design:
    """Return the kind of agency a state has where nothing is published of it."""
    return replace(
        ENGLISH,
        figures=Figures(ENGLISH.figures.entries, shipped(__package__, "us_state.toml")),
        offices=("central", "eastside", "northfork"),
        licence="state-social-work",
    )


def like_state(place: Place) -> FittedDesign:
    """Return the kind of agency that a state's row gives; what is not published, figure by figure."""
    usual = us_agency()
    base = usual.figures
    fitted = [_turnover(base, place), _team(base, place)]
    posts = _posts(place, fitted[0])
    fitted.append(_people(base, place, posts))
    fitted.append(
        Fitted("caseload_per_fte", base.entries["caseload_per_fte"], "no caseload is published")
    )
    own = Figures(base.entries, entries(fitted))
    fitted += _flow(base, own, place, posts)
    return fitted_design(place, usual, fitted, england_mix())


def _turnover(base: Figures, place: Place) -> Fitted:
    name, row = "turnover", place[LEAVING]
    gone = row.get(_GONE)
    if gone is None:
        return Fitted(name, base.entries[name], row.lacks(_GONE))
    meaning = "caseworkers of the year before who are gone, promotions included"
    value = min(THOUSAND, whole(gone, THOUSAND))
    return Fitted(name, statistic(base.entries[name], value, row.source(_GONE), meaning))


def _team(base: Figures, place: Place) -> Fitted:
    name, row, columns = "workers_per_team", place[CAPACITY], ("caseworkers", "supervisors")
    caseworkers, supervisors = (row.get(column) for column in columns)
    if not caseworkers or not supervisors:
        return Fitted(name, base.entries[name], row.lacks(*columns) or "there are no supervisors")
    size = min(_MOST_TEAM, max(_LEAST_TEAM, 1 + whole(caseworkers / supervisors, 1)))
    meaning = "caseworkers for each supervisor, and the supervisor"
    return Fitted(name, derived(base.entries[name], size, row.source(*columns), meaning))


def _posts(place: Place, turnover: Fitted) -> Decimal | None:
    """Return the posts filled at a time: whoever left in the year and whoever came are both counted."""
    seen = place[CAPACITY].get("caseworkers")
    return seen / (1 + Decimal(turnover.entry.number) / THOUSAND) if seen else None


def _people(base: Figures, place: Place, posts: Decimal | None) -> Fitted:
    name, row, most = "case_holders", place[CAPACITY], choices()["district_workers"].number
    if not posts:
        return Fitted(name, base.entries[name], row.lacks("caseworkers") or "there are no caseworkers")
    at_a_time = f"{row.source('caseworkers')} / (1 + turnover) = {posts:.0f} at a time"
    said = f"{at_a_time}; one district of at most {most}"
    number = max(1, min(most, whole(posts, 1)))
    entry = derived(base.entries[name], number, said, "caseworkers")
    return Fitted(name, entry.model_copy(update={"unit": "people"}))


def _flow(base: Figures, own: Figures, place: Place, posts: Decimal | None) -> list[Fitted]:
    """Return the flow of cases: as many as reports are answered, for a standard caseload."""
    arrivals, source, why = _arrivals(place, posts)
    if not arrivals:
        return by_littles_law(base, own, why)
    arrivals = arrivals / mean_post(own) * THOUSAND
    life = Decimal(own.one("caseload_per_fte")) / PER_PERCENT / arrivals
    usual = usual_flow(own, plan_weeks(own))
    least = own.several("assessment_weeks")[0]
    most = choices()["sound_weeks"].numbers[1]
    if life < least or life - usual.assessment > most:
        return by_littles_law(
            base, own, f"with {source}, cases would stay open for {life:.1f} weeks: not used"
        )
    return _of_life(base, own, arrivals, life, source)


def _of_life(base: Figures, own: Figures, arrivals: Decimal, life: Decimal, source: str) -> list[Fitted]:
    """Return the flow in which cases stay open so many weeks: as many go on as that takes."""
    usual, found = usual_flow(own, plan_weeks(own)), []
    rest = life - assessment_weeks(own)
    if rest < 0:
        least = own.several("assessment_weeks")[0]
        weeks = [least, max(least, whole(2 * life, 1) - least)]
        meaning = "cases are closed or handed over once they are assessed"
        entry = base.entries["assessment_weeks"]
        found.append(Fitted("assessment_weeks", derived(entry, weeks, source, meaning)))
        own, rest = Figures(own.entries, entries(found)), Decimal(0)
    goes_on = min(Decimal(1), rest / usual.after)
    after = max(usual.after, rest)
    return found + as_published(base, own, Flow(arrivals, goes_on, assessment_weeks(own), after), source)


def _arrivals(place: Place, posts: Decimal | None) -> tuple[Decimal | None, str, str]:
    """Return cases a week for each person, what they are read off, and otherwise why there are none."""
    reports, each = place[CAPACITY], place[WORKERS]
    count, year = reports.get("screened_in_reports"), each.get("caseload_median")
    if count and posts:
        said = f"{reports.source('screened_in_reports')} / {posts:.0f} caseworkers at a time"
        return count / WEEKS_A_YEAR / posts, said, ""
    why = reports.lacks("screened_in_reports", "caseworkers") or "there are no reports"
    if year:
        return year / WEEKS_A_YEAR, f"{why}; {each.source('caseload_median')} cases a year", ""
    return None, "", f"{why}; {each.lacks('caseload_median') or 'caseload_median is 0'}"
