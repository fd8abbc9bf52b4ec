"""Does each change alter what it says, and nothing else?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.check import breaches
from planner.domain import Exposure, Mode, Plan, Proposed, alternatives
from planner.domain.exposure import Source
from planner.dose.brought import minutes_by_tier
from planner.dose.case_dose import weekly_minutes
from planner.risk.card import card_of, read_card, sts_card
from planner.risk.update.card_text import card_text
from planner.rules import RULES
from planner.sensitivity.changes import (
    with_chance_level,
    with_dose_coefficient,
    with_exposure_share,
    with_policy,
    with_tier_weights,
)
from planner.sensitivity.tried import settings_tried
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

FLAT, STEEP = (alternatives()[name] for name in ("flat", "steep"))


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


def test_other_tier_weights_change_dose_in_their_world_and_no_budget():
    agency = an_agency([a_worker()], [a_case(rubric=a_tier(5), stages=(a_stage(exposure=60),))])
    before = World(agency).problem
    steep = with_tier_weights(agency, STEEP, budget_too=False).problem
    assert (steep.fresh * 5 == before.fresh * 16).all()
    assert (steep.budget == before.budget).all()


@given(st.integers(0, 10_000), st.sampled_from([FLAT, STEEP]))
def test_with_the_budget_too_the_work_of_this_week_sits_where_it_sat(seed, weights):
    agency = a_random_agency(seed)
    world = with_tier_weights(agency, weights, budget_too=True)
    assert world.agency.weights == weights
    brought = minutes_by_tier(agency)
    shares = [
        sum(m * w for m, w in zip(brought, each.weights.by_tier, strict=True)) / each.policy.unit_budget
        for each in (agency, world.agency)
    ]
    assert shares[1] == pytest.approx(shares[0], rel=0.05)


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
    world = with_policy(agency, half_life_weeks=26)
    assert (world.problem.budget == World(agency).problem.budget).all()
    assert (world.problem.carried_dose < World(agency).problem.carried_dose).any()


def test_what_is_in_force_is_not_tried_again():
    agency = an_agency([a_worker()], [a_case()], policy={"half_life_weeks": 13, "sts_cut_off": 38})
    tried = {each.name: [value.words for value in each.values] for each in settings_tried(agency)}
    assert tried == {
        "tier weights": ["flat, budget too", "flat", "steep, budget too", "steep"],
        "half-life": ["1 week", "4 weeks", "26 weeks"],
        "exposure share": ["-50 %", "+50 %"],
        "dose coefficient": ["0.00", "0.05", "0.25"],
        "cut-off of harm": ["49 points"],
        "chance level": ["80 of 100", "95 of 100"],
    }


@pytest.mark.parametrize(
    ("policy", "in_force", "tried", "spreads"),
    [
        ({}, "even", ["80 of 100", "95 of 100"], (400, 300)),
        ({"rate_spread": 200}, "even", ["80 of 100", "95 of 100"], (200, 0)),
        ({"weeks_spread": 200}, "even", ["80 of 100", "95 of 100"], (0, 200)),
        ({"budget_kept": 950, "rate_spread": 100}, "95 of 100", ["even", "80 of 100"], (100, 0)),
        (
            {"budget_kept": 975, "rate_spread": 100},
            "97.5 of 100",
            ["even", "80 of 100", "95 of 100"],
            (100, 0),
        ),
    ],
)
def test_another_chance_level_is_tried_with_spreads_and_an_agencys_own_stay(
    policy, in_force, tried, spreads
):
    agency = an_agency([a_worker()], [a_case()], policy=policy)
    setting = settings_tried(agency)[-1]
    assert (setting.in_force, [value.words for value in setting.values]) == (in_force, tried)
    chances = {"even": 500, "80 of 100": 800, "95 of 100": 950}
    for value in setting.values:
        changed = value.world(agency).agency.policy
        assert (changed.rate_spread, changed.weeks_spread) == spreads
        assert changed.budget_kept == chances[value.words]


def test_a_surer_budget_has_less_room_and_breaks_a_plan_that_filled_it():
    cases = [a_case(f"c{place}", stages=(a_stage(weeks=20, exposure=60),)) for place in range(2)]
    agency = an_agency([a_worker()], cases)
    full = int(World(agency).problem.dose[0].sum(axis=0).max())
    agency = an_agency([a_worker()], cases, policy={"unit_budget": full})
    plan = Plan(assignments=tuple(Proposed(case=c.id, worker="w1") for c in cases))
    broken = {
        kept: {b.rule for b in breaches(with_chance_level(agency, kept, 400, 300).problem, plan, RULES)}
        for kept in (500, 950)
    }
    assert "budget-margin" not in broken[500]
    assert "budget-margin" in broken[950]


def test_an_agencys_own_weights_are_named_and_both_alternatives_tried():
    own = alternatives()["linear"].changed(name="ours")
    twice = own.tier_weights.model_copy(update={"value": [1000, 2000, 2000, 4000, 5000]})
    agency = an_agency([a_worker()], [a_case()], weights=own.changed(tier_weights=twice))
    first = settings_tried(agency)[0]
    assert first.in_force == "ours"
    assert len(first.values) == 6
