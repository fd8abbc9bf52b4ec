"""Do prices cost a plan the same by the program and by hand, and change nothing where there are none?"""

import numpy as np

from planner.check import cost
from planner.domain import Role
from planner.goals import GOALS
from planner.pipeline import Side, propose, suggest
from planner.prices import Lookahead, Prices, held_back, shipped_numbers
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.rules.one_lead import OneLead
from planner.rules.presence import Presence
from planner.rules.together import Together
from planner.solve.insertion import greedy
from tests.builders import a_case, a_random_agency, a_worker, an_agency
from tests.prices.outlooks import some_prices
from tests.program.choices import choices

FEW_RULES = (OneLead(), Presence(), Together())
PEOPLE = [a_worker("w1", skills=("rare",)), a_worker("w2")]
AGENCY = an_agency(PEOPLE, [a_case("c1")])


def of_two(dear: str, price: int = 10_000_000) -> Prices:
    """Return prices of w1 and w2 by which only one is dear."""
    minutes = np.zeros((2, 4), dtype=np.int64)
    minutes[("w1", "w2").index(dear)] = price
    return Prices(("w1", "w2"), minutes, np.zeros((2, 4), dtype=np.int64))


def test_the_program_and_the_goal_agree_on_what_the_room_of_a_plan_is_worth():
    rng = np.random.default_rng(1)
    different = set()
    for choice in choices(range(80), plans=2, rules=FEW_RULES):
        look = Lookahead(some_prices(choice.problem, rng))
        goals = (*GOALS, look)
        program = build(choice.problem, FEW_RULES, goals)
        chosen = program.chosen(choice.problem, choice.plan)
        assert chosen is not None
        assert program.total(chosen) == cost(choice.problem, choice.plan, goals, program.step)
        different.add(look.cost(choice.problem, choice.plan))
    assert len(different) > 40


def test_no_prices_and_prices_of_nothing_give_the_plan_of_before():
    for seed in range(3):
        agency = a_random_agency(seed)
        nothing = Prices(("w0",), *np.zeros((2, 1, 4), dtype=np.int64))
        usual, with_none, with_zero = (
            Side(agency),
            Side(agency, None),
            Side(agency, nothing),
        )
        assert (with_none.program.cost == usual.program.cost).all()
        assert with_none.goals == GOALS
        assert (with_zero.program.cost == usual.program.cost).all()
        assert propose(agency, 5).plan == propose(agency, 5, prices=nothing).plan


def test_a_case_goes_to_the_worker_whose_room_is_worth_less():
    for dear, other in (("w1", "w2"), ("w2", "w1")):
        prices = of_two(dear)
        assert suggest(Side(AGENCY, prices), "c1").assignments[0].worker == other
        planned = propose(AGENCY, 5, prices=prices)
        assert planned.plan is not None
        assert planned.plan.assignments[0].worker == other


def test_however_dear_room_is_a_case_with_room_is_given():
    both = Prices(("w1", "w2"), *np.full((2, 2, 4), 10**9))
    planned = propose(AGENCY, 5, prices=both)
    assert planned.plan is not None
    assert len(planned.plan.assignments) == 1


def test_holding_leaves_what_is_dear_and_never_what_must_be_given():
    numbers = shipped_numbers()
    for must in (False, True):
        agency = an_agency(PEOPLE, [a_case("c1", must_assign=must)])
        problem = measure(agency)
        look = Lookahead(Prices(("w1", "w2"), *np.full((2, 2, 4), 10**9)))
        program = build(problem, RULES, (*GOALS, look))
        kept = held_back(program, problem, look, numbers)
        assert bool(greedy(program).any())
        assert bool(greedy(kept).any()) is must


def test_a_worker_without_a_price_costs_nothing():
    problem = measure(AGENCY)
    look = Lookahead(Prices(("w2",), np.full((1, 4), 7), np.zeros((1, 4), dtype=np.int64)))
    costs = look.costs(problem, Role.LEAD)
    assert costs[0, 0] == 0
    assert costs[0, 1] == 7 * 4 * 60
