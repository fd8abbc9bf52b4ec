"""Exact costs of everybody a plan did not choose, beside those that another engine finds."""

from io import StringIO
from typing import TypeVar

import pytest
from rich.console import Console, RenderableType

from planner.audit_answers import audit_answer
from planner.claims import Can, Cannot, Chain, Claims, Delta, LowerBound, Optimal, Tie
from planner.domain import Kind, Plan
from planner.explain.standing import item_of
from planner.generate import generate
from planner.pipeline import Side, propose
from planner.present.audit import AuditAnswer, audit_page
from planner.present.charts.waterfall import waterfall_chart
from planner.program import Program
from planner.solve.cpsat import solve_by_cpsat
from tests.builders import a_case, a_plan, a_stage, a_worker, an_agency


def printed(page: RenderableType) -> str:
    console = Console(width=110, file=StringIO(), record=True)
    console.print(page)
    return console.export_text()


C = TypeVar("C", Can, Cannot, Chain, Delta, LowerBound)


def _of(answer: AuditAnswer, kind: type[C]) -> dict[str, C]:
    return {claim.worker: claim for claim in answer.claims.claims if isinstance(claim, kind)}


def _planned(side: Side) -> Plan:
    plan = propose(side.agency, 8.0).plan
    assert plan is not None
    return plan


def _among(side: Side, plan: Plan) -> Program:
    items = {item_of(side.problem, side.program, p.case) for p in plan.assignments}
    return side.program.among(items | set(side.program.item[side.program.stays].tolist()))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_deltas_are_what_another_engine_finds_and_bounds_are_no_higher(seed):
    side = Side(generate("english-authority", seed, workers=20, new_cases=8))
    plan = _planned(side)
    among = _among(side, plan)
    chosen = among.chosen(side.problem, plan)
    assert chosen is not None
    for case in [p.case for p in plan.assignments][:2]:
        answer = audit_answer(side, plan, case, seconds=60.0)
        deltas, bounds = _of(answer, Delta), _of(answer, LowerBound)
        able = set(_of(answer, Can)) | {w for w, c in _of(answer, Cannot).items() if c.beside}
        for worker in able:
            arc = among.lead_arc[item_of(side.problem, among, case), side.problem.worker_at[worker]]
            forced = among.forced(arc)
            found = solve_by_cpsat(forced, 60.0)
            best = found.chosen
            if best is not None and forced.left(best) > among.left(chosen):
                best = None  # not all that the plan places
            assert (best is not None) == (worker in deltas)
            if best is not None:
                true = forced.rest(best) - among.rest(chosen)
                delta = deltas[worker]
                assert true <= delta.value <= true + delta.tolerance
                assert sum(part.value for part in delta.parts) == delta.value
                assert bounds[worker].value <= true


def test_what_else_moves_is_a_chain_that_ends_where_the_delta_says():
    long = (a_stage(exposure=0, other=900),)
    team = [a_worker("w1", skills=("court",)), a_worker("w2", skills=("court",)), a_worker("w3")]
    cases = [a_case("c1", stages=long, skills_preferred=("court",)), a_case("c2", stages=long)]
    side = Side(an_agency(team, cases))
    answer = audit_answer(side, a_plan(c1="w1", c2="w2"), "c1", seconds=20.0)
    chain = _of(answer, Chain)["w2"]
    assert chain.value == 1
    assert {move.case for move in chain.moves} == {"c1", "c2"}
    assert _of(answer, Delta)["w2"].moves == chain.moves


def test_workers_alike_are_said_to_be_as_good_as_each_other():
    side = Side(an_agency([a_worker("w1"), a_worker("w2"), a_worker("w3")], [a_case("c1")]))
    answer = audit_answer(side, a_plan(c1="w1"), "c1", seconds=20.0)
    (tie,) = (claim for claim in answer.claims.claims if isinstance(claim, Tie))
    assert (tie.workers, tie.value) == (("w2", "w3"), 2)
    assert "w1, w2, w3" in printed(audit_page(answer))


def test_who_cannot_take_the_case_has_a_rule_and_no_cost():
    team = [a_worker("w1", languages=("polish",)), a_worker("w2")]
    side = Side(an_agency(team, [a_case("c1", language="polish", kind=Kind.ADVOCACY)]))
    answer = audit_answer(side, a_plan(c1="w1"), "c1", seconds=20.0)
    assert len(answer.claims.claims) == 1
    cannot = _of(answer, Cannot)["w2"]
    assert (cannot.rule, cannot.what, cannot.beside) == ("qualification", "language:polish", False)
    assert "w2 does not speak polish." in printed(audit_page(answer))


def test_a_left_case_has_no_costs_to_tell():
    side = Side(an_agency([a_worker("w1")], [a_case("c1")]))
    assert audit_answer(side, a_plan(), "c1", seconds=20.0).claims.claims == ()


def test_a_searched_plan_comes_with_how_far_it_can_be_from_the_best():
    side = Side(an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1")]))
    planned = propose(side.agency, 5.0, priced=True)
    assert planned.plan is not None
    answer = audit_answer(
        side, planned.plan, "c1", seconds=20.0, certificate=planned.outcome.certificate
    )
    (optimal,) = (claim for claim in answer.claims.claims if isinstance(claim, Optimal))
    assert optimal.value < 10  # cost points


def test_claims_are_the_same_once_written_and_read():
    side = Side(generate("english-authority", 1, workers=20, new_cases=8))
    plan = _planned(side)
    answer = audit_answer(side, plan, plan.assignments[0].case, seconds=20.0)
    assert Claims.model_validate_json(answer.claims.model_dump_json()) == answer.claims


def test_the_bars_of_a_cost_begin_where_the_last_ended_and_add_up():
    side = Side(generate("english-authority", 2, workers=20, new_cases=8))
    plan = _planned(side)
    answer = audit_answer(side, plan, plan.assignments[0].case, seconds=60.0)
    delta = max(_of(answer, Delta).values(), key=lambda delta: len(delta.parts))
    *bars, total = waterfall_chart(delta)["vconcat"][0]["data"]["values"]
    assert len(bars) == len(delta.parts) > 0
    assert [bar["begin"] for bar in bars] == [0.0, *(bar["end"] for bar in bars[:-1])]
    assert bars[-1]["end"] == pytest.approx(total["end"])
