"""Which files of published figures are read: whose they are, their names, and the columns needed."""

from dataclasses import dataclass

_DFE = "Department for Education"
_OGL = "Open Government Licence v3"
_EDWARDS = (
    "Edwards & Wildeman 2018, Characteristics of the front-line child welfare workforce,"
    " doi:10.1016/j.childyouth.2018.04.013"
)


@dataclass(frozen=True)
class Publication:
    """A file as it is published: its title, the pattern of its name, and the columns with figures."""

    key: str
    title: str
    file: str  # a pattern: the years in a file's name change with each edition
    columns: tuple[str, ...]


WORKFORCE = Publication(
    "workforce",
    f"{_DFE}, Children's social work workforce, {_OGL}",
    "csww_indicators_*.csv",
    (
        "inpost_fte",
        "inpost_headcount",
        "turnover_rate_fte",
        "absence_rate_fte",
        "agency_rate_fte",
        "vacancy_fte",
        "starters_fte",
        "vacancy_agency_cover_rate_fte",
        "case_holders_fte",
        "cases",
        "caseload_fte",
    ),
)
REFERRALS = Publication(
    "referrals",
    f"{_DFE}, Children in need: referrals and re-referrals (C1), {_OGL}",
    "c1_*.csv",
    ("referral_count", "rereferral_count", "no_further_action_count", "not_in_need_count"),
)
PLANS = Publication(
    "plans",
    f"{_DFE}, Children in need: child protection plans by duration (D5), {_OGL}",
    "d5_*.csv",
    (
        "3_months_or_less",
        "more_than_3_months_6_months",
        "more_than_6_months_less_than_1_year",
        "1_year_less_than_2_years",
        "2_years_or_more",
    ),
)
EPISODES = "Episodes_with_assessment_factor"
FACTORS = Publication(
    "factors",
    f"{_DFE}, Children in need: factors identified at the end of assessment (C3), {_OGL}",
    "c3_*.csv",
    (EPISODES,),  # and a column for each factor, whose names have changed over the years
)
ENGLISH = (WORKFORCE, REFERRALS, PLANS, FACTORS)

CAPACITY = Publication(
    "capacity",
    _EDWARDS,
    "state_capacity.csv",
    ("caseworkers", "supervisors", "screened_in_reports"),
)
LEAVING = Publication(
    "leaving",
    _EDWARDS,
    "turnover_state_year.csv",
    ("lower.turnover.caseworker", "upper.turnover.caseworker"),
)
WORKERS = Publication("workers", _EDWARDS, "state_wrkr_data.csv", ("caseload_median",))
STATES = (CAPACITY, LEAVING, WORKERS)
