"""Whether a row of the published workforce figures gives the parameters it should."""

from decimal import Decimal
from math import exp
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Agency
from planner.published import Fitted, Place, authority, state
from planner.published.place import Row
from planner.published.publications import ENGLISH, LEAVING, STATES, WORKFORCE
from planner.published.tables import SUPPRESSED
from planner.simulate.fit import (
    of_authority,
    of_design,
    of_place,
    of_state,
    own_arrivals,
    own_caseload,
    steady_arrivals,
)
from planner.simulate.parameters import Parameters, parameter_settings, parameters
from planner.sourced import Provenance
from tests.builders import a_case, a_stage, a_worker, an_agency, held
from tests.published.made_up import american, english, shire


def taken(fitted: list[Fitted]) -> Parameters:
    """Return the parameters in force where these were fitted."""
    return parameters(**{one.name: one.entry.value for one in fitted})


def fitted(at: Path, **figures: Any) -> list[Fitted]:
    return of_authority(authority(english(at, shire(**figures)), "Madeup Shire", 2025))


def one_of(found: list[Fitted], name: str) -> Fitted:
    return next(one for one in found if one.name == name)


def test_a_row_gives_turnover_absence_vacancy_bridging_and_caseload(tmp_path: Path):
    assert taken(fitted(tmp_path)) == parameters(
        turnover=95,  # 9.5 %
        sick_spells=1825,  # 4 % of 365 days in spells of 8
        days_to_hire=274,  # 30 vacancies, 40 starters a year
        agency_share=625,
        caseload_per_fte=160,
    )


def test_each_parameter_names_its_row_and_columns_and_whether_it_is_as_published(tmp_path: Path):
    found = fitted(tmp_path)
    assert one_of(found, "turnover").entry.provenance is Provenance.STATISTIC
    assert one_of(found, "turnover").entry.source.endswith("Madeup Shire, 2025, turnover_rate_fte 9.5")
    assert one_of(found, "days_to_hire").entry.provenance is Provenance.DERIVED
    assert one_of(found, "days_to_hire").entry.source.endswith("vacancy_fte 30, starters_fte 40")


@pytest.mark.parametrize("mark", sorted(SUPPRESSED))
def test_a_suppressed_figure_keeps_the_default_and_says_so(tmp_path: Path, mark: str):
    found = fitted(tmp_path, turnover_rate_fte=mark)
    assert "turnover_rate_fte is not published" in one_of(found, "turnover").instead
    assert taken(found).turnover == parameters().turnover
    assert taken(found).caseload_per_fte == 160


def test_a_row_with_everything_suppressed_gives_the_defaults():
    rows = {each.key: Row(each, "Nowhere", 2025, absent="there is nothing") for each in ENGLISH}
    found = of_authority(Place("Nowhere", 2025, rows))
    assert taken(found) == parameters()
    assert {one.instead for one in found} == {"there is nothing"}
    american_rows = {each.key: Row(each, "Made", 2014, absent="there is nothing") for each in STATES}
    assert taken(of_state(Place("Made", 2014, american_rows))) == parameters()


amounts = st.none() | st.decimals(0, 100_000, places=1)


@given(st.fixed_dictionaries(dict.fromkeys(WORKFORCE.columns, amounts)))
def test_any_figures_give_parameters_within_their_bounds(figures: dict[str, Decimal | None]):
    known = {name: figure for name, figure in figures.items() if figure is not None}
    marks = {name: "c" for name, figure in figures.items() if figure is None}
    found = of_authority(Place("Any", 2025, {"workforce": Row(WORKFORCE, "Any", 2025, known, marks)}))
    for one in found:
        entry, setting = one.entry, parameter_settings()[one.name]
        assert setting.least is not None
        assert setting.most is not None
        assert setting.least <= entry.number <= setting.most
        assert bool(one.instead) == (entry == setting)


@given(st.decimals(0, 1, places=4))
def test_a_share_that_is_gone_a_year_later_is_the_yearly_rate_that_leaves_so_many(gone: Decimal):
    row = Row(LEAVING, "Made", 2014, {"upper.turnover.caseworker": gone})
    rate = one_of(of_state(Place("Made", 2014, {LEAVING.key: row})), "turnover").entry.number
    if gone <= Decimal("0.9"):
        assert 1 - exp(-rate / 1000) == pytest.approx(float(gone), abs=0.001)
    assert 0 <= rate <= 5000


def test_without_starters_the_days_to_hire_are_not_known(tmp_path: Path):
    found = one_of(fitted(tmp_path, starters_fte=0), "days_to_hire")
    assert (found.entry.number, found.instead) == (parameters().days_to_hire, "starters_fte is 0")


def test_a_figure_beyond_what_a_parameter_allows_is_taken_as_its_bound(tmp_path: Path):
    found = fitted(tmp_path, vacancy_fte=118, starters_fte=2)
    assert one_of(found, "days_to_hire").entry.number == 3650


def an_agency_with_lives(*weeks: int, fte: int = 1000) -> Agency:
    cases = [a_case(f"c{n}", stages=(a_stage(life),)) for n, life in enumerate(weeks)]
    open_one = a_case("c9", stages=(a_stage(150),))
    return an_agency([a_worker(fte=fte)], [*cases, open_one], assignments=(held("c9", "w1"),))


def test_steady_arrivals_keep_the_caseload_by_littles_law():
    given = parameters(caseload_per_fte=150)
    assert steady_arrivals(an_agency_with_lives(20, 40), given) == 500  # 15 cases / 30 weeks
    assert steady_arrivals(an_agency_with_lives(20, 40, fte=600), given) == 300
    assert steady_arrivals(an_agency_with_lives(), given) == 100  # the open cases, where none is new
    assert steady_arrivals(an_agency([a_worker()], []), given) == 0


def test_an_agencys_own_caseload_and_arrivals_are_its_open_cases_and_say_how():
    agency = an_agency_with_lives(20, 40, fte=500)
    caseload = own_caseload(agency)
    assert caseload.entry.number == 20  # one case in half a post
    assert caseload.entry.source == "1 open cases / 0.5 full-time posts"
    arrivals = own_arrivals(agency, caseload.entry)
    assert arrivals.entry.number == 33  # 1 case / 30 weeks
    assert "30.0 weeks that the 2 new cases stay open" in arrivals.entry.source
    nobody = an_agency([a_worker()], [])
    assert own_caseload(nobody).instead == "nobody holds a case"
    assert own_arrivals(nobody, caseload.entry).instead == "there are no cases"


def test_an_invented_agency_has_the_turnover_it_is_drawn_from_where_that_is_not_the_shipped_one():
    agency, shipped = an_agency_with_lives(20, 40), parameter_settings()["turnover"]
    own = shipped.model_copy(update={"value": 300, "source": "somebody"})
    found = of_design(agency, {"turnover": own})
    assert one_of(found, "turnover").entry.number == 300
    assert one_of(found, "turnover").entry.source == "somebody"
    assert "turnover" not in [one.name for one in of_design(agency, {"turnover": shipped})]


def test_an_agency_made_of_a_row_has_the_rows_caseload_or_else_its_own(tmp_path: Path):
    agency, drawn = an_agency_with_lives(20, 40), parameter_settings()["turnover"]
    place = authority(english(tmp_path), "Madeup Shire")
    found = taken(of_place(place, agency, drawn))
    assert found.caseload_per_fte == 160
    assert found.arrivals_per_week_thousandths == 533  # 16 / 30 weeks
    found = taken(of_place(state(american(tmp_path), "OK"), agency, drawn))
    assert found.caseload_per_fte == 10
    assert found.turnover == 223  # -ln(1 - 0.2)
