"""Dose budget: planned dose stays within each worker's budget in every coming week."""

from datetime import timedelta

from planner.domain import Exposure, Mode, PrivateProfile, Source, Step
from planner.rule import Breach
from planner.rules.dose_budget import DoseBudget
from tests.builders import TODAY, a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = DoseBudget()
TEAM = [a_worker("w1"), a_worker("w2")]


def budget(units: int) -> dict[str, int]:
    return {"unit_budget": units, "half_life_weeks": 4}


def hard(id: str = "c1", minutes: int = 240, **changes: object):
    """A case that after its four weeks, which are a half-life, has come to half its weekly dose."""
    return a_case(id, stages=(a_stage(4, exposure=minutes),), **changes)


def test_dose_that_fills_the_budget_is_allowed():
    assert told(RULE, an_agency(TEAM, [hard()], policy=budget(2000)), a_plan(c1="w1")) == []


def test_one_thousandth_of_a_unit_more_is_refused():
    agency = an_agency(TEAM, [hard()], policy=budget(1999))
    breach = Breach("dose-budget", worker="w1", week=3, limit=1999, needed=2000)
    assert told(RULE, agency, a_plan(c1="w1")) == [breach]


def test_nothing_new_is_allowed():
    assert told(RULE, an_agency(TEAM, [hard()], policy=budget(1000))) == []


def test_two_cases_that_fit_alone_may_not_fit_together():
    agency = an_agency(TEAM, [hard("c1"), hard("c2")], policy=budget(3999))
    assert [b.needed for b in told(RULE, agency, a_plan(c1="w1", c2="w1"))] == [4000]
    assert told(RULE, agency, a_plan(c1="w1", c2="w2")) == []


def test_the_same_hours_weigh_more_in_a_higher_tier():
    tiers = {tier: hard(rubric=a_tier(tier)) for tier in (2, 3)}
    agencies = {t: an_agency(TEAM, [case], policy=budget(4000)) for t, case in tiers.items()}
    assert told(RULE, agencies[2], a_plan(c1="w1")) == []
    assert told(RULE, agencies[3], a_plan(c1="w1")) != []


def test_a_worker_over_budget_gets_nothing_new_and_is_not_blamed_for_what_is_carried():
    cases = [hard("o1", 600), hard("c1", 1), hard("c2", 0)]
    agency = an_agency(TEAM, cases, assignments=(held("o1", "w1"),), policy=budget(1000))
    assert told(RULE, agency) == []
    assert told(RULE, agency, a_plan(c2="w1", c1="w2")) == []
    found = told(RULE, agency, a_plan(c1="w1"))
    assert {breach.limit for breach in found} == {1000}
    assert all(breach.needed > breach.limit for breach in found)


def test_only_the_weeks_still_over_budget_are_closed():
    cases = [hard("o1", 600), a_case("c1", stages=(a_stage(20, 0), a_stage(1, 60)))]
    agency = an_agency(TEAM, cases, assignments=(held("o1", "w1"),), policy=budget(1000))
    assert told(RULE, agency, a_plan(c1="w1")) == []


def test_what_is_carried_takes_room_from_lead_and_support_alike():
    cases = [hard("o1", 240, rubric=a_tier(2)), hard("c1", 120)]
    open_case = (held("o1", "w1", support="w2"),)
    enough = an_agency(TEAM, cases, assignments=open_case, policy=budget(3000))
    assert told(RULE, enough, a_plan(c1="w2")) == []
    short = enough.changed(policy=enough.policy.model_copy(update={"unit_budget": 2999}))
    assert [b.needed for b in told(RULE, short, a_plan(c1="w2"))] == [3000]
    assert max(b.needed for b in told(RULE, short, a_plan(c1="w1"))) == 5000


def test_a_supporting_worker_takes_a_share_of_the_dose():
    case = hard(minutes=240, rubric=a_tier(4))
    light = a_worker("w2", fte=500)
    for units, refused in ((8000, set()), (7999, {"w1", "w2"})):
        agency = an_agency([TEAM[0], light], [case], policy=budget(units))
        assert {b.worker for b in told(RULE, agency, a_plan(c1=("w1", "w2")))} == refused


def test_what_was_heard_before_today_takes_room_while_it_fades():
    heard = Exposure(
        worker="w1",
        week=TODAY - timedelta(weeks=1),
        minutes=40 * 60,
        tier=5,
        mode=Mode.LIVE,
        source=Source.CASE,
    )
    agency = an_agency(TEAM, [hard()], exposures=(heard,), policy=budget(2000))
    assert told(RULE, agency) == []
    assert {b.worker for b in told(RULE, agency, a_plan(c1="w1"))} == {"w1"}
    assert told(RULE, agency, a_plan(c1="w2")) == []


def test_a_lighter_step_leaves_less_room():
    lighter = PrivateProfile(worker="w1", step=Step.LIGHTER)
    agency = an_agency(TEAM, [hard()], profiles=(lighter,), policy=budget(2000))
    assert {b.limit for b in told(RULE, agency, a_plan(c1="w1"))} == {1500}
    assert told(RULE, agency, a_plan(c1="w2")) == []
