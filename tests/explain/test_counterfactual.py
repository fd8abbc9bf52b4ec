"""Whether a counterfactual is true, and minimal, and changes only what may be changed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.plainly import Plainly
from planner.claims import Change, Counterfactual
from planner.domain import Days, GroupRule, Kind
from planner.explain.about import About
from planner.explain.added_cost import Added
from planner.explain.counterfactual import counterfactual
from planner.explain.levers import changed
from planner.explain.what_if import WhatIf
from planner.explain.wording import counterfactual_sentences
from planner.generate import NAMES, generate
from planner.pipeline import Side, propose
from planner.problem import measure, surveyed
from planner.rules import RULES
from tests.builders import TODAY, a_case, a_plan, a_random_agency, a_stage, a_tier, a_worker, an_agency


def found_for(agency, plan, case: str, worker: str) -> Counterfactual | None:
    side = Side(agency).public
    what_if = WhatIf(side.problem, side.program, RULES, side.goals, plan, case)
    return counterfactual(what_if, worker, About(side.program, plan, side.prices))


def is_true(agency, plan, claim: Counterfactual) -> bool:
    side = Side(agency).public
    return Plainly(side.agency, side.goals, plan, claim.case).true(claim)


def total(side: Side, plan) -> int:
    chosen = side.program.chosen(side.problem, plan)
    assert chosen is not None
    return side.program.total(chosen)


HARD = {"rubric": a_tier(3), "stages": (a_stage(20, 120),)}


def test_a_record_that_is_lacking_is_added():
    team = [a_worker("w1"), a_worker("w2", licences=(), languages=("polish",))]
    agency, plan = an_agency(team, [a_case("c1", licence="social-work")]), a_plan(c1="w1")
    claim = found_for(agency, plan, "c1", "w2")
    assert claim is not None
    assert {(c.lever, c.what) for c in claim.changes} == {
        ("licence", "social-work"),
        ("language", "english"),
    }
    assert is_true(agency, plan, claim)


def test_hours_rise_by_whole_hours_to_the_least_that_is_enough():
    team = [a_worker("w1"), a_worker("w2", week=60)]
    agency = an_agency(team, [a_case("c1", stages=(a_stage(4, 60, 40),))])
    claim = found_for(agency, a_plan(c1="w1"), "c1", "w2")
    assert claim is not None
    (change,) = claim.changes
    # 100 minutes of work ask for 143 of contract at 70 % of them productive: 180 in whole hours
    assert (change.what, change.before, change.after, change.step) == ("week", 60, 180, 60)
    assert is_true(agency, a_plan(c1="w1"), claim)


def test_a_cheaper_colleague_is_away():
    team = [a_worker("w1"), a_worker("w2", months_in_field=30, months_in_post=20), a_worker("w3")]
    busy = a_case("o1", rubric=a_tier(4), stages=(a_stage(10, 240),))
    agency = an_agency(
        team,
        [a_case("c1", **HARD), busy],
        assignments=({"case": "o1", "worker": "w3", "since": "2025-08-01"},),
    )
    claim = found_for(agency, a_plan(c1="w1"), "c1", "w3")
    assert claim is not None
    assert claim.changes == (Change(worker="w1", lever="away"), Change(worker="w2", lever="away"))
    assert is_true(agency, a_plan(c1="w1"), claim)


def test_what_the_case_is_better_off_with_takes_the_place_of_several_who_are_away():
    case = a_case("c1", language="polish", interpreter=True)
    team = [a_worker(f"w{n}", languages=("english", "polish")) for n in range(3)] + [a_worker("w9")]
    agency = an_agency(team, [case])
    claim = found_for(agency, a_plan(c1="w1"), "c1", "w9")
    assert claim is not None
    assert claim.changes == (Change(worker="w9", lever="language", what="polish"),)
    assert is_true(agency, a_plan(c1="w1"), claim)


def test_a_worker_who_adds_no_more_than_anybody_needs_no_change():
    agency = an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1")])
    claim = found_for(agency, a_plan(c1="w1"), "c1", "w2")
    assert claim is not None
    assert (claim.value, claim.changes) == (0, ())


@pytest.mark.parametrize(
    ("case", "worker"),
    [
        ({}, {"conflicts": ("c1",)}),
        ({"client_refuses": ("w2",)}, {}),
        ({"client_requires": ("evening-visits",)}, {}),
        ({}, {"leave": (Days(first=TODAY, last=TODAY.replace(month=12)),)}),
    ],
)
def test_nothing_is_said_where_only_what_may_not_change_would_help(case, worker):
    offers = {"offers": ("evening-visits",)}
    agency = an_agency([a_worker("w1", **offers), a_worker("w2", **worker)], [a_case("c1", **case)])
    assert found_for(agency, a_plan(c1="w1"), "c1", "w2") is None


def test_whoever_is_away_is_not_asked_to_help_either():
    first_year = {"months_in_field": 6, "months_in_post": 6}
    team = [a_worker("w1"), a_worker("w2", **first_year), a_worker("w3", offices=("south",))]
    agency = an_agency(team, [a_case("c1", rubric=a_tier(4), stages=(a_stage(4, 30),))])
    side, plan = Side(agency), a_plan(c1="w1")
    added = Added(side.problem, side.program, plan, "c1")
    assert set(added.costs()) == {"w1", "w2"}
    assert added.costs(["w1"]) == {}  # w1 is the only one who could support w2
    assert found_for(agency, plan, "c1", "w2") is None


def test_the_saving_of_a_group_is_counted_where_the_worker_leads_the_rest():
    group = {"group": "g1", "group_rule": GroupRule.PREFERRED}
    cases = [a_case("c1", **group), a_case("c2", kind=Kind.ADVOCACY, **group)]
    agency = an_agency([a_worker("w1"), a_worker("w2")], cases)
    side, plan = Side(agency), a_plan(c1="w1", c2="w2")
    costs = Added(side.problem, side.program, plan, "c2").costs()
    totals = {w: total(side, a_plan(c1="w1", c2=w)) for w in ("w1", "w2")}
    assert costs["w1"] - costs["w2"] == totals["w1"] - totals["w2"]


@pytest.mark.parametrize("seed", range(12))
def test_every_counterfactual_is_true_and_minimal_where_every_rule_has_something_to_say(seed):
    agency = a_random_agency(seed, workers=5, cases=5, tight=bool(seed % 2)).public()
    plan = propose(agency, 10, work=1).plan
    if plan is None:
        return
    side = Side(agency)
    for case in side.problem.cases[:4]:
        for worker in side.problem.workers:
            claim = found_for(agency, plan, case.id, worker.id)
            if claim is not None:
                assert is_true(agency, plan, claim), claim


@pytest.mark.ci
@pytest.mark.parametrize("seed", range(5))
def test_every_counterfactual_of_a_made_up_agency_is_true_minimal_and_short(seed):
    agency = generate(NAMES[seed], seed, workers=12, new_cases=6).public()
    plan = propose(agency, 30, work=1).plan
    assert plan is not None
    sizes = []
    for case in Side(agency).problem.cases[:5]:
        for worker in agency.workers[::3]:
            claim = found_for(agency, plan, case.id, worker.id)
            if claim is not None:
                assert is_true(agency, plan, claim), claim
                sizes.append(claim.value)
    assert not sizes or np.median(sizes) <= 2


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 200), week=st.integers(1, 3000), skills=st.sets(st.just("forensic")))
def test_most_facts_of_a_worker_change_nothing_in_the_survey(seed, week, skills):
    agency = a_random_agency(seed, workers=3, cases=3).public()
    one = agency.workers[0]
    facts = [Change(worker=one.id, lever="number", what="week", before=one.week, after=week)]
    facts += [Change(worker=one.id, lever="skill", what=skill) for skill in skills - {*one.skills}]
    facts += [
        Change(worker=one.id, lever="training", what="t"),
        Change(worker=one.id, lever="office", what="o"),
    ]
    other = changed(agency, facts)
    before, after = surveyed(agency), surveyed(other)
    assert before.moving == after.moving
    for field in ("usual", "start"):
        assert np.array_equal(getattr(before, field), getattr(after, field))
    for field, value in vars(before.carried).items():
        assert np.array_equal(value, getattr(after.carried, field)), field
    assert np.array_equal(measure(other).carried_dose, measure(agency).carried_dose)


def test_a_counterfactual_is_told_in_plain_words():
    team = [a_worker("w1"), a_worker("w2", week=60, licences=())]
    agency = an_agency(team, [a_case("c1", licence="social-work", stages=(a_stage(4, 60, 40),))])
    claim = found_for(agency, a_plan(c1="w1"), "c1", "w2")
    assert counterfactual_sentences(claim, "c1", "w2") == [
        "All else as proposed, c1 would go to w2 with the licence social-work and 3 hours of contract a"
        " week, now 1.",
        "Each of these is needed.",
        "An hour less would not do.",
    ]
    (none,) = counterfactual_sentences(None, "c1", "w2")
    assert none.startswith("No other skills, office, hours or colleagues away were found")
