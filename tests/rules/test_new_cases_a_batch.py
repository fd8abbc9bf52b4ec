"""New cases a batch: nobody is given more than a few new cases in one plan."""

from planner.domain import Agency, Cover, Days, Hold, Kind, Plan, Proposed, Wish
from planner.rule import Breach
from planner.rules.new_cases_a_batch import NewCasesABatch
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = NewCasesABatch()
ON_DUTY = a_worker("w1", duty=(Days(first=TODAY, last=TODAY),))
TEAM = [ON_DUTY, a_worker("w2")]
TWO = {"new_cases_a_batch": 2}


def agency(*cases: str, **changes: object) -> Agency:
    return an_agency(TEAM, [a_case(case, rubric=a_tier(4)) for case in cases], policy=TWO, **changes)


def test_as_many_as_the_limit_are_allowed():
    assert told(RULE, agency("c1", "c2"), a_plan(c1="w1", c2="w1")) == []


def test_one_more_is_refused():
    found = told(RULE, agency("c1", "c2", "c3"), a_plan(c1="w1", c2="w1", c3="w1"))
    assert found == [Breach("new-cases-a-batch", worker="w1", limit=2, needed=3)]


def test_none_is_allowed():
    assert told(RULE, agency("c1", "c2", "c3")) == []


def test_the_limit_is_each_worker_s_own():
    plan = a_plan(c1="w1", c2="w1", c3="w2", c4="w2")
    assert told(RULE, agency("c1", "c2", "c3", "c4"), plan) == []


def test_what_is_carried_already_does_not_count():
    carried = tuple(held(case, "w1") for case in ("o1", "o2", "o3"))
    assert told(RULE, agency("o1", "o2", "o3", "c1", assignments=carried), a_plan(c1="w1")) == []


def test_supporting_counts_as_leading_does():
    found = told(RULE, agency("c1", "c2", "c3"), a_plan(c1="w1", c2="w1", c3=("w2", "w1")))
    assert [(breach.worker, breach.needed) for breach in found] == [("w1", 3)]


def test_covering_a_week_does_not_count():
    covers = Proposed(case="c3", worker="w2", cover=(Cover(week=1, worker="w1"),))
    plan = Plan(assignments=(*a_plan(c1="w1", c2="w1").assignments, covers))
    assert told(RULE, agency("c1", "c2", "c3"), plan) == []


def test_an_open_case_that_moves_is_new_to_who_takes_it():
    may_move = held("o1", "w2").model_copy(update={"hold": Hold.MOVABLE, "wish": Wish.CLIENT})
    moving = agency("o1", "c1", "c2", assignments=(may_move,))
    found = told(RULE, moving, a_plan(o1="w1", c1="w1", c2="w1"))
    assert [breach.needed for breach in found] == [3]


def test_leading_an_immediate_response_on_duty_does_not_count():
    response = a_case("c3", kind=Kind.IMMEDIATE_RESPONSE, response_deadline=TODAY)
    batch = an_agency(TEAM, [a_case("c1"), a_case("c2"), response], policy=TWO)
    assert told(RULE, batch, a_plan(c1="w1", c2="w1", c3="w1")) == []
    assert [b.needed for b in told(RULE, batch, a_plan(c1="w2", c2="w2", c3="w2"))] == [3]
