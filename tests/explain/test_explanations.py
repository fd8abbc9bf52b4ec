"""Whether explanations are true, and a function of public facts alone."""

import pytest

from planner.answer import explanation_answer, plan_answer, suggestion_answer
from planner.check import breaches
from planner.domain import Plan, PrivateProfile, Proposed, Step
from planner.explain.repair import relative
from planner.judged_answers import check_answer
from planner.pipeline import Side, others, propose, why_left
from planner.rules import RULES
from tests.builders import a_case, a_random_agency, a_stage, a_tier, a_worker, an_agency


def test_a_public_rule_in_the_way_is_named():
    agency = an_agency(
        [a_worker("w1"), a_worker("w2", languages=("polish",)), a_worker("w3", licences=())],
        [a_case("c1", licence="social-work")],
    )
    answer = explanation_answer(
        Side(agency), Plan(assignments=(Proposed(case="c1", worker="w1"),)), "c1"
    )
    assert [(o.worker, o.rule, o.why) for o in answer.others] == [
        ("w2", "qualification", "w2 does not speak english."),
        ("w3", "qualification", "w3 does not have the licence social-work."),
    ]


def test_whoever_no_public_rule_keeps_out_can_be_asked_at_a_rough_cost():
    burdened = a_case("o1", rubric=a_tier(4), stages=(a_stage(10, 240),))
    agency = an_agency(
        [a_worker("w1"), a_worker("w2"), a_worker("w3", months_in_field=30, months_in_post=20)],
        [a_case("c1", rubric=a_tier(3), stages=(a_stage(20, 120),)), burdened],
        assignments=({"case": "o1", "worker": "w3", "since": "2025-08-01"},),
    )
    plan = Plan(assignments=(Proposed(case="c1", worker="w1"),))
    answer = explanation_answer(Side(agency), plan, "c1")
    assert [(o.worker, o.can_be_asked, o.cost) for o in answer.others] == [
        ("w2", True, "about the same"),
        ("w3", True, "much more"),
    ]


def test_a_left_case_says_who_lacks_what_and_the_smallest_change():
    agency = an_agency(
        [a_worker("w1", week=60), a_worker("w2", languages=("polish",))],
        [a_case("c1", stages=(a_stage(4, 60),))],
    )
    side = Side(agency)
    left = why_left(side, Plan(), "c1")
    assert left.in_the_way == {("hours", ""): 1, ("qualification", "language:english"): 1}
    assert left.change is not None
    assert left.change.worker == "w1"
    (breach,) = left.change.breaches
    assert (breach.limit, breach.needed) == (42, 60)
    raised = an_agency([a_worker("w1", week=86), *agency.workers[1:]], list(agency.cases))
    plan = Plan(assignments=(Proposed(case="c1", worker="w1"),))
    assert breaches(Side(raised).problem, plan, RULES) == []  # 86 minutes x 70 % = 60


def test_a_budget_that_is_short_with_and_without_its_margin_is_told_once_as_the_larger_rise():
    sure = {"unit_budget": 1500, "budget_kept": 900, "rate_spread": 400}
    sure |= {"window_7_multiple": 20_000, "window_28_multiple": 20_000}
    agency = an_agency([a_worker("w1")], [a_case("c1", stages=(a_stage(4, 240),))], policy=sure)
    side = Side(agency)
    broken = breaches(side.problem, Plan(assignments=(Proposed(case="c1", worker="w1"),)), RULES)
    assert {breach.rule for breach in broken} == {"dose-budget", "budget-margin"}
    left = why_left(side, Plan(), "c1")
    assert left.change is not None
    (breach,) = left.change.breaches
    assert (breach.rule, breach.limit) == ("budget-margin", 1500)
    assert breach.needed == max(each.needed for each in broken) > 2000


def test_the_smallest_change_is_no_larger_than_any_other_workers():
    changes = 0
    for seed in range(25):
        side = Side(a_random_agency(seed, workers=5, cases=6, tight=bool(seed % 2)))
        plan = propose(side.agency, 10).plan
        for case in () if plan is None else side.problem.left(plan):
            left = why_left(side, plan or Plan(), case.id)
            if left.change is not None:
                assert all(relative(breach) > 0 for breach in left.change.breaches)
                assert left.could_be_asked == ()
                changes += 1
    assert changes > 10


def test_an_impossible_agency_names_a_smallest_set_of_rules():
    agency = an_agency(
        [a_worker("w1")], [a_case("c1", must_assign=True, language="polish"), a_case("c2")]
    )
    planned = propose(agency, 5)
    assert planned.plan is None
    assert planned.side.impossible is not None
    assert planned.side.impossible.rules == ("must-assign", "qualification")
    answer = plan_answer(planned)
    assert answer.ending == "none"
    assert "c1" in answer.why_none[0]


PRIVATE = [
    (),
    (PrivateProfile(worker="w2", limits=("sexual_violence",)),),
    (PrivateProfile(worker="w2", step=Step.REST),),
    (PrivateProfile(worker="w2", step=Step.LIGHTER), PrivateProfile(worker="w3", step=Step.REST)),
]


def an_agency_with(profiles):
    cases = [
        a_case("c1", rubric=a_tier(4), stages=(a_stage(12, 150),)),
        a_case("c2", rubric=a_tier(3), stages=(a_stage(8, 90),)),
    ]
    workers = [a_worker(f"w{n}", months_in_field=20 * n, months_in_post=20) for n in range(1, 6)]
    return an_agency(workers, cases, profiles=profiles)


@pytest.mark.parametrize("profiles", PRIVATE[1:])
def test_the_same_public_facts_and_plan_give_the_same_explanation(profiles):
    plan = Plan(assignments=(Proposed(case="c1", worker="w4"), Proposed(case="c2", worker="w5")))
    told = [
        explanation_answer(Side(an_agency_with(p)), plan, case).model_dump_json()
        for p in ((), profiles)
        for case in ("c1", "c2")
    ]
    assert told[:2] == told[2:]


def test_an_explanation_from_the_whole_side_would_have_told():
    """The control: the same comparison does find a difference where there is one to find."""
    plan = Plan(assignments=(Proposed(case="c1", worker="w4"),))
    whole = Side(an_agency_with(PRIVATE[1]))
    leaky = Side(whole.agency)
    leaky.__dict__["public"] = leaky
    assert others(leaky, plan, "c1") != others(whole, plan, "c1")


def test_a_worker_kept_out_by_an_own_limit_looks_like_one_not_chosen():
    limited = an_agency_with(PRIVATE[1])
    answer = suggestion_answer(Side(limited), "c1", top=10)
    assert all(o.can_be_asked for o in answer.others)
    assert "limit" not in answer.model_dump_json()


def test_a_plan_against_an_own_limit_passes_the_managers_check_but_not_the_whole_one():
    side = Side(an_agency_with(PRIVATE[1]))
    plan = Plan(assignments=(Proposed(case="c1", worker="w2"),))
    assert check_answer(side, plan, {}).fine
    assert not check_answer(side, plan, {}, whole=True).fine
    proposed = propose(side.agency, 5).plan
    assert proposed is not None
    assert check_answer(side, proposed, {}, whole=True).fine
