"""How much a case weighs, by hand."""

from datetime import timedelta

import pytest

from planner.domain import FACTS, Exposure, Fact, Mode, ReferralType, Source, Stage, shipped_weights
from planner.dose.case_dose import dose, event_dose, tier, weekly_dose, weekly_minutes
from tests.builders import TODAY, a_case, a_rubric, a_stage

COURT = ReferralType(id="court")


@pytest.mark.parametrize(("facts", "expected"), [(0, 1), (1, 2), (3, 4), (4, 5), (5, 5), (6, 5)])
def test_the_tier_is_one_and_one_for_each_fact_and_never_above_five(facts: int, expected: int):
    assert tier(a_case(rubric=a_rubric(*FACTS[:facts])), COURT) == expected


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_counts_one(fact: str):
    assert tier(a_case(rubric=a_rubric(fact)), COURT) == 2


def test_an_unknown_fact_counts_where_the_referral_type_says_so():
    case = a_case(
        rubric=a_rubric(sexual_violence=Fact.UNKNOWN, graphic_material=Fact.UNKNOWN),
    )
    one = ReferralType(id="court", unknown_means_yes=("sexual_violence",))
    assert [tier(case, r) for r in (COURT, one, ReferralType(id="x", unknown_means_yes=()))] == [
        3,
        2,
        1,
    ]


@pytest.mark.parametrize(
    ("minutes", "of_tier", "mode", "expected"),
    [
        (60, 1, Mode.LIVE, 1000),  # the unit: one hour, live, tier 1
        (60, 5, Mode.LIVE, 5000),
        (90, 3, Mode.MEDIA, 6750),  # 1.5 h x 3 x 1.5
        (60, 2, Mode.READING, 1500),  # 1 h x 2 x 0.75
        (1, 1, Mode.LIVE, 17),  # 16.67, rounded up
        (3, 1, Mode.LIVE, 50),  # 50 exactly, not 51
        (0, 5, Mode.MEDIA, 0),
    ],
)
def test_dose_is_hours_by_tier_by_mode_rounded_up(minutes: int, of_tier: int, mode: Mode, expected: int):
    assert dose(minutes, of_tier, mode, shipped_weights()) == expected


def test_a_week_of_dose_follows_the_stages_and_their_modes():
    mixed = Stage(name="intake", weeks=2, exposure=((Mode.READING, 60), (Mode.LIVE, 30)), other=45)
    case = a_case(stages=(mixed, a_stage(1, exposure=120), a_stage(1, exposure=0)))
    assert weekly_dose(case, 2, shipped_weights()) == [2500, 2500, 4000, 0]
    assert case.weeks == 4


def test_a_week_of_work_is_exposure_in_every_mode_and_all_else():
    mixed = Stage(name="intake", weeks=2, exposure=((Mode.READING, 60), (Mode.LIVE, 30)), other=45)
    case = a_case(stages=(mixed, a_stage(1, exposure=10, other=5)))
    assert weekly_minutes(case) == [135, 135, 15]


def test_an_event_of_the_ledger_weighs_like_a_case():
    event = Exposure(
        worker="w1",
        week=TODAY - timedelta(weeks=1),
        minutes=40,
        tier=3,
        mode=Mode.LIVE,
        source=Source.SHIFT,
    )
    assert event_dose(event, shipped_weights()) == 2000
