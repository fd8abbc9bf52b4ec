"""Is every question answered as the planner answers it?"""

import pytest

from planner.answer import explanation_answer, suggestion_answer
from planner.domain import settings
from planner.explain.since import Before
from planner.intake import agency_from_json, plan_before_from_json, plan_from_json
from planner.pipeline import Side
from planner.plan_explained.answer import plan_explanation
from planner.risk.card import sts_card
from tests.api.calls import (
    ASKED,
    CLAIM_CHECKS,
    EXAMPLES,
    EXPLANATIONS,
    PLAN_EXPLANATIONS,
    PLANS,
    READ,
    SUGGESTIONS,
    a_question,
    an_agency,
)


@pytest.mark.parametrize(("path", "name"), EXAMPLES)
def test_every_example_is_answered(client, path, name):
    answer = client.post(path, json=ASKED[path][name]["value"])
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", READ)
def test_everything_that_can_be_read_is_there(client, path):
    assert client.get(path).status_code == 200


def test_a_plan_places_the_cases_that_can_be_placed(client):
    answer = client.post(PLANS, json=a_question(PLANS)).json()
    assert answer["ending"] == "best"
    assert {row["case"] for row in answer["assignments"]} == {"c-101", "c-102", "c-103"}
    assert answer["bound"] <= answer["cost"] <= answer["greedy_cost"]


def test_that_no_plan_exists_is_an_answer(client):
    answer = client.post(PLANS, json=ASKED[PLANS]["no-plan"]["value"])
    assert answer.status_code == 200
    assert answer.json()["ending"] == "none"
    assert answer.json()["assignments"] == []
    assert any("must-assign" in sentence for sentence in answer.json()["why_none"])


def test_an_agency_with_nothing_new_gets_an_empty_plan(client):
    agency = an_agency(cases=[an_agency()["cases"][3]])
    answer = client.post(PLANS, json={"agency": agency}).json()
    assert (answer["ending"], answer["assignments"]) == ("best", [])


def test_a_suggestion_is_the_planners_own(client):
    question = a_question(SUGGESTIONS)
    answer = suggestion_answer(Side(agency_from_json(question["agency"])), "c-101", 2)
    assert client.post(SUGGESTIONS, json=question).json() == answer.model_dump(mode="json")


def test_top_says_how_many_others_are_told_of(client):
    question = a_question(SUGGESTIONS) | {"top": 1}
    assert len(client.post(SUGGESTIONS, json=question).json()["others"]) == 1
    assert client.post(SUGGESTIONS, json=question | {"top": 1.0}).status_code == 200


def test_an_explanation_is_the_planners_own(client):
    question = a_question(EXPLANATIONS)
    agency = agency_from_json(question["agency"])
    plan, _ = plan_from_json(question["plan"], agency)
    answer = explanation_answer(Side(agency), plan, "c-101")
    assert client.post(EXPLANATIONS, json=question).json() == answer.model_dump(mode="json")


def test_an_explanation_of_a_whole_plan_is_the_planners_own(client):
    question = a_question(PLAN_EXPLANATIONS)
    agency = agency_from_json(question["agency"])
    plan, _ = plan_from_json(question["plan"], agency)
    before = Before(*plan_before_from_json(question["before"]))
    answer = plan_explanation(agency, plan, before, work=2000)
    assert client.post(PLAN_EXPLANATIONS, json=question).json() == answer.model_dump(mode="json")


def test_an_explanation_tells_of_the_workers_asked_for(client):
    question = a_question(EXPLANATIONS) | {"workers": ["w-003"]}
    others = client.post(EXPLANATIONS, json=question).json()["others"]
    assert [other["worker"] for other in others] == ["w-003"]


def test_a_plan_can_be_sent_back_as_it_was_answered(client):
    plan = client.post(PLANS, json=a_question(PLANS)).json()
    question = a_question(EXPLANATIONS) | {"plan": plan}
    given = next(row["worker"] for row in plan["assignments"] if row["case"] == "c-101")
    assert client.post(EXPLANATIONS, json=question).json()["worker"] == given


def test_a_plan_that_breaks_rules_is_explained_too(client):
    wrong = [{"case": "c-102", "worker": "w-003", "support": "w-003"}] * 2
    question = a_question(EXPLANATIONS) | {"plan": {"assignments": wrong}, "case": "c-102"}
    assert client.post(EXPLANATIONS, json=question).json()["worker"] == "w-003"


def test_the_model_card_holds_every_number_with_its_source_and_a_warning(client):
    card = client.get("/v1/model-card").json()
    assert card["warning"] == card["card"]["warning"] == sts_card().warning
    assert set(card["card"]["term"]) == set(sts_card().term)
    assert all(term["source"] for term in card["card"]["term"].values())
    assert set(card["policy"]) == set(settings())
    assert all(setting["provenance"] for setting in card["policy"].values())


def test_the_service_says_that_it_is_live_and_ready(client):
    assert client.get("/v1/health/live").json() == {"status": "live"}
    assert client.get("/v1/health/ready").json() == {"status": "ready"}


def test_what_an_explanation_claims_is_found_true_and_what_it_does_not_is_found_false(client):
    question = a_question(EXPLANATIONS)
    claims = client.post(EXPLANATIONS, json=question).json()["claims"]
    asked = {"agency": question["agency"], "claims": claims}
    found = client.post(CLAIM_CHECKS, json=asked).json()
    assert found["fine"]
    assert {each["verdict"] for each in found["claims"]} == {"true"}
    claims["claims"][0]["value"] += 1
    found = client.post(CLAIM_CHECKS, json=asked).json()
    assert [each["verdict"] for each in found["claims"]].count("false") == 1
    assert not found["fine"]


def test_claims_about_what_is_private_are_not_checked_over_http(client):
    question = a_question(EXPLANATIONS)
    claims = client.post(EXPLANATIONS, json=question).json()["claims"]
    for claim in claims["claims"]:
        claim["instance"] = "0" * 64
    response = client.post(CLAIM_CHECKS, json={"agency": question["agency"], "claims": claims})
    assert response.status_code == 422
    assert "caseload verify-claims" in response.text


def test_what_is_no_claim_is_refused_with_its_place(client):
    question = a_question(EXPLANATIONS)
    claims = client.post(EXPLANATIONS, json=question).json()["claims"]
    claims["claims"][0]["value"] = 1.5
    response = client.post(CLAIM_CHECKS, json={"agency": question["agency"], "claims": claims})
    assert response.status_code == 422
    assert "claims.0.cost-step.value" in response.text
