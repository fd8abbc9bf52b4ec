"""Does an answer tell a manager anything of what workers keep private?"""

import pytest

from tests.api.calls import EXPLANATIONS, PLAN_EXPLANATIONS, PLANS, an_agency

LIMITS = [
    [],
    [{"worker": "w-001", "step": "rest"}],
    [{"worker": "w-001", "limits": ["sexual_violence"]}, {"worker": "w-003", "step": "lighter"}],
    [{"worker": "w-002", "limits": ["child_13_or_under"], "step": "rest", "until": "2026-03-01"}],
    [{"worker": worker, "step": "rest"} for worker in ("w-001", "w-002", "w-003")],
]
PROPOSALS = [
    [],
    [{"case": "c-101", "worker": "w-001"}],
    [{"case": "c-101", "worker": "w-003"}, {"case": "c-103", "worker": "w-001"}],
    [{"case": "c-102", "worker": "w-002"}, {"case": "c-103", "worker": "w-001"}],
]


def explained(client, agency):
    answers = []
    for assignments in PROPOSALS:
        for case in ("c-101", "c-102", "c-103"):
            plan = {"assignments": assignments}
            question = {"agency": agency, "plan": plan, "case": case}
            response = client.post(EXPLANATIONS, json=question)
            assert response.status_code == 200
            answers.append(response.content)
        question = {"agency": agency, "plan": {"assignments": assignments}, "seconds": 2}
        response = client.post(PLAN_EXPLANATIONS, json=question)
        assert response.status_code == 200
        answers.append(response.content)
    return answers


@pytest.mark.parametrize("limits", LIMITS[1:])
def test_the_explanation_of_a_plan_is_the_same_bytes_whatever_workers_keep_private(client, limits):
    assert explained(client, an_agency(limits=limits)) == explained(client, an_agency())


def test_the_comparison_would_see_a_public_fact_that_changes(client):
    agency = an_agency()
    agency["workers"][2]["years_in_field"] = 8
    assert explained(client, agency) != explained(client, an_agency())


def test_what_workers_keep_private_is_kept_by_the_plan(client):
    agency = an_agency(limits=[{"worker": "w-001", "limits": ["sexual_violence"]}])
    free, kept = (
        client.post(PLANS, json={"agency": each, "seconds": 2}).json() for each in (an_agency(), agency)
    )
    assert {row["case"] for row in free["unassigned"]} == set()
    assert {row["case"] for row in kept["unassigned"]} == {"c-103"}
    assert "w-001" in kept["unassigned"][0]["why"]
    assert "can be asked" in kept["unassigned"][0]["why"]


def test_no_answer_names_a_private_rule(client):
    agency = an_agency(limits=LIMITS[-1])
    plan = client.post(PLANS, json={"agency": agency, "seconds": 2}).text
    assert "own-limits" not in plan + b"".join(explained(client, agency)).decode()
