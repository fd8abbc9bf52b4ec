"""Are costs, moves and steps confirmed where they are so, and refused where they are not?"""

from functools import cache

import pytest

from planner.claims import Part, Seen, Tie, Unit
from planner.domain import Plan
from planner.verify import Verdict
from tests.verify.maker import Office, moves_to, off, offices, reasons, verdicts

SEEDS = range(40)


@cache
def some() -> tuple[Office, ...]:
    return tuple(offices(SEEDS))


@pytest.fixture(params=["written out", "priced"])
def engine(request, monkeypatch):
    """Every question to both of the checker's engines: arcs written out, and sets listed by prices."""
    if request.param == "priced":
        monkeypatch.setattr("planner.verify.priced._FEW_ARCS", 0)


def deltas(office: Office):
    found = (office.delta(*pair) for pair in office.pairs())
    return [each for each in found if each is not None]


def test_there_are_enough_of_each():
    found = [claim for office in some() for claim in deltas(office)]
    assert sum(claim.value > 0 for claim in found) > 30
    assert sum(len(claim.moves) > 1 for claim in found) > 10
    steps = [office.cost_step(*pair).value for office in some() for pair in office.pairs()]
    assert {0, 1, 2} == set(steps)


def test_the_exact_cost_of_the_cheapest_plan_is_true_and_no_other(engine):
    for office in some():
        claims = deltas(office)
        assert reasons(office.check(*claims)) == []
        wrong = [off(claim, by) for claim in claims for by in (-1, 1)]
        assert verdicts(office.check(*wrong)) <= {Verdict.FALSE}


def test_a_dearer_plan_is_not_the_cheapest(engine):
    refused = 0
    for office in some():
        for case, worker in office.pairs():
            cheapest = office.delta(case, worker)
            if cheapest is None:
                continue
            wanted = office.covered(office.plan) | office.family(case)
            cost, plan = next(
                (cost, plan)
                for cost, plan in reversed(office.plans)
                if office.covered(plan) == wanted
                and any((each.case, each.worker) == (case, worker) for each in plan.assignments)
            )
            more = cost - office.plans[0][0]
            if more == cheapest.value:
                continue
            dearer = cheapest.model_copy(
                update={
                    "value": more,
                    "moves": moves_to(office.plan, plan),
                    "parts": parts(office, plan),
                }
            )
            (found,) = office.check(dearer)
            assert found.verdict is Verdict.FALSE
            assert "less." in found.reason
            within = dearer.model_copy(update={"tolerance": more - cheapest.value})
            assert verdicts(office.check(within)) == {Verdict.TRUE}
            refused += 1
    assert refused > 10


def parts(office: Office, plan: Plan) -> tuple[Part, ...]:
    from planner.goals import GOALS

    found = []
    for goal in GOALS:
        step = 1 if goal.left_weights(office.problem) is None else office.program.step
        more = goal.cost(office.problem, plan) - goal.cost(office.problem, office.plan)
        found.append(Part(goal=goal.name, value=more * step))
    return tuple(found)


def test_what_of_a_cost_is_whose_has_to_be_so():
    office, claim = next((office, each) for office in some() for each in deltas(office) if each.value)
    place = next(n for n, part in enumerate(claim.parts) if part.value)
    for by in (-1, 1):
        wrong = list(claim.parts)
        value = wrong[place].value
        wrong[place] = Part(goal=wrong[place].goal, value=value + by * max(1, abs(value) // 20))
        (found,) = office.check(claim.model_copy(update={"parts": tuple(wrong)}))
        assert found.verdict is Verdict.FALSE
        assert wrong[place].goal in found.reason


def test_moves_that_break_a_rule_or_leave_a_case_are_refused():
    office = next(each for each in some() if len(each.plan.assignments) > 2 and deltas(each))
    claim = deltas(office)[0]
    other = next(each for each in office.plan.assignments if each.case not in office.family(claim.case))
    left = {move.case: move for move in claim.moves}
    left[other.case] = left.get(other.case, moves_to(office.plan, Plan())[0]).model_copy(
        update={"case": other.case, "before": other, "after": None}
    )
    (found,) = office.check(claim.model_copy(update={"moves": tuple(left.values())}))
    assert found.verdict is Verdict.FALSE


def test_a_cost_step_is_true_and_no_other_step_is(engine):
    for office in some():
        claims = [office.cost_step(*pair) for pair in office.pairs()]
        assert reasons(office.check(*claims)) == []
        wrong = [
            claim.model_copy(update={"value": value})
            for claim in claims
            for value in {-1, 0, 1, 2, 3} - {claim.value}
        ]
        assert verdicts(office.check(*wrong)) <= {Verdict.FALSE}


def test_a_chain_says_how_many_other_cases_move():
    for office in some():
        claims = [c for c in (office.chain(*pair) for pair in office.pairs()) if c is not None]
        assert reasons(office.check(*claims)) == []
        wrong = [off(claim, by) for claim in claims for by in (-1, 1)]
        assert verdicts(office.check(*wrong)) <= {Verdict.FALSE}


def test_a_tie_is_between_workers_whose_cheapest_plans_cost_the_same(engine):
    ties = 0
    for office in some():
        for case in (each.id for each in office.problem.cases):
            found = {
                worker: delta.value
                for each, worker in office.pairs()
                if each == case and (delta := office.delta(case, worker))
            }
            if len(found) < 2 or max(found.values()) - min(found.values()) > 5_000_000:
                continue
            apart = max(found.values()) - min(found.values())
            about = office.about(value=len(found), unit=Unit.WORKERS, tolerance=apart)
            claim = Tie(**about, case=case, workers=tuple(found))
            assert reasons(office.check(claim)) == []
            wrong = [off(claim, by) for by in (-1, 1)]
            if apart:
                wrong.append(claim.model_copy(update={"tolerance": apart - max(1, apart // 20)}))
            assert verdicts(office.check(*wrong)) == {Verdict.FALSE}
            ties += 1
    assert ties > 5


def test_an_exact_cost_is_never_a_managers():
    office = next(each for each in some() if deltas(each))
    claim = deltas(office)[0].model_copy(update={"seen": Seen.MANAGER})
    assert reasons(office.check(claim)) == ["A manager would be told an exact cost or what moves."]


def test_one_worker_ties_with_whoever_is_proposed():
    ties = 0
    for office in some():
        for claim in deltas(office):
            if any(each.case == claim.case for each in office.plan.assignments) and claim.value < 10**7:
                about = office.about(value=1, unit=Unit.WORKERS, tolerance=claim.value)
                tie = Tie(**about, case=claim.case, workers=(claim.worker,))
                assert reasons(office.check(tie)) == []
                if claim.value:
                    closer = tie.model_copy(update={"tolerance": claim.value - 1})
                    assert verdicts(office.check(closer)) == {Verdict.FALSE}
                    ties += 1
    assert ties > 3
