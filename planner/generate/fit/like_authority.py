"""What kind of agency the row of an English authority, region or England gives.

A region or England gives an agency as large as the mean of its authorities.
"""

from decimal import Decimal

from planner.generate.agencies.english_authority import DESIGN as USUAL
from planner.generate.figures import Figures
from planner.generate.fit.choices import choices
from planner.generate.fit.durations import ends_of
from planner.generate.fit.factors import mix_of
from planner.generate.fit.fitted_design import FittedDesign, fitted_design
from planner.generate.fit.flow import Flow, as_published, assessment_weeks, by_littles_law
from planner.generate.fit.people import people, post_sizes
from planner.generate.fit.units import PER_PERCENT, WEEKS_A_YEAR, percent
from planner.published import Fitted, Place, Row
from planner.published.fitted import derived, entries, statistic
from planner.published.publications import FACTORS, PLANS, REFERRALS, WORKFORCE
from planner.units import whole

_FLOWING = ("referral_count", "no_further_action_count", "not_in_need_count")
_SHARES = (
    ("turnover", "turnover_rate_fte", "leavers for each post filled"),
    ("agency_workers", "agency_rate_fte", "agency workers among all social workers"),
    ("absence", "absence_rate_fte", "working days lost to sickness"),
)


def like_authority(place: Place) -> FittedDesign:
    """Return the kind of agency that a row of the English figures gives.

    What is not published is as in the shipped English authority, and each figure says so.
    """
    base, row = USUAL.figures, place[WORKFORCE]
    fitted = [post_sizes(base, row)]
    fitted.append(people(base, entries(fitted), row, place.agencies))
    fitted += [_caseload(base, row), *(_share(base, row, *share) for share in _SHARES)]
    fitted += _again(base, place[REFERRALS])
    fitted += _durations(base, place[PLANS])
    own = Figures(base.entries, entries(fitted))
    fitted += _flow(base, own, place)
    return fitted_design(place, USUAL, fitted, mix_of(place[FACTORS]))


def _caseload(base: Figures, row: Row) -> Fitted:
    name, default = "caseload_per_fte", base.entries["caseload_per_fte"]
    load = row.get("caseload_fte")
    if not load:
        return Fitted(name, default, row.lacks("caseload_fte") or "caseload_fte is 0")
    meaning = "cases held for each full-time case holder"
    return Fitted(
        name, statistic(default, whole(load, PER_PERCENT), row.source("caseload_fte"), meaning)
    )


def _share(base: Figures, row: Row, name: str, column: str, meaning: str) -> Fitted:
    figure = row.get(column)
    if figure is None:
        return Fitted(name, base.entries[name], row.lacks(column))
    return Fitted(name, statistic(base.entries[name], percent(figure), row.source(column), meaning))


def _again(base: Figures, row: Row) -> list[Fitted]:
    columns = {"referrals": "referral_count", "referred_again": "rereferral_count"}
    counts = [row.get(column) for column in columns.values()]
    if not all(count is not None for count in counts) or not counts[0]:
        why = row.lacks(*columns.values()) or "referral_count is 0"
        return [Fitted(name, base.entries[name], why) for name in columns]
    return [
        Fitted(
            name,
            statistic(
                base.entries[name], whole(count or 0, 1), row.source(column), base.entries[name].meaning
            ),
        )
        for (name, column), count in zip(columns.items(), counts, strict=True)
    ]


def _durations(base: Figures, row: Row) -> list[Fitted]:
    """Return the ages of open plans and the durations that follow.

    Classes that are not published are taken in England's proportion to those that are.
    """
    names, usual = ("plan_ages", "plan_ends"), base.several("plan_ages")
    known = [row.get(column) for column in PLANS.columns]
    total = sum((count for count in known if count is not None), Decimal(0))
    if not total:
        why = row.lacks(*PLANS.columns) or "there are no plans"
        return [Fitted(name, base.entries[name], why) for name in names]
    in_england = sum(n for n, count in zip(usual, known, strict=True) if count is not None)
    ages = [
        whole(total * n / in_england if count is None else count, 1)
        for n, count in zip(usual, known, strict=True)
    ]
    ends = ends_of(ages, base.several("plan_bounds"))
    published = [column for column in PLANS.columns if row.get(column) is not None]
    missing = row.lacks(*PLANS.columns)
    partly = f"{missing}: taken in England's proportion" if missing else ""
    entry, derived_entry = (base.entries[name] for name in names)
    return [
        Fitted(
            names[0],
            statistic(entry, ages, row.source(*published), "open plans by time since their start"),
            partly=partly,
        ),
        Fitted(
            names[1],
            derived(derived_entry, ends, "plan_ages in a steady state, see durations.py", "durations"),
        ),
    ]


def _flow(base: Figures, own: Figures, place: Place) -> list[Fitted]:
    """Return the flow of cases: as published, where referrals and cases held are of the same work."""
    row, holders = place[REFERRALS], place[WORKFORCE].get("case_holders_fte")
    referred, closed, none = (row.get(column) for column in _FLOWING)
    if referred is None or none is None or not holders:
        lacks = (row.lacks(*_FLOWING), place[WORKFORCE].lacks("case_holders_fte"))
        why = "; ".join(dict.fromkeys(filter(None, lacks)))
        return by_littles_law(base, own, why or "nobody holds cases")
    said = ""
    if closed is None:
        usual = Decimal(base.one("no_further_action")) / base.one("referrals")
        closed, said = (
            referred * usual,
            f", {row.lacks(_FLOWING[1])}, taken for {usual:.3f} of referrals",
        )
    assessed, going_on = referred - closed, referred - closed - none
    if going_on <= 0:
        return by_littles_law(base, own, "no referral goes on after its assessment")
    arrivals, goes_on = assessed / WEEKS_A_YEAR / holders, going_on / assessed
    assessment = assessment_weeks(own)
    open_cases = Decimal(own.one("caseload_per_fte")) / PER_PERCENT
    after = (open_cases / arrivals - assessment) / goes_on
    least, most = choices()["sound_weeks"].numbers
    if not least <= after <= most:
        return by_littles_law(
            base,
            own,
            f"with {referred} referrals, cases would stay open for {after:.1f} weeks after their"
            f" assessment, which is not within {least} to {most}: referrals are not used",
        )
    columns = [column for column in _FLOWING if row.get(column) is not None]
    source = f"{row.source(*columns)}{said}; {place[WORKFORCE].source('case_holders_fte')}"
    return as_published(base, own, Flow(arrivals, goes_on, assessment, after), source)
