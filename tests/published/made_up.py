"""Small files of published figures, made up: places and numbers that do not exist."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

IDENTITY = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name"
)
WORKFORCE = {
    "inpost_fte": "189",
    "inpost_headcount": "200",
    "starters_fte": "40",
    "leavers_fte": "25",
    "turnover_rate_fte": "9.5",
    "agency_rate_fte": "11",
    "vacancy_fte": "30",
    "vacancy_agency_cover_rate_fte": "62.5",
    "case_holders_fte": "100",
    "cases": "1600",
    "caseload_fte": "16",
    "absence_rate_fte": "4",
}
REFERRALS = {
    "referral_count": "3000",
    "rereferral_count": "500",
    "no_further_action_count": "100",
    "not_in_need_count": "900",
}
PLANS = {
    "CPP_At31": "110",
    "3_months_or_less": "40",
    "more_than_3_months_6_months": "30",
    "more_than_6_months_less_than_1_year": "25",
    "1_year_less_than_2_years": "12",
    "2_years_or_more": "3",
}
FACTORS = {
    "Episodes_with_assessment_factor": "1000",
    "Domestic_Abuse_parent": "600",
    "Neglect": "400",
    "Trafficking": "9",
    "Physical_Abuse_unknown": "0",
    "Physical_Abuse_child_on_child": "20",
    "Physical_Abuse_adult_on_child": "80",
    "Other": "200",
}
FILES = {
    "csww_indicators_2017_to_2025.csv": WORKFORCE,
    "c1_referrals_2013_to_2025.csv": REFERRALS,
    "d5_plans_2013_to_2025.csv": PLANS,
    "c3_factors_2018_to_2025.csv": FACTORS,
}
CAPACITY = {
    "chpov": "9999",
    "caseworkers": "600",
    "supervisors": "150",
    "caseworker_capacity": "3.1",
    "supervisor_capacity": "0.7",
    "screened_in_reports": "15600",
}
LEAVING = {
    "lower.turnover.caseworker": "0.15",
    "upper.turnover.caseworker": "0.2",
    "turnover.supervisor": "0.18",
}
WORKERS = {"cases_median": "73", "tenure_median_yrs": "1.5", "caseload_median": "52"}
STATES = {
    "state_capacity.csv": ("StaTerr,year", CAPACITY),
    "turnover_state_year.csv": ("StaTerr,year", LEAVING),
    "state_wrkr_data.csv": ("StaTerr,type", WORKERS),
}
ENGLAND, REGION = "England", "Nowhere"


def shire(name: str = "Madeup Shire", year: int = 2025, **figures: Any) -> dict[str, Any]:
    """Return a place with its figures of all files, some of them as given."""
    return {"name": name, "year": year, "figures": {k: str(v) for k, v in figures.items()}}


def english(at: Path, *places: Mapping[str, Any], without: Iterable[str] = ()) -> Path:
    """Write the files of some places into a folder; `without`: the beginnings of files left out."""
    for file, usual in FILES.items():
        if file.startswith(tuple(without)):
            continue
        category = "" if usual is WORKFORCE else "category,"
        lines = [f"{IDENTITY},{category}{','.join(usual)}"]
        for place in places or (shire(),):
            values = ",".join(place["figures"].get(name, figure) for name, figure in usual.items())
            lines.append(f"{_who(place)},{'made up,' if category else ''}{values}")
        (at / file).write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    return at


def _who(place: Mapping[str, Any]) -> str:
    name, year = place["name"], place["year"]
    country = f"{year},Reporting year,{{}},E92000001,England"
    if name == ENGLAND:
        return f"{country.format('National')},,,,,"
    if name == REGION:
        return f"{country.format('Regional')},E19000001,{REGION},,,"
    code = f"E99{sum(map(ord, name)):06d}"
    return f"{country.format('Local authority')},E19000001,{REGION},999,{code},{name}"


def american(at: Path, code: str = "OK", year: int = 2014, **figures: Any) -> Path:
    """Write the files of one state into a folder."""
    for file, (start, usual) in STATES.items():
        key = "Caseworker" if usual is WORKERS else str(year)
        values = ",".join(str(figures.get(name, figure)) for name, figure in usual.items())
        lines = [f"{start},{','.join(usual)}", f"{code},{key},{values}"]
        (at / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return at
