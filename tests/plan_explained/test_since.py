"""Is what changed since another plan named, by the fact that changed?"""

from planner.domain import Case, Plan
from planner.explain.since import Before, Fact, since
from planner.pipeline import Side
from planner.rules import RULES
from tests.builders import a_case, a_plan, a_stage, a_worker, an_agency, held

LARGE = (a_stage(exposure=0, other=900),)


def told(agency, plan: Plan, before: Plan, left: tuple[str, ...] = ()):
    side = Side(agency).public
    found = since(side.problem, side.program, RULES, plan, Before(before, left))
    return {one.case: one for one in found}


def two(*cases: Case, **changes):
    return an_agency([a_worker("w1"), a_worker("w2")], list(cases), **changes)


def test_the_same_plan_changes_nothing():
    assert told(two(a_case("c1")), a_plan(c1="w1"), a_plan(c1="w1")) == {}


def test_a_worker_who_is_gone_is_named():
    one = told(two(a_case("c1")), a_plan(c1="w1"), a_plan(c1="w9"))["c1"]
    assert (one.fact, one.before, one.now) == (Fact.GONE, "w9", "w1")


def test_a_rule_that_is_in_the_way_now_is_named():
    agency = an_agency(
        [a_worker("w1", languages=("english", "polish")), a_worker("w2")],
        [a_case("c1", language="polish")],
    )
    one = told(agency, a_plan(c1="w1"), a_plan(c1="w2"))["c1"]
    assert one.fact is Fact.RULE
    assert one.breach is not None
    assert (one.breach.rule, one.breach.what) == ("qualification", "language:polish")


def test_no_room_beside_what_is_proposed_now_is_named():
    agency = two(a_case("c1", stages=LARGE), a_case("c2", stages=LARGE))
    one = told(agency, a_plan(c2="w1"), a_plan(c1="w1"), ("c2",))["c1"]
    assert (one.fact, one.before, one.now) == (Fact.ROOM, "w1", None)
    assert one.breach is not None
    assert one.breach.rule == "hours"


def test_a_dearer_choice_is_told_by_its_cost_and_an_equal_one_as_a_tie():
    agency = two(a_case("c1"))
    assert told(agency, a_plan(c1="w1"), a_plan(c1="w2"))["c1"].fact is Fact.TIE
    agency = two(a_case("c1", earlier_worker="w1"))
    one = told(agency, a_plan(c1="w1"), a_plan(c1="w2"))["c1"]
    assert one.fact is Fact.COST
    assert one.step is not None


def test_a_case_that_waits_though_its_worker_could_be_asked_says_so():
    assert told(two(a_case("c1")), a_plan(), a_plan(c1="w2"))["c1"].fact is Fact.PUBLIC


def test_what_was_done_closed_or_is_new_is_told_apart():
    agency = two(
        a_case("c1"),
        a_case("c2"),
        a_case("o1"),
        a_case("o2"),
        assignments=(held("o1", "w1"), held("o2", "w1")),
    )
    before = a_plan(o1="w1", o2="w2", old1="w1")
    found = told(agency, a_plan(c1="w1", c2="w2"), before, ("c2",))
    assert {case: one.fact for case, one in found.items()} == {
        "c1": Fact.NEW,
        "c2": Fact.WAITED,
        "o1": Fact.DONE,
        "o2": Fact.OTHERWISE,
        "old1": Fact.CLOSED,
    }
