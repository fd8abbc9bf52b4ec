"""Budget margin: expected dose and a margin for what is uncertain stay within each worker's budget."""

from datetime import timedelta
from math import sqrt
from typing import Any

from planner.domain import Days, Exposure, Kind, Mode, Source
from planner.dose.margin import deviations
from planner.problem import measure
from planner.rule import Breach
from planner.rules.budget_margin import BudgetMargin
from planner.rules.dose_budget import DoseBudget
from tests.builders import TODAY, a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = BudgetMargin()
TEAM = [a_worker("w1"), a_worker("w2")]


def sure(units: int, kept: int = 900, **changes: int) -> dict[str, int]:
    """Budgets of so many units, kept with a chance of 9 in 10 where rates stray by 0.4."""
    return {
        "unit_budget": units,
        "half_life_weeks": 4,
        "budget_kept": kept,
        "rate_spread": 400,
    } | changes


def hard(id: str = "c1", minutes: int = 240, **changes: Any):
    """A case that after its four weeks, which are a half-life, has come to half its weekly dose."""
    return a_case(id, stages=(a_stage(4, exposure=minutes),), **changes)


def test_dose_and_margin_that_fill_the_budget_are_allowed():
    """2000 of dose; 632 and 452 of margin: 1.2816 x (985 + 694,044 / 985) / 2, each rounded up."""
    assert told(RULE, an_agency(TEAM, [hard()], policy=sure(3084)), a_plan(c1="w1")) == []


def test_one_thousandth_of_a_unit_more_is_refused():
    agency = an_agency(TEAM, [hard()], policy=sure(3083))
    breach = Breach("budget-margin", worker="w1", week=3, limit=3083, needed=3084)
    assert told(RULE, agency, a_plan(c1="w1")) == [breach]
    assert told(DoseBudget(), agency, a_plan(c1="w1")) == []


def test_nothing_new_is_allowed_however_small_the_budget():
    assert told(RULE, an_agency(TEAM, [hard()], policy=sure(1000))) == []


def test_an_even_chance_asks_for_nothing_whatever_the_spread():
    agency = an_agency(TEAM, [hard()], policy=sure(1000, kept=500))
    assert told(RULE, agency, a_plan(c1="w1")) == []
    assert list(RULE.locals(measure(agency))) == []
    assert measure(agency).variance.size == 0


def test_the_surer_a_budget_is_to_be_kept_the_more_is_needed():
    def needed(kept: int, **changes: int) -> int:
        agency = an_agency(TEAM, [hard()], policy=sure(1000, kept=kept, **changes))
        return max(breach.needed for breach in told(RULE, agency, a_plan(c1="w1")))

    assert 2000 < needed(700) < needed(900) < needed(990)
    assert needed(900) < needed(900, rate_spread=600)


def test_weeks_alone_may_be_what_is_uncertain():
    policy = sure(1400, rate_spread=0, weeks_spread=500)
    assert told(RULE, an_agency(TEAM, [hard()], policy=policy), a_plan(c1="w1")) != []


def test_the_margin_of_several_cases_is_less_than_the_sum_of_their_margins():
    cases = [hard(f"c{n}") for n in range(4)]
    agency = an_agency(TEAM, cases, policy=sure(10_000))
    (breach,) = told(RULE, agency, a_plan(c0="w1", c1="w1", c2="w1", c3="w1"))
    assert breach.needed - 8000 < 2 * (3084 - 2000) + 10
    least = deviations(900) * sqrt(4 * 694_044)
    assert least <= breach.needed - 8000 <= 1.03 * least


def test_what_is_carried_strays_too():
    cases = [hard("o1"), hard("c1")]
    agency = an_agency(TEAM, cases, assignments=(held("o1", "w1"),), policy=sure(5400))
    assert [b.worker for b in told(RULE, agency, a_plan(c1="w1"))] == ["w1"]
    assert told(RULE, agency, a_plan(c1="w2")) == []
    assert told(RULE, agency) == []


def test_what_was_heard_is_known_and_does_not_stray():
    heard = Exposure(
        worker="w1",
        week=TODAY - timedelta(weeks=1),
        minutes=1200,
        tier=1,
        mode=Mode.LIVE,
        source=Source.CASE,
    )
    problem = measure(an_agency(TEAM, [hard()], exposures=(heard,), policy=sure(5000)))
    assert problem.carried_dose.max() > 0
    assert not problem.carried_variance.any()


def test_a_supporting_worker_has_a_share_of_what_strays():
    agency = an_agency(TEAM, [hard(rubric=a_tier(4))], policy=sure(9000))
    problem = measure(agency)
    lead, support = problem.variance[0, 0], problem.helper_variance[0, 0]
    assert (abs(4 * support - lead) <= 4).all()
    assert {b.worker for b in told(RULE, agency, a_plan(c1=("w1", "w2")))} == {"w1"}


def test_a_part_timer_keeps_less_free_than_a_full_timer():
    light = a_worker("w2", fte=250)
    problem = measure(an_agency([TEAM[0], light], [hard()], policy=sure(9000)))
    assert problem.spread[1] < problem.spread[0]


def test_a_worker_on_duty_leads_an_immediate_response_beyond_the_margin():
    days = (Days(first=TODAY, last=TODAY),)
    team = [a_worker("w1", duty=days), a_worker("w2")]
    now: dict[str, Any] = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}
    agency = an_agency(team, [hard(rubric=a_tier(4), **now)], policy=sure(1000))
    assert told(RULE, agency, a_plan(c1="w1")) == []
    assert {b.worker for b in told(RULE, agency, a_plan(c1="w2"))} == {"w2"}
