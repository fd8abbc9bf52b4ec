"""Does each change alter what it says, and nothing else?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Exposure, Mode
from planner.domain.exposure import Source
from planner.dose.case_dose import tier, weekly_minutes, weights
from planner.risk.card import card_of, read_card, sts_card
from planner.risk.update.card_text import card_text
from planner.sensitivity.changes import (
    with_dose_coefficient,
    with_exposure_share,
    with_policy,
    with_tier_weights,
)
from planner.sensitivity.tried import numbers, settings_tried
from planner.sensitivity.world import World
from tests.builders import (
    TODAY,
    a_case,
    a_random_agency,
    a_stage,
    a_tier,
    a_worker,
    an_agency,
    held,
)

STEEP = numbers()["steep"].numbers
FLAT = numbers()["flat"].numbers


@given(st.integers(0, 10_000), st.sampled_from([500, 1500, 4000]))
def test_another_exposure_share_leaves_every_hour_and_moves_dose_its_way(seed, times):
    agency = a_random_agency(seed)
    world = with_exposure_share(agency, times)
    for before, after in zip(agency.cases, world.agency.cases, strict=True):
        assert weekly_minutes(after) == weekly_minutes(before)
        pairs = zip(before.stages, after.stages, strict=True)
        assert all((old.other - new.other) * (times - 1000) >= 0 for old, new in pairs)
        assert all(stage.other >= 0 for stage in after.stages)


def test_half_the_exposure_is_half_the_dose_and_past_shifts_stay():
    past = [
        Exposure(
            worker="w1", week=TODAY.replace(day=22), minutes=60, tier=1, mode=Mode.LIVE, source=source
        )
        for source in (Source.CASE, Source.SHIFT)
    ]
    case = a_case(stages=(a_stage(exposure=60, other=30),))
    agency = an_agency([a_worker()], [case], exposures=tuple(past))
    after = with_exposure_share(agency, 500).agency
    assert after.cases[0].stages[0].exposure == ((Mode.LIVE, 30),)
    assert after.cases[0].stages[0].other == 60
    assert [event.minutes for event in after.exposures] == [30, 60]


def test_exposure_cannot_be_more_than_the_hours_of_a_case():
    agency = an_agency([a_worker()], [a_case(stages=(a_stage(exposure=60, other=15),))])
    stage = with_exposure_share(agency, 1500).agency.cases[0].stages[0]
    assert (stage.exposure, stage.other) == (((Mode.LIVE, 75),), 0)


def test_other_tier_weights_change_dose_in_their_world_only():
    agency = an_agency([a_worker()], [a_case(rubric=a_tier(5), stages=(a_stage(exposure=60),))])
    before = World(agency).problem
    steep = with_tier_weights(agency, STEEP, same_dose=False).problem
    assert (steep.fresh * 5 == before.fresh * 16).all()
    assert weights().by_tier == (1000, 2000, 3000, 4000, 5000)
    assert (World(agency).problem.fresh == before.fresh).all()


def dose_of_cases(agency, by_tier):
    """In hours x weight of the tier, so that no rounding up of single doses is in it."""
    total = 0
    for case in agency.cases:
        tier_weight = by_tier[tier(case, agency.referral_type_of[case.referral_type]) - 1]
        for stage in case.stages:
            spent = sum(minutes * weights().by_mode[mode] for mode, minutes in stage.exposure)
            total += spent * tier_weight * stage.weeks
    return total


@given(st.integers(0, 10_000), st.sampled_from([FLAT, STEEP]))
def test_weights_of_the_same_dose_leave_what_all_cases_bring(seed, by_tier):
    agency = a_random_agency(seed)
    world = with_tier_weights(agency, by_tier, same_dose=True)
    assert world.by_tier is not None
    assert dose_of_cases(agency, world.by_tier) == pytest.approx(
        dose_of_cases(agency, weights().by_tier), rel=0.01
    )
    assert [w / world.by_tier[0] for w in world.by_tier] == pytest.approx(
        [w / by_tier[0] for w in by_tier], rel=0.02
    )


def test_a_dose_coefficient_steepens_the_line_and_keeps_the_rest_of_the_card():
    agency = an_agency([a_worker()], [a_case()])
    world = with_dose_coefficient(agency, 250)
    card, before = card_of(world.agency.risk_card), sts_card()
    assert card.term["indirect_dose"].estimate == 0.25
    assert {n: t for n, t in card.term.items() if n != "indirect_dose"} == {
        n: t for n, t in before.term.items() if n != "indirect_dose"
    }
    slope = World(agency).problem.lines[0].slope
    assert world.problem.lines[0].slope == pytest.approx(slope * 25 / 16)


def test_no_dose_coefficient_leaves_expected_harm_out_of_the_goals():
    world = with_dose_coefficient(an_agency([a_worker()], [a_case()]), 0)
    assert len(world.program.curves) == len(World(world.agency).program.curves) - 1
    assert "expected-harm" not in {goal.name for goal in world.goals}


def test_a_coefficient_beyond_an_own_cards_interval_widens_it():
    card = sts_card()
    term = card.term["indirect_dose"].model_copy(update={"low": 0.15, "high": 0.17})
    own = card_text(card.model_copy(update={"term": card.term | {"indirect_dose": term}}))
    agency = an_agency([a_worker()], [a_case()], risk_card=own)
    changed = read_card(with_dose_coefficient(agency, 50).agency.risk_card).term["indirect_dose"]
    assert (changed.estimate, changed.low, changed.high) == (0.05, 0.05, 0.17)


def test_a_longer_half_life_does_not_change_the_budget():
    case = a_case("o1", stages=(a_stage(weeks=30),))
    agency = an_agency([a_worker()], [case], assignments=(held("o1", "w1"),))
    world = with_policy(agency, "half_life_weeks", 26)
    assert (world.problem.budget == World(agency).problem.budget).all()
    assert (world.problem.carried_dose < World(agency).problem.carried_dose).any()


def test_what_is_in_force_is_not_tried_again():
    agency = an_agency([a_worker()], [a_case()], policy={"half_life_weeks": 13, "sts_cut_off": 38})
    tried = {each.name: [value.words for value in each.values] for each in settings_tried(agency)}
    assert tried == {
        "tier weights": ["flat, same dose", "flat", "steep, same dose", "steep"],
        "half-life": ["1 week", "4 weeks", "26 weeks"],
        "exposure share": ["-50 %", "+50 %"],
        "dose coefficient": ["0.00", "0.05", "0.25"],
        "cut-off of harm": ["49 points"],
    }
