"""Whether what is claimed of left cases and of conflicts is so."""

from dataclasses import replace

import pytest

from planner.check import breaches
from planner.claims import Seen, Unit
from planner.domain import Plan, Proposed
from planner.explain.about import About
from planner.explain.conflict import conflict
from planner.explain.impossible import impossible
from planner.explain.left_claims import left_claim, repair_claim
from planner.explain.repair import Repair, smallest_change
from planner.explain.standing import in_the_way
from planner.explain.wording import none_sentences
from planner.pipeline import Side, propose, why_left
from planner.problem import measure
from planner.program import build
from planner.rule import Breach
from planner.rules import RULES
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.outcome import Ending
from tests.builders import a_case, a_plan, a_random_agency, a_stage, a_worker, an_agency


def about(side: Side, plan: Plan) -> About:
    return About(side.program, plan, side.prices)


def test_a_left_case_and_its_smallest_change_are_claims():
    team = [a_worker("w1", week=60), a_worker("w2", languages=("polish",))]
    side = Side(an_agency(team, [a_case("c1", stages=(a_stage(4, 60),))]))
    left = left_claim(side.problem, side.program, Plan(), "c1", about(side, Plan()))
    assert left is not None
    assert (left.value, left.unit, left.seen) == (2, Unit.WORKERS, Seen.MANAGER)
    change = why_left(side, Plan(), "c1").change
    assert change is not None
    claim = repair_claim(change, "c1", about(side, Plan()))
    assert claim is not None
    (limit,) = claim.limits
    assert (limit.rule, limit.worker, limit.limit, limit.value) == ("hours", "w1", 42, 60)


def test_a_case_somebody_can_take_is_not_claimed_to_be_one_that_nobody_can():
    side = Side(an_agency([a_worker("w1")], [a_case("c1")]))
    assert left_claim(side.problem, side.program, Plan(), "c1", about(side, Plan())) is None


def test_a_second_worker_who_is_free_is_no_limit_in_the_way():
    team = [a_worker("w1", week=60), a_worker("w2", offices=("south",)), a_worker("w3", languages=())]
    case = a_case("c1", two_workers=True, stages=(a_stage(4, 60),))
    side = Side(an_agency(team, [case]))
    change = why_left(side, Plan(), "c1").change
    assert change is not None
    assert {breach.rule for breach in change.breaches} & {"one-lead"} == set()
    alone = Side(an_agency(team[:1], [case]))
    change = why_left(alone, Plan(), "c1").change
    assert change is not None
    assert {breach.rule for breach in change.breaches} == {"hours", "one-lead"}
    assert repair_claim(change, "c1", about(alone, Plan())) is None


def test_nothing_is_claimed_of_a_change_that_needs_a_helper():
    side = Side(an_agency([a_worker("w1")], [a_case("c1")]))
    change = Repair("w1", (Breach("first-year-support", case="c1", worker="w1"),))
    assert repair_claim(change, "c1", about(side, Plan())) is None


@pytest.mark.parametrize("seed", range(10))
def test_each_limit_of_a_repair_stands_in_the_way_by_itself(seed):
    side = Side(a_random_agency(seed, workers=4, cases=6)).public
    plan = propose(side.agency, 10, work=1).plan or Plan()
    for case in side.problem.left(plan):
        change = why_left(side, plan, case.id).change
        claim = None if change is None else repair_claim(change, case.id, about(side, plan))
        for limit in () if claim is None else claim.limits:
            given = Proposed(case=case.id, worker=limit.worker)
            family = next(
                (f for f in side.problem.families.values() if side.problem.case_at[case.id] in f), ()
            )
            mine = [side.problem.cases[member].id for member in family] or [case.id]
            whole = (given.model_copy(update={"case": each}) for each in mine)
            alone = [rule for rule in RULES if rule.name == limit.rule]
            found = breaches(side.problem, Plan(assignments=(*plan.assignments, *whole)), alone)
            assert any(
                (b.needed, b.limit, b.what) == (limit.value, limit.limit, limit.what) for b in found
            )


@pytest.mark.parametrize("seed", range(12))
def test_the_smallest_change_is_the_smallest_of_all_workers_changes(seed):
    side = Side(a_random_agency(seed, workers=6, cases=8)).public
    plan = propose(side.agency, 10, work=1).plan or Plan()
    problem, program = side.problem, side.program
    for case in side.problem.left(plan):
        met = {
            worker.id: in_the_way(problem, program, RULES, case.id, worker.id, beside=plan.assignments)
            for worker in problem.workers
        }
        each = [
            smallest_change(problem, program, RULES, plan, case.id, met={worker: found})
            for worker, found in met.items()
        ]
        least = min(filter(None, each), key=lambda change: change.order, default=None)
        assert smallest_change(problem, program, RULES, plan, case.id, met=met) == least


def impossible_without(problem, names) -> bool:
    """Whether the whole program has no plan under some rules: of the other engine alone."""
    program = build(problem, [rule for rule in RULES if rule.name in names], ())
    return (
        solve_by_cpsat(replace(program, left_weight=program.left_weight * 0), 10).ending is Ending.NONE
    )


def test_conflicts_are_impossible_and_possible_without_any_one_of_their_rules():
    found = 0
    for seed in range(16):
        agency = a_random_agency(seed, workers=3, cases=6).public()
        open_cases = agency.open_cases
        agency = agency.changed(
            cases=tuple(
                case.model_copy(update={"must_assign": case.id not in open_cases})
                for case in agency.cases
            )
        )
        problem = measure(agency)
        conflicting = conflict(problem, RULES)
        if conflicting is None:
            assert not impossible_without(problem, {rule.name for rule in RULES})
            continue
        found += 1
        names = set(conflicting.rules)
        assert impossible_without(problem, names)
        assert not any(impossible_without(problem, names - {name}) for name in names)
    assert found > 5


def test_a_conflict_is_a_claim_and_told():
    agency = an_agency([a_worker("w1")], [a_case("c1", must_assign=True, language="polish")])
    side = Side(agency)
    found = conflict(side.problem, RULES)
    assert found is not None
    claim = impossible(found, about(side, Plan()))
    assert (claim.rules, claim.must_assign, claim.value) == (
        ("must-assign", "qualification"),
        ("c1",),
        2,
    )
    assert none_sentences(claim) == none_sentences(found)


def test_what_claims_are_about_changes_with_the_plan_and_the_agency():
    side = Side(an_agency([a_worker("w1")], [a_case("c1")]))
    other = Side(an_agency([a_worker("w1")], [a_case("c1", stages=(a_stage(5, 70),))]))
    abouts = [about(side, Plan()), about(side, a_plan(c1="w1")), about(other, Plan())]
    assert len({(each.hashes["instance"], each.hashes["plan"]) for each in abouts}) == 3
