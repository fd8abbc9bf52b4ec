"""What is told of single suggestions in an invented agency?"""

import pytest

from planner.generate import generate
from planner.pipeline import Side, suggest, ways_now
from planner.rules import RULES
from planner.solve.baselines import best_fit, fewest_open_cases, may_lead
from planner.suggest_answers import AGENCY, suggest_times

WORKERS, CASES = 40, 12


@pytest.fixture(scope="module")
def side() -> Side:
    return Side(generate(AGENCY, 3, workers=WORKERS, new_cases=CASES))


@pytest.fixture(scope="module")
def answer():
    return suggest_times(WORKERS, CASES, 3, 30)


def new_cases(side: Side) -> list[str]:
    return [c.id for place, c in enumerate(side.problem.cases) if side.problem.is_new(place)]


def test_what_was_asked_of_which_program_is_told(side, answer):
    assert (answer.workers, answer.cases, answer.asked) == (WORKERS, CASES, 30)
    assert answer.arcs == side.program.arcs
    named = [new_cases(side)[place % CASES] for place in range(30)]
    assert answer.nobody == sum(not suggest(side, case).assignments for case in named)


def test_times_grow_from_the_half_to_all(answer):
    assert 0 < answer.p50_ms <= answer.p95_ms <= answer.p99_ms <= answer.max_ms
    assert answer.megabytes > 0


def test_no_other_way_of_choosing_is_cheaper(answer):
    assert [peer.name for peer in answer.peers] == ["fewest open cases", "greedy best fit"]
    for peer in answer.peers:
        assert peer.cost is None or peer.cost >= 1
        assert 0 <= peer.same <= peer.allowed <= 1


def test_the_best_fit_is_the_least_cost_of_its_own(side):
    layout, program = side.start.layout, side.program
    for case in new_cases(side):
        leads = layout.leads(layout.item_of[side.problem.case_at[case]])
        chosen = best_fit(program, leads)
        if ways_now(side, case):
            assert chosen is not None
            own = {int(program.worker[arc]): int(program.cost[arc]) for arc in leads.tolist()}
            assert own[chosen] == min(own.values())


def test_where_every_worker_is_everywhere_more_are_weighed():
    usual, wide = (suggest_times(120, 4, 3, 4, everywhere=everywhere) for everywhere in (False, True))
    assert (usual.everywhere, wide.everywhere) == (False, True)
    assert wide.wide > usual.wide
    assert wide.arcs > usual.arcs


def test_nobody_who_may_not_lead_at_all_has_fewest_open_cases(side):
    possible = may_lead(side.problem, RULES)
    for proposed in fewest_open_cases(side.problem, RULES).assignments:
        place = side.problem.case_at[proposed.case], side.problem.worker_at[proposed.worker]
        assert possible[place]
