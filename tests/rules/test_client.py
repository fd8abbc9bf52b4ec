"""Client: a client gets nobody they refuse, and only workers who offer what they require."""

import pytest

from planner.domain import Cover, Plan, Proposed
from planner.rule import Breach
from planner.rules.client import Client
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency
from tests.rules.asking import told

RULE = Client()
OFFERS = a_worker("w1", offers=("evening-visits", "female-worker"))
OFFERS_NOTHING = a_worker("w2")
COVERED = Plan(assignments=(Proposed(case="c1", worker="w1", cover=(Cover(week=1, worker="w2"),)),))


def against(plan: Plan, **wishes: tuple[str, ...]) -> list[tuple[str | None, str]]:
    case = a_case("c1", rubric=a_tier(4), **wishes)
    found = told(RULE, an_agency([OFFERS, OFFERS_NOTHING], [case]), plan)
    return [(breach.worker, breach.what) for breach in found]


def test_a_worker_who_offers_all_that_is_required_is_allowed():
    required = ("female-worker", "evening-visits")
    assert against(a_plan(c1="w1"), client_requires=required) == []


def test_one_attribute_not_offered_is_refused_and_named():
    case = a_case("c1", client_requires=("female-worker", "sign-language"))
    breach = Breach("client", case="c1", worker="w1", what="requires:sign-language")
    assert told(RULE, an_agency([OFFERS], [case]), a_plan(c1="w1")) == [breach]


def test_a_client_whose_case_is_left_requires_nothing():
    assert against(Plan(), client_requires=("sign-language",), client_refuses=("w1", "w2")) == []


def test_an_attribute_the_client_refuses_is_refused_and_named():
    wishes = {"client_refuses": ("evening-visits",)}
    assert against(a_plan(c1="w1"), **wishes) == [("w1", "refuses:evening-visits")]
    assert against(a_plan(c1="w2"), **wishes) == []


def test_a_worker_the_client_refuses_is_refused_and_nobody_else():
    assert against(a_plan(c1="w2"), client_refuses=("w2",)) == [("w2", "refuses-worker")]
    assert against(a_plan(c1="w1"), client_refuses=("w2",)) == []


def test_what_a_client_wants_is_not_required():
    assert against(a_plan(c1="w2"), client_wants=("female-worker",)) == []


@pytest.mark.parametrize("plan", [a_plan(c1=("w1", "w2")), COVERED], ids=["support", "cover"])
def test_supporting_and_covering_are_asked_as_leading_is(plan: Plan):
    required = ("female-worker",)
    assert against(plan, client_requires=required) == [("w2", "requires:female-worker")]
    assert against(plan, client_refuses=("w2",)) == [("w2", "refuses-worker")]


def test_everything_in_the_way_is_told():
    wishes = {"client_requires": ("sign-language",), "client_refuses": ("female-worker", "w1")}
    expected = ["requires:sign-language", "refuses:female-worker", "refuses-worker"]
    assert [what for _, what in against(a_plan(c1="w1"), **wishes)] == expected
