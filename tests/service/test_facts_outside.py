"""Is a fact that goes out and comes back the same fact?"""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.facts.outside import facts_of, noun_of
from planner.domain import Case, Days, Exposure, Mode, Source, Stage, StandingExposure, Team, Worker
from planner.errors import BadInput
from planner.intake import read_agency
from tests.builders import a_case, a_worker

SCENARIOS = Path(__file__).parent.parent.parent / "scenarios"
HOURS = st.integers(0, 60 * 60)
DATES = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("name", ["rural-district", "trafficking-ngo", "advocacy-centre"])
def test_every_record_of_a_shipped_agency_comes_back_as_it_was(name: str):
    agency = read_agency(SCENARIOS / name)
    for noun in (*agency.teams, *agency.referral_types, *agency.workers, *agency.cases):
        assert noun_of(type(noun), facts_of(noun)) == noun
    for event in agency.exposures[:500]:
        assert noun_of(Exposure, facts_of(event)) == event


@given(
    fte=st.integers(1, 1000),
    week=st.integers(1, 3600),
    months=st.integers(0, 720),
    days=st.lists(st.builds(Days, first=DATES, last=DATES), max_size=3, unique=True),
    standing=st.lists(
        st.builds(
            StandingExposure,
            tier=st.integers(1, 5),
            mode=st.sampled_from(Mode),
            minutes=st.integers(1, 3600),
        ),
        max_size=3,
        unique=True,
    ),
)
def test_any_worker_comes_back_as_they_were(fte, week, months, days, standing):
    worker: Worker = a_worker().model_copy(
        update={
            "fte": fte,
            "week": week,
            "months_in_field": months,
            "leave": tuple(days),
            "standing_exposure": tuple(standing),
        }
    )
    assert noun_of(Worker, facts_of(worker)) == worker


@given(
    weeks=st.integers(1, 156),
    exposure=st.dictionaries(st.sampled_from(Mode), HOURS, max_size=3),
    other=HOURS,
    dates=st.lists(DATES, max_size=3, unique=True),
)
def test_any_case_comes_back_as_it_was(weeks, exposure, other, dates):
    stage = Stage(name="ongoing", weeks=weeks, exposure=tuple(exposure.items()), other=other)
    case: Case = a_case().model_copy(update={"stages": (stage,), "court_dates": tuple(dates)})
    assert noun_of(Case, facts_of(case)) == case


@given(minutes=st.integers(0, 7 * 24 * 60), tier=st.integers(1, 5), week=DATES)
def test_any_exposure_comes_back_as_it_was(minutes, tier, week):
    event = Exposure(
        worker="w-1", week=week, minutes=minutes, tier=tier, mode=Mode.LIVE, source=Source.CASE
    )
    assert noun_of(Exposure, facts_of(event)) == event


@pytest.mark.parametrize("bad", [None, [], "x", 3, {}, {"id": "someone@example.org"}])
def test_what_is_no_team_is_refused_and_nothing_else_happens(bad):
    with pytest.raises(BadInput):
        noun_of(Team, bad)
