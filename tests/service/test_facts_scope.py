"""Does everybody see what is theirs to see, and is the rest as if it were not there?"""

from typing import Any

import pytest

from tests.service.facts_here import against, case, ids, south
from tests.service.places import Place, fresh

ALL_WORKERS = ["w-001", "w-002", "w-003", "w-050"]
SEEN = [
    # role, teams, on the roster as; the teams, workers and cases seen, None where it does not look
    ("case-manager", ["north"], None, ["north"], ALL_WORKERS[:3], ["c-090", "c-101", "c-102", "c-103"]),
    ("supervisor", ["south"], None, ["south"], ["w-050"], ["c-500"]),
    (
        "supervisor",
        ["*"],
        None,
        ["north", "south"],
        ALL_WORKERS,
        ["c-090", "c-101", "c-102", "c-103", "c-500"],
    ),
    ("supervisor", [], None, [], [], []),
    ("worker", [], "w-002", ["north"], ["w-002"], ["c-090"]),
    ("worker", [], "w-050", ["south"], ["w-050"], ["c-500"]),
    ("worker", [], None, [], [], []),
    ("agency-admin", [], None, ["north", "south"], ALL_WORKERS, None),
    ("wellbeing-lead", [], None, None, None, None),
    ("auditor", [], None, None, None, None),
]


@pytest.mark.parametrize("row", SEEN)
def test_each_role_sees_its_own_part_of_each_list(place: Place, row: tuple[Any, ...]):
    role, teams, worker, *lists = row
    south(place)
    client = place.person(role, teams, worker)
    for path, seen in zip(("/v1/teams", "/v1/workers", "/v1/cases"), lists, strict=True):
        answer = client.get(path)
        if seen is None:
            assert answer.status_code == 403
        else:
            assert ids(answer) == seen


@pytest.mark.parametrize(
    ("role", "teams", "worker", "count"),
    [
        ("case-manager", ["north"], None, 1),
        ("case-manager", ["south"], None, 0),
        ("case-manager", ["*"], None, 1),
        ("worker", [], "w-002", 1),
        ("worker", [], "w-003", 0),
        ("auditor", [], None, 1),
        ("agency-admin", [], None, None),
    ],
)
def test_each_role_sees_its_own_assignments(place: Place, role, teams, worker, count):
    south(place)
    answer = place.person(role, teams, worker).get("/v1/assignments")
    assert answer.status_code == (403 if count is None else 200)
    assert count is None or len(answer.json()["data"]) == count


@pytest.mark.parametrize("kind", ["cases", "workers", "assignments", "teams"])
def test_what_is_of_another_team_or_agency_or_absent_is_told_in_the_same_bytes(place: Place, kind: str):
    south(place)
    other = place.person("case-manager", ["*"], agency="lakeside")
    manager = place.person("case-manager", ["south"])
    of_other_team = {
        "cases": "c-090",
        "workers": "w-001",
        "teams": "north",
        "assignments": ids(place.person("case-manager", ["north"]).get("/v1/assignments"))[0],
    }[kind]
    of_other_agency = {
        "cases": "c-500",
        "workers": "w-050",
        "teams": "south",
        "assignments": of_other_team,
    }[kind]
    absent = "c-9999" if kind != "teams" else "west"
    answers = [
        manager.get(f"/v1/{kind}/{of_other_team}"),
        other.get(f"/v1/{kind}/{of_other_agency}"),
        manager.get(f"/v1/{kind}/{absent}"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("path", ["/v1/workers/{}/dose", "/v1/workers/{}/exposures"])
def test_dose_is_for_the_worker_and_supervisors_of_their_team(place: Place, path: str):
    south(place)
    hers = path.format("w-002")
    assert place.person("worker", [], "w-002").get(hers).status_code == 200
    assert place.person("worker", [], "w-002").get(path.format("me")).status_code == 200
    assert place.person("supervisor", ["north"]).get(hers).status_code == 200
    absent = place.person("supervisor", ["south"]).get(path.format("w-999"))
    for client in (place.person("supervisor", ["south"]), place.person("worker", [], "w-003")):
        assert (client.get(hers).status_code, client.get(hers).content) == (404, absent.content)
    for role in ("case-manager", "agency-admin", "auditor", "wellbeing-lead"):
        assert place.person(role, ["*"]).get(hers).status_code == 403


def test_a_change_beyond_the_scope_is_a_change_of_nothing(place: Place):
    south(place)
    manager = place.person("case-manager", ["south"])
    there = manager.put("/v1/cases/c-101", json=case("c-101"), headers=against(1))
    absent = manager.put("/v1/cases/c-999", json=case("c-999"), headers=against(1))
    assert (there.status_code, there.content) == (404, absent.content)


def test_a_team_or_holder_beyond_the_scope_is_told_as_absent(place: Place):
    south(place)
    manager = place.person("case-manager", ["south"])
    beyond = manager.post("/v1/cases", json=case("c-7", "north", "w-001"), headers=fresh()).json()
    absent = manager.post("/v1/cases", json=case("c-7", "west", "w-999"), headers=fresh()).json()
    told = [fault["problem"] for fault in beyond["faults"]]
    assert [p.replace("north", "west").replace("w-001", "w-999") for p in told] == [
        fault["problem"] for fault in absent["faults"]
    ]
    assert len(told) == 2


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/v1/agency", {"planner_on": False}),
        ("PUT", "/v1/teams/north", {"facts": {}}),
        ("POST", "/v1/workers", {"facts": {}}),
        ("POST", "/v1/policies", {"effective_from": "2025-10-06", "changes": {"harm_weeks": 20}}),
    ],
)
def test_only_an_admin_changes_the_agency(place: Place, method, path, body):
    for role in ("worker", "case-manager", "supervisor", "auditor", "wellbeing-lead"):
        client = place.person(role, ["*"], "w-002" if role == "worker" else None)
        assert client.request(method, path, json=body, headers=fresh(1)).status_code == 403
    if method != "POST" or "policies" in path:
        weak = place.person("agency-admin", stepped_up=False)
        answer = weak.request(method, path, json=body, headers=fresh(1))
        assert answer.json()["type"].endswith("step-up-needed")
