"""Is every change made once, against the version that was seen, and only where it fits the rest?"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import col, select

from api.examples import facts
from api.snapshots.snapshot import Snapshots
from api.storage.clock import HOUR
from api.storage.tables import AuditRow, CaseRow, EventRow
from api.storage.unit import Unit
from planner.domain.consistency import inconsistencies
from tests.service.facts_here import NEW, against, case, places, south, worker
from tests.service.places import Place, fresh


def recorded(place: Place) -> list[tuple[str, str]]:
    def read(unit: Unit) -> list[tuple[str, str]]:
        query = select(AuditRow).where(AuditRow.agency == unit.agency).order_by(col(AuditRow.number))
        return [(row.action, row.object) for row in unit.session.exec(query)]

    return place.store.read("riverside", read)


def test_a_new_case_waits_with_its_holder_and_is_told_as_it_came(place: Place):
    manager = place.person("case-manager", ["north"])
    body = case("c-7", holder="w-003")
    headers = fresh()
    made = manager.post("/v1/cases", json=body, headers=headers)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert made.headers["location"] == "/v1/cases/c-7"
    told = made.json()
    assert (told["state"], told["holder"]) == ("waiting", "w-003")
    assert told["facts"] == body["facts"] | {"held_by": "w-003"}
    again = manager.post("/v1/cases", json=body, headers=headers)
    assert (again.content, again.headers["idempotency-replayed"]) == (made.content, "true")
    assert recorded(place)[-1] == ("case.create", "c-7")
    assert place.store.read("riverside", lambda unit: unit.all(EventRow))[-1].data == {"case": "c-7"}
    assert manager.post("/v1/cases", json=body, headers=fresh()).status_code == 409


def test_what_is_told_can_be_sent_back(place: Place):
    manager, admin = place.person("case-manager", ["north"]), place.person("agency-admin")
    for path, client in (
        ("/v1/cases/c-090", manager),
        ("/v1/workers/w-002", admin),
        ("/v1/teams/north", admin),
        ("/v1/referral-types/police-referral", admin),
    ):
        told = client.get(path)
        names = ("team", "holder", "facts") if "cases" in path else ("facts",)
        body = {name: told.json()[name] for name in names}
        back = client.put(path, json=body, headers={"If-Match": told.headers["etag"]})
        assert back.status_code == 200, back.text
        assert (back.json()["facts"], back.json()["version"]) == (told.json()["facts"], 2)


CHANGES: list[tuple[str, str, dict[str, Any], str]] = [
    ("PUT", "/v1/cases/c-090", case("c-090") | {"holder": None}, "case-manager"),
    ("PUT", "/v1/workers/w-002", worker("w-002"), "agency-admin"),
    ("POST", "/v1/workers/w-003/disable", {}, "agency-admin"),
    ("PUT", "/v1/teams/north", {"facts": facts.TEAM["facts"]}, "agency-admin"),
    (
        "PUT",
        "/v1/referral-types/police-referral",
        {"facts": facts.REFERRAL_TYPE["facts"]},
        "agency-admin",
    ),
    ("PATCH", "/v1/agency", {"planner_on": False}, "agency-admin"),
]


@pytest.mark.parametrize(("method", "path", "body", "role"), CHANGES)
def test_a_change_names_the_version_it_is_made_against(place: Place, method, path, body, role):
    client = place.person(role, ["*"])
    assert client.request(method, path, json=body, headers=fresh()).status_code == 428
    assert client.request(method, path, json=body, headers=fresh(7)).status_code == 412
    done = client.request(method, path, json=body, headers=fresh(1))
    assert (done.status_code, done.headers.get("etag")) == (200, '"2"'), done.text
    assert client.request(method, path, json=body, headers=fresh(1)).status_code == 412


@pytest.mark.parametrize(("method", "path", "body", "role"), CHANGES)
def test_of_many_changes_against_one_version_one_is_made(both_places: Place, method, path, body, role):
    clients = [both_places.person(role, ["*"]) for _ in range(8)]
    with ThreadPoolExecutor(len(clients)) as pool:
        asked = [
            pool.submit(client.request, method, path, json=body, headers=fresh(1)) for client in clients
        ]
        answers = [each.result() for each in asked]
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 7


def test_to_make_and_to_replace_are_told_apart(place: Place):
    admin = place.person("agency-admin")
    west = {"facts": facts.TEAM["facts"] | {"id": "west", "office": "mill"}}
    assert admin.put("/v1/teams/west", json=west).status_code == 428
    assert admin.put("/v1/teams/west", json=west, headers=against(1)).status_code == 412
    assert admin.put("/v1/teams/west", json=west, headers=NEW).status_code == 201
    assert admin.put("/v1/teams/west", json=west, headers=NEW).status_code == 412
    assert [row["id"] for row in admin.get("/v1/offices").json()["data"]] == ["mill", "riverside"]


def test_faults_name_their_places(place: Place):
    manager, admin = place.person("case-manager", ["north"]), place.person("agency-admin")
    bad = case(
        "c-7",
        referral_type="post",
        office="moon",
        urgency=3,
        earlier_worker="w-777",
        received="2025-12-01",
        group="g-1",
    )
    answer = manager.post("/v1/cases", json=bad, headers=fresh())
    assert places(answer) == {
        ("facts", column)
        for column in (
            "referral_type", "office", "earlier_worker", "received", "response_deadline", "group_rule",
        )
    }  # fmt: skip
    answer = manager.post("/v1/cases", json=case("c-7", urgency=9, colour="red"), headers=fresh())
    assert places(answer) == {("facts", "urgency"), ("facts", "colour")}
    answer = admin.post(
        "/v1/workers",
        json=worker("w-9", team="west", supervisor="w-9", conflicts=["c-1"], months_in_post=99),
        headers=fresh(),
    )
    assert places(answer) == {
        ("facts", column) for column in ("team", "supervisor", "conflicts", "months_in_post")
    }
    answer = admin.put("/v1/workers/w-001", json=worker("w-002"), headers=against(1))
    assert places(answer) == {("facts", "worker")}


@pytest.mark.parametrize(
    "facts_sent",
    [
        {"worker": "Ann Smith"},
        {"worker": "w-9", "name": "Ann"},
        {"worker": "w-9", "skills": ["ann@example.org"]},
        {"worker": "w-9", "supervisor": "555-1234567"},
    ],
)
def test_no_name_and_no_number_comes_in(place: Place, facts_sent):
    admin = place.person("agency-admin")
    answer = admin.post(
        "/v1/workers", json={"facts": worker("w-9")["facts"] | facts_sent}, headers=fresh()
    )
    assert answer.status_code == 422
    assert "Ann" not in str(answer.json()["faults"][0]["allowed"])
    title = admin.patch("/v1/agency", json={"title": "call 0123 456 789 0"}, headers=against(1))
    assert places(title) == {("body", "title")}


def test_the_cases_of_a_group_have_one_rule(place: Place):
    manager = place.person("case-manager", ["north"])
    one = case("c-7", group="g-1", group_rule="together")
    assert manager.post("/v1/cases", json=one, headers=fresh()).status_code == 201
    other = case("c-8", group="g-1", group_rule="apart")
    assert places(manager.post("/v1/cases", json=other, headers=fresh())) == {("facts", "group_rule")}
    same = case("c-8", group="g-1", group_rule="together")
    assert manager.post("/v1/cases", json=same, headers=fresh()).status_code == 201


@pytest.mark.parametrize("holder", [None, "w-999", "w-003"])
def test_a_waiting_case_has_a_holder_who_is_there(place: Place, holder):
    admin, manager = place.person("agency-admin"), place.person("case-manager", ["north"])
    assert admin.post("/v1/workers/w-003/disable", headers=fresh(1)).status_code == 200
    body = case("c-101") | {"holder": holder}
    answer = manager.put("/v1/cases/c-101", json=body, headers=against(1))
    assert places(answer) == {("body", "holder")}


def test_an_open_case_keeps_who_carries_it_and_how_it_was_rated(place: Place):
    manager = place.person("case-manager", ["*"])
    told = manager.get("/v1/cases/c-090").json()
    body = {name: told[name] for name in ("team", "holder", "facts")}
    for change in (
        {"holder": "w-001"},
        {"facts": body["facts"] | {"sexual_violence": "yes"}},
        {"facts": body["facts"] | {"first_met": "2025-08-01"}},
    ):
        answer = manager.put("/v1/cases/c-090", json=body | change, headers=against(1))
        assert answer.status_code == 409, answer.text
    urgent = body | {"facts": body["facts"] | {"urgency": 5}}
    assert manager.put("/v1/cases/c-090", json=urgent, headers=against(1)).status_code == 200


def test_a_closed_case_is_over(place: Place):
    manager = place.person("case-manager", ["north"])

    def close(unit: Unit) -> None:
        row = unit.get(CaseRow, "c-101")
        row.state = "closed"
        unit.changed(row)

    place.store.write("riverside", close)
    assert manager.put("/v1/cases/c-101", json=case("c-101"), headers=against(2)).status_code == 410


def test_who_carries_or_holds_cases_is_not_disabled(place: Place):
    admin = south(place)
    answer = admin.post("/v1/workers/w-002/disable", headers=fresh(1))
    assert answer.status_code == 409
    assert answer.json()["detail"] == "w-002 carries 1 case; give these to others first."
    answer = admin.post("/v1/workers/w-050/disable", headers=fresh(1))
    assert answer.json()["detail"] == "w-050 holds 1 case that waits; give these to others first."
    assert admin.post("/v1/workers/w-003/disable", headers=fresh(1)).json()["enabled"] is False
    assert admin.post("/v1/workers/w-003/disable", headers=fresh(2)).status_code == 409
    assert admin.post("/v1/workers/w-003/enable", headers=fresh(2)).json()["enabled"] is True


def test_open_cases_go_with_their_worker_to_another_team(place: Place):
    admin = south(place)
    body = worker("w-002", team="south")
    assert admin.put("/v1/workers/w-002", json=body, headers=against(1)).status_code == 200
    moved = place.person("case-manager", ["south"]).get("/v1/cases/c-090")
    assert (moved.json()["team"], moved.json()["version"]) == ("south", 2)
    assert place.person("case-manager", ["north"]).get("/v1/cases/c-090").status_code == 404


def test_the_agency_stays_consistent_and_its_snapshot_is_kept_up_to_date(place: Place):
    kept = Snapshots()
    place.store.read("riverside", kept.current)
    admin = south(place)
    patch = {"title": "Riverside and Hill", "time_zone": "Pacific/Auckland", "planner_on": False}
    assert admin.patch("/v1/agency", json=patch, headers=against(1)).json()["planner_on"] is False
    after = place.store.read("riverside", kept.current)
    assert after.agency == place.store.read("riverside", Snapshots().current).agency
    assert after.agency.name == "Riverside and Hill"
    assert list(inconsistencies(after.agency)) == []
    assert after.agency.case_of["c-500"].held_by == "w-050"
    zone = admin.patch("/v1/agency", json={"time_zone": "../etc/passwd"}, headers=against(2))
    assert places(zone) == {("body", "time_zone")}


def test_a_time_zone_in_which_something_kept_is_still_to_come_is_refused(place: Place):
    zone = {"time_zone": "Pacific/Kiritimati"}
    place.clock.now += 8 * HOUR  # 17:00, and the seventh there
    admin, manager = place.person("agency-admin"), place.person("case-manager", ["north"])
    assert admin.patch("/v1/agency", json=zone, headers=against(1)).json()["today"] == "2025-10-07"
    today = case("c-7", received="2025-10-07")
    assert manager.post("/v1/cases", json=today, headers=fresh()).status_code == 201
    back = admin.patch("/v1/agency", json={"time_zone": "UTC"}, headers=against(2))
    assert places(back) == {("body", "time_zone")}
    assert place.store.read("riverside", Snapshots().current).today.isoformat() == "2025-10-07"
