"""Does a search that is given a plan to begin with ever end with a worse one?"""

from hypothesis import given
from hypothesis import strategies as st

from planner.goals import GOALS
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.solve.search import search
from tests.builders import a_case, a_random_agency, a_worker, an_agency


@given(st.integers(0, 10_000))
def test_a_search_never_ends_worse_than_the_plan_it_began_with(seed):
    program = build(measure(a_random_agency(seed)), RULES, GOALS)
    first = search(program, 20)
    if first.chosen is None or first.cost is None:
        return
    again = search(program, 0.01, first.chosen)
    assert again.cost is not None
    assert again.cost <= first.cost


def test_a_start_that_breaks_a_rule_is_not_taken():
    agency = an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1"), a_case("c2")])
    program = build(measure(agency), RULES, GOALS)
    everything = program.item >= 0
    found = search(program, 20, everything)
    assert found.chosen is not None
    assert not program.broken(found.chosen)
