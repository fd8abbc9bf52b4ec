"""Is an agency made of an authority's row as large, as loaded and in balance as the row says?"""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.generate import made
from planner.generate.figures import case_factors, figures_of
from planner.generate.fit import FittedDesign, like_authority
from planner.published import Fitted, Place, authority
from planner.published.place import Row
from planner.published.publications import ENGLISH, EPISODES, FACTORS, PLANS, REFERRALS, WORKFORCE
from planner.sourced import Provenance
from tests.generate.fit.lives import life_weeks
from tests.published.made_up import ENGLAND, english, shire

BASE = figures_of()


def like(at: Path, **figures: Any) -> FittedDesign:
    return like_authority(authority(english(at, shire(**figures)), "Madeup Shire", 2025))


def told(design: FittedDesign) -> dict[str, Fitted]:
    return {one.name: one for one in design.fitted}


def nothing_published() -> Place:
    rows = {each.key: Row(each, "Nowhere", 2025, absent="there is nothing") for each in ENGLISH}
    return Place("Nowhere", 2025, rows)


def test_an_agency_has_the_posts_and_the_cases_of_its_row(tmp_path: Path):
    agency = made(like(tmp_path).design, 5)
    posts = sum(worker.fte for worker in agency.workers) / 1000
    assert posts == pytest.approx(100, rel=0.02)
    assert len(agency.assignments) == pytest.approx(16 * posts, abs=0.5)
    assert len(agency.new_cases) == pytest.approx(2900 / 52 * posts / 100, abs=0.5)
    assert (agency.name, agency.synthetic) == ("Made up after Madeup Shire, 2025", True)


def test_new_cases_stay_open_so_long_that_arrivals_keep_the_open_cases(tmp_path: Path):
    fewer = {"referral_count": 1200, "no_further_action_count": 40, "not_in_need_count": 360}
    design = like(tmp_path, case_holders_fte=40, **fewer).design
    for seed in range(3):
        agency = made(design, seed)
        life = sum(case.weeks for case in agency.new_cases) / len(agency.new_cases)
        assert life * 1160 / 52 / 40 == pytest.approx(16, rel=0.02)


def test_each_figure_says_which_columns_it_is_read_off(tmp_path: Path):
    found = told(like(tmp_path))
    assert [one.instead for one in found.values()] == [""] * len(found)
    for name, value, columns in (
        ("turnover", 95, "turnover_rate_fte 9.5"),
        ("agency_workers", 110, "agency_rate_fte 11"),
        ("absence", 40, "absence_rate_fte 4"),
        ("caseload_per_fte", 160, "caseload_fte 16"),
        ("referrals", 3000, "referral_count 3000"),
        ("arrivals", 557692, "not_in_need_count 900"),
        ("goes_on", 690, "not_in_need_count 900"),
    ):
        assert found[name].entry.number == value
        assert columns in found[name].entry.source
    assert found["caseload_per_fte"].entry.provenance is Provenance.STATISTIC
    assert found["arrivals"].entry.provenance is Provenance.DERIVED


def test_where_nothing_is_published_every_figure_is_the_shipped_one():
    design = like_authority(nothing_published())
    assert design.design.figures.entries == BASE.entries
    assert dict(design.design.factors) == case_factors()
    assert {one.instead for one in design.fitted} == {"there is nothing"}
    assert design.sources == ()


@given(st.sets(st.sampled_from([c for each in (WORKFORCE, REFERRALS, PLANS) for c in each.columns])))
def test_whatever_is_suppressed_is_said_and_what_is_left_still_gives_an_agency(missing: set[str]):
    place = complete()
    rows = {key: _without(row, missing) for key, row in place.rows.items()}
    design = like_authority(Place(place.name, place.year, rows))
    figures = design.design.figures
    reasons = " ".join(one.instead + one.partly + one.entry.source for one in design.fitted)
    unused = {"cases", "vacancy_fte", "starters_fte", "vacancy_agency_cover_rate_fte"}
    assert all(column in reasons for column in missing - unused)
    stock = figures.one("arrivals") / 1e6 * life_weeks(figures)
    assert stock == pytest.approx(figures.one("caseload_per_fte") / 10, rel=0.02)
    assert figures.one("case_holders") >= 1


def _without(row: Row, missing: set[str]) -> Row:
    kept = {column: figure for column, figure in row.figures.items() if column not in missing}
    return Row(row.publication, row.place, row.year, kept, dict.fromkeys(missing, "c"))


def complete() -> Place:
    with TemporaryDirectory() as at:
        return authority(english(Path(at)), "Madeup Shire", 2025)


def test_referrals_that_would_mean_very_short_cases_are_not_used_and_littles_law_is(tmp_path: Path):
    found = told(like(tmp_path, referral_count=30000))
    assert "which is not within 13 to 104: referrals are not used" in found["arrivals"].entry.source
    assert found["arrivals"].entry.source.startswith("Little's law: 16.0 open cases")
    assert found["goes_on"].entry == BASE.entries["goes_on"]
    assert "not used" in found["goes_on"].instead


def test_no_further_action_that_is_not_published_is_taken_for_its_usual_share(tmp_path: Path):
    source = told(like(tmp_path, no_further_action_count="c"))["arrivals"].entry.source
    assert "no_further_action_count is not published (c), taken for 0.046 of referrals" in source


def test_a_region_or_country_gives_an_agency_of_the_mean_size(tmp_path: Path):
    places = [shire(ENGLAND, case_holders_fte=300), shire(), shire("Other"), shire("Third")]
    whole = like_authority(authority(english(tmp_path, *places), ENGLAND, 2025))
    one = like_authority(authority(tmp_path, "Other", 2025))
    holders = told(whole)["case_holders"].entry
    assert holders.number == told(one)["case_holders"].entry.number
    assert "case_holders_fte 300 / 3 authorities" in holders.source


def test_posts_are_as_large_on_average_as_those_of_the_people_in_post(tmp_path: Path):
    mix = told(like(tmp_path, inpost_fte=180))["fte_mix"].entry.numbers
    sizes = BASE.several("fte_sizes")
    assert sum(s * n for s, n in zip(sizes, mix, strict=True)) == pytest.approx(900_000, rel=0.002)
    assert told(like(tmp_path, inpost_fte=250))["fte_mix"].entry.numbers == (1000, 0, 0)


def test_a_factor_that_is_not_published_is_taken_in_englands_proportion(tmp_path: Path):
    mix = like(tmp_path, Neglect="c")
    counts, england = mix.design.factors, case_factors()
    assert counts["trafficking"].number == 9
    expected = 1000 * england["neglect"].number / england["episodes"].number
    assert counts["neglect"].number == round(expected)
    assert counts["neglect"].provenance is Provenance.DERIVED
    assert "neglect" in told(mix)["factors"].partly


def test_abuse_by_persons_unknown_is_shared_out_among_children_and_adults(tmp_path: Path):
    unknown = dict.fromkeys(("Physical_Abuse_child_on_child", "Physical_Abuse_adult_on_child"), "x")
    counts = like(tmp_path, Physical_Abuse_unknown=100, **unknown).design.factors
    by_child, by_adult = (counts[f"physical-abuse-{by}-on-child"].number for by in ("child", "adult"))
    assert by_child + by_adult == 100
    assert by_adult > by_child > 0


def test_an_agency_of_one_post_and_of_no_referrals_is_made(tmp_path: Path):
    design = like(tmp_path, case_holders_fte=1, referral_count=0, rereferral_count=0)
    agency = made(design.design, 3)
    assert len(agency.workers) == 1
    assert told(design)["referrals"].instead == "referral_count is 0"


def test_episodes_of_which_every_factor_is_nothing_have_englands_mix():
    nothing = {name.replace("-", "_"): Decimal(0) for name in case_factors()}
    row = Row(FACTORS, "Nowhere", 2025, nothing | {EPISODES: Decimal(10)})
    rows = {**nothing_published().rows, FACTORS.key: row}
    design = like_authority(Place("Nowhere", 2025, rows))
    assert dict(design.design.factors) == case_factors()
    assert told(design)["factors"].instead == "every factor is 0"


def test_no_stage_is_longer_than_the_format_allows(tmp_path: Path):
    old = {"3_months_or_less": 1, "more_than_3_months_6_months": 1, "2_years_or_more": 900}
    slow = {"referral_count": 900, "no_further_action_count": 0, "not_in_need_count": 50}
    agency = made(like(tmp_path, **slow, **old).design, 1)
    assert max(stage.weeks for case in agency.cases for stage in case.stages) <= 156
