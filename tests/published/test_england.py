"""Is the row of an authority, region or country found in the published files, and read as it stands?"""

from decimal import Decimal
from pathlib import Path

import pytest

from planner.errors import BadInput
from planner.published import NotPublished, authority
from planner.published.publications import FACTORS, PLANS, REFERRALS, WORKFORCE
from planner.published.tables import SUPPRESSED
from tests.published.made_up import ENGLAND, REGION, english, shire


def test_a_place_has_its_row_in_every_file_and_names_each(tmp_path: Path):
    place = authority(english(tmp_path), "madeup shire", 2025)
    assert (place.name, place.year, place.agencies) == ("Madeup Shire", 2025, 1)
    assert place[WORKFORCE].get("caseload_fte") == 16
    assert place[REFERRALS].get("referral_count") == 3000
    assert place[PLANS].get("2_years_or_more") == 3
    assert place[FACTORS].get("Neglect") == 400
    assert len(place.sources) == 4
    assert all(source.endswith(": Madeup Shire, 2025") for source in place.sources)
    assert (
        place[WORKFORCE]
        .source("caseload_fte", "cases")
        .endswith("Madeup Shire, 2025, caseload_fte 16, cases 1600")
    )


def test_a_place_is_found_by_its_code_and_the_latest_year_is_taken_unless_said(tmp_path: Path):
    at = english(tmp_path, shire(year=2023, turnover_rate_fte=1), shire(turnover_rate_fte=2))
    code = f"e99{sum(map(ord, 'Madeup Shire')):06d}"
    assert authority(at, code).year == 2025
    assert authority(at, code, 2023)[WORKFORCE].get("turnover_rate_fte") == 1


def test_a_region_and_the_country_say_how_many_authorities_they_are_of(tmp_path: Path):
    at = english(
        tmp_path,
        shire(ENGLAND, turnover_rate_fte=1),
        shire(REGION, turnover_rate_fte=2),
        shire(),
        shire("Other Town"),
        shire("Third", year=2024),
    )
    for name, rate in ((ENGLAND, 1), (REGION, 2)):
        place = authority(at, name, 2025)
        assert place.agencies == 2
        assert place[WORKFORCE].get("turnover_rate_fte") == rate


@pytest.mark.parametrize("mark", sorted(SUPPRESSED))
def test_a_suppressed_figure_is_none_and_its_mark_is_told(tmp_path: Path, mark: str):
    row = authority(english(tmp_path, shire(turnover_rate_fte=mark)), "Madeup Shire")[WORKFORCE]
    assert row.get("turnover_rate_fte") is None
    assert row.lacks("caseload_fte") == ""
    told = mark or "empty"
    assert row.lacks("turnover_rate_fte") == f"turnover_rate_fte is not published ({told})"


def test_what_rounds_to_nothing_is_nothing(tmp_path: Path):
    row = authority(english(tmp_path, shire(agency_rate_fte="low")), "Madeup Shire")[WORKFORCE]
    assert row.get("agency_rate_fte") == 0


def test_authorities_that_report_together_have_their_rows_added_elsewhere(tmp_path: Path):
    both = "East Made / West Made"
    at = english(tmp_path, shire(both), without=("c1", "c3", "d5"))
    parts = tmp_path / "parts"
    parts.mkdir()
    english(parts, shire("East Made", rereferral_count="c"), shire("West Made", referral_count=4000))
    for file in parts.glob("[cd][135]_*"):
        (at / file.name).write_bytes(file.read_bytes())
    place = authority(at, both)
    assert place[REFERRALS].get("referral_count") == 7000
    assert place[REFERRALS].get("rereferral_count") is None
    assert place[FACTORS].get("Neglect") == 800
    with pytest.raises(NotPublished, match=f"'West Made'.*Did you mean '{both}'"):
        authority(at, "West Made")


def test_a_misspelt_name_is_refused_with_the_nearest(tmp_path: Path):
    with pytest.raises(NotPublished, match=r"no authority 'Madup Shire'.*Did you mean 'Madeup Shire'"):
        authority(english(tmp_path), "Madup Shire")


def test_a_year_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path):
    at = english(tmp_path, shire(), shire(year=2023))
    with pytest.raises(NotPublished, match="Madeup Shire has no figures of 1999; there are 2023, 2025"):
        authority(at, "Madeup Shire", 1999)


def test_a_folder_without_the_workforce_file_says_which_and_how_it_is_published(tmp_path: Path):
    with pytest.raises(NotPublished, match=r"no file csww_.*Children's social work workforce"):
        authority(english(tmp_path, without=("csww",)), "Madeup Shire")


def test_another_file_that_is_missing_and_a_year_it_lacks_are_told_and_nothing_is_read(tmp_path: Path):
    at = english(tmp_path, without=("d5",))
    row = authority(at, "Madeup Shire")[PLANS]
    assert "no file d5_*.csv" in row.absent
    assert "child protection plans by duration (D5)" in row.lacks("2_years_or_more")
    english(tmp_path, shire(year=2017), without=("c3",))
    assert authority(at, "Madeup Shire")[FACTORS].absent == (
        "c3_*.csv has no row of Madeup Shire in 2017"
    )


def test_a_later_edition_stands_in_the_stead_of_an_earlier_one(tmp_path: Path):
    english(tmp_path, shire(caseload_fte=11))
    (tmp_path / "csww_indicators_2017_to_2025.csv").rename(tmp_path / "csww_indicators_2017_to_2024.csv")
    english(tmp_path, shire(caseload_fte=12))
    assert authority(tmp_path, "Madeup Shire")[WORKFORCE].get("caseload_fte") == 12


def test_a_file_without_a_column_is_refused_by_its_name(tmp_path: Path):
    at = english(tmp_path)
    path = at / "csww_indicators_2017_to_2025.csv"
    path.write_bytes(path.read_bytes().replace(b"turnover_rate_fte", b"turnover"))
    with pytest.raises(NotPublished, match="no column turnover_rate_fte"):
        authority(at, "Madeup Shire")


@pytest.mark.parametrize("figure", ["many", "nan", "inf", "-3"])
def test_what_is_no_amount_is_refused(tmp_path: Path, figure: str):
    at = english(tmp_path, shire(absence_rate_fte=figure))
    with pytest.raises(NotPublished, match=f"absence_rate_fte of Madeup Shire is '{figure}'"):
        authority(at, "Madeup Shire")


def test_what_is_no_year_or_no_text_is_refused(tmp_path: Path):
    at = english(tmp_path)
    path = at / "csww_indicators_2017_to_2025.csv"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"\r\n2025", b"\r\n2024/25"))
    with pytest.raises(NotPublished, match="'2024/25', which is no year"):
        authority(at, "Madeup Shire")
    path.write_bytes(b"\xff\xfe" + whole)
    with pytest.raises(BadInput, match="not UTF-8"):
        authority(at, "Madeup Shire")


def test_thousands_may_have_a_comma(tmp_path: Path):
    at = english(tmp_path, shire(referral_count='"3,100"'))
    assert authority(at, "Madeup Shire")[REFERRALS].get("referral_count") == Decimal(3100)
