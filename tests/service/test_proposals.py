"""Is a proposal decided once, against what it was made from, and by somebody who may?"""

import pytest

from api.storage.clock import DAY
from api.storage.tables import AssignmentRow, CaseRow, ConsentRow, EventRow, PolicyRow, WorkerRow
from api.storage.unit import Unit
from tests.service.places import Place, fresh
from tests.service.test_storage import list_audit

WHY = {"reason_code": "continuity", "reason": "Knows the school."}


def proposal(manager, case="c-101"):
    answer = manager.post("/v1/proposals", json={"case": case}, headers=fresh())
    assert answer.status_code == 201, answer.text
    return answer.json()


def accept(manager, one, headers=None):
    path = f"/v1/proposals/{one['id']}/accept"
    return manager.post(path, json={}, headers=headers or fresh(one["version"]))


def kind(answer):
    return answer.json()["type"].removeprefix("urn:caseload:problem:")


def rows(place: Place, table, agency="riverside"):
    return place.store.read(agency, lambda unit: unit.all(table))


def changed(place: Place, table, id, **values):
    def work(unit: Unit) -> None:
        row = unit.get(table, id, lock=True)
        for name, value in values.items():
            setattr(row, name, value)
        unit.changed(row)

    place.store.write("riverside", work)


def policy(place: Place, **changes):
    def work(unit: Unit) -> None:
        number = unit.count(PolicyRow) + 1
        old = unit.all(PolicyRow)[-1].changes
        day = unit.all(PolicyRow)[0].effective_from
        unit.session.add(
            PolicyRow(
                agency="riverside",
                id=str(number),
                number=number,
                effective_from=day,
                changes=old | changes,
                by="usr-1",
            )
        )
        unit.own().revision += 1

    place.store.write("riverside", work)


def over_budget(place: Place) -> None:
    """Let c-101 bring more than anybody's usual budget."""
    policy(place, unit_budget=1000)
    row = next(row for row in rows(place, CaseRow) if row.id == "c-101")
    stage = {"name": "ongoing", "weeks": 16, "exposure": [["live", 600]]}
    changed(place, CaseRow, "c-101", data=row.data | {"stages": [stage]})


def test_a_proposal_tells_who_should_take_a_case_and_what_it_rests_on(manager):
    one = proposal(manager)
    given = one["suggestion"]["proposed"]
    assert one["state"] == "open"
    assert [each["case"] for each in one["assignments"]] == ["c-101"]
    assert one["based_on"] == {
        "cases": {"c-101": 1},
        "workers": {given["worker"]: 1},
        "policy": 1,
    }
    assert one["suggestion"]["why"]
    assert manager.get(f"/v1/proposals/{one['id']}").json() == one


def test_an_accepted_proposal_is_an_assignment_on_the_record_with_its_events(place, manager):
    one = proposal(manager)
    answer = accept(manager, one)
    assert answer.status_code == 200, answer.text
    written = answer.json()["assignments"][0]
    assert answer.json()["proposal"]["state"] == "accepted"
    case = next(row for row in rows(place, CaseRow) if row.id == "c-101")
    worker = next(row for row in rows(place, WorkerRow) if row.id == written["worker"])
    assert (case.state, case.version, worker.open_cases) == ("open", 2, 1 + (worker.id == "w-002"))
    done = place.store.read(
        "riverside",
        lambda unit: [row.action for row in list_audit(unit)],
    )
    assert [each for each in done if each != "agency.begin"] == [
        "proposal.create",
        "assignment.create",
        "proposal.accepted",
    ]
    types = sorted(row.type for row in rows(place, EventRow))
    assert types == ["assignment.created", "proposal.accepted", "proposal.created"]


def test_the_same_request_again_is_answered_as_before_and_does_nothing(place, manager):
    one = proposal(manager)
    headers = fresh(one["version"])
    first, second = accept(manager, one, headers), accept(manager, one, headers)
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert second.headers["idempotency-replayed"] == "true"
    assert len([row for row in rows(place, AssignmentRow) if row.case == "c-101"]) == 1


def test_the_same_key_with_another_body_is_refused(manager):
    one = proposal(manager)
    headers = fresh(one["version"])
    accept(manager, one, headers)
    path = f"/v1/proposals/{one['id']}/accept"
    again = manager.post(path, json={"only": ["c-101"]}, headers=headers)
    assert (again.status_code, kind(again)) == (422, "key-reused")


@pytest.mark.parametrize(
    ("headers", "status", "name"),
    [
        ({"Idempotency-Key": "a-fresh-key"}, 428, "version-needed"),
        ({"Idempotency-Key": "a-fresh-key", "If-Match": '"9"'}, 412, "version-moved"),
        ({"If-Match": '"1"'}, 400, "key-needed"),
        ({"If-Match": '"1"', "Idempotency-Key": "short"}, 400, "key-needed"),
    ],
)
def test_a_decision_says_which_version_and_which_request_it_is(manager, headers, status, name):
    answer = accept(manager, proposal(manager), headers)
    assert (answer.status_code, kind(answer)) == (status, name)


def test_a_decided_proposal_is_not_decided_again(manager):
    one = proposal(manager)
    accept(manager, one)
    for path, body in (("accept", {}), ("reject", WHY), ("override", WHY | {"worker": "w-002"})):
        answer = manager.post(f"/v1/proposals/{one['id']}/{path}", json=body, headers=fresh(2))
        assert (answer.status_code, kind(answer)) == (409, "conflict")


@pytest.mark.parametrize(
    ("table", "which"), [(WorkerRow, "worker"), (CaseRow, "case")], ids=["worker", "case"]
)
def test_what_has_moved_since_is_named(place, manager, table, which):
    one = proposal(manager)
    changed(place, table, one["assignments"][0][which])
    answer = accept(manager, one)
    assert (answer.status_code, kind(answer)) == (409, "stale")
    assert [fault["file"] for fault in answer.json()["faults"]] == [which]


def test_another_policy_makes_a_proposal_stale(place, manager):
    one = proposal(manager)
    policy(place, new_cases_a_batch=4)
    answer = accept(manager, one)
    assert (answer.status_code, kind(answer)) == (409, "stale")
    assert [fault["file"] for fault in answer.json()["faults"]] == ["policy"]


def test_a_proposal_expires(place, manager):
    one = proposal(manager)
    place.clock.now += DAY
    again = place.person("case-manager", ["north"])
    assert again.get(f"/v1/proposals/{one['id']}").json()["state"] == "expired"
    answer = accept(again, one)
    assert (answer.status_code, kind(answer)) == (410, "gone")


def test_a_rejected_proposal_assigns_nothing(place, manager):
    one = proposal(manager)
    path = f"/v1/proposals/{one['id']}/reject"
    answer = manager.post(path, json=WHY, headers=fresh(one["version"]))
    assert answer.json()["state"] == "rejected"
    assert {row.case for row in rows(place, AssignmentRow)} == {"c-090"}


def test_a_reason_is_needed_and_is_no_place_for_contact_details(manager):
    one = proposal(manager)
    path = f"/v1/proposals/{one['id']}/reject"
    for reason in ("", "a", "ask jane@example.org", "call 555-1234", "a\nb"):
        body = {"reason_code": "other", "reason": reason}
        assert manager.post(path, json=body, headers=fresh(1)).status_code == 422
    body = {"reason_code": "because", "reason": "It is so."}
    assert manager.post(path, json=body, headers=fresh(1)).status_code == 422


def override(manager, one, worker, **more):
    path = f"/v1/proposals/{one['id']}/override"
    return manager.post(path, json=WHY | {"worker": worker} | more, headers=fresh(one["version"]))


def other(one):
    mine = one["assignments"][0]["worker"]
    return next(w for w in ("w-002", "w-001") if w != mine)


def test_an_override_gives_the_case_to_somebody_else_and_keeps_the_reason(place, manager):
    one = proposal(manager)
    answer = override(manager, one, other(one))
    assert answer.status_code == 200, answer.text
    assert answer.json()["proposal"]["state"] == "overridden"
    assert answer.json()["assignments"][0]["worker"] == other(one)
    assert answer.json()["assignments"][0]["path"] == "override"


def test_nobody_overrides_a_conflict_of_interest(place, manager):
    one = proposal(manager)
    row = next(row for row in rows(place, WorkerRow) if row.id == other(one))
    changed(place, WorkerRow, other(one), data=row.data | {"conflicts": ["c-101"]})
    answer = override(manager, one, other(one))
    assert (answer.status_code, kind(answer)) == (409, "rule-broken")
    assert [fault["column"] for fault in answer.json()["faults"]] == ["conflict-of-interest"]


def test_beyond_the_usual_budget_a_second_person_has_to_consent(place, manager):
    over_budget(place)
    one = proposal(manager)
    assert one["assignments"] == []
    answer = override(manager, one, "w-002")
    assert (answer.status_code, kind(answer)) == (409, "consent-needed")
    body = WHY | {"case": "c-101", "worker": "w-002"}
    asked = manager.post("/v1/consents", json=body, headers=fresh()).json()

    same = place.person("supervisor", ["north"])
    own = same.post("/v1/consents", json=body, headers=fresh()).json()
    refused = same.post(f"/v1/consents/{own['id']}/give", headers=fresh(1))
    assert (refused.status_code, kind(refused)) == (403, "forbidden")

    assert override(manager, one, "w-002", consent=asked["id"]).status_code == 409
    given = same.post(f"/v1/consents/{asked['id']}/give", headers=fresh(1))
    assert given.json()["state"] == "given"
    for wrong in ("w-001", "w-003"):
        assert override(manager, one, wrong, consent=asked["id"]).status_code == 409
    answer = override(manager, one, "w-002", consent=asked["id"])
    assert answer.status_code == 200, answer.text
    written = next(row for row in rows(place, AssignmentRow) if row.case == "c-101")
    assert written.consent == asked["id"]
    assert {row.state for row in rows(place, ConsentRow)} == {"used", "asked"}


def test_a_withdrawn_consent_is_none(place, manager):
    over_budget(place)
    one = proposal(manager)
    body = WHY | {"case": "c-101", "worker": "w-002"}
    asked = manager.post("/v1/consents", json=body, headers=fresh()).json()
    supervisor = place.person("supervisor", ["north"])
    supervisor.post(f"/v1/consents/{asked['id']}/give", headers=fresh(1))
    withdrawn = supervisor.post(f"/v1/consents/{asked['id']}/withdraw", headers=fresh(2))
    assert withdrawn.json()["state"] == "withdrawn"
    answer = override(manager, one, "w-002", consent=asked["id"])
    assert (answer.status_code, kind(answer)) == (409, "consent-needed")


def test_the_planner_can_be_switched_off_and_the_manual_path_works(place, manager):
    place.store.write("riverside", lambda unit: setattr(unit.own(), "planner_on", False))
    answer = manager.post("/v1/proposals", json={"case": "c-101"}, headers=fresh())
    assert (answer.status_code, kind(answer)) == (503, "switched-off")
    body = WHY | {"case": "c-101", "worker": "w-002"}
    assert manager.post("/v1/asks", json=body, headers=fresh()).status_code == 201


@pytest.mark.parametrize("role", ["worker", "wellbeing-lead", "agency-admin", "auditor"])
def test_other_roles_do_not_ask(place, role):
    answer = place.person(role, ["north"]).post("/v1/proposals", json={"case": "c-101"}, headers=fresh())
    assert (answer.status_code, kind(answer)) == (403, "forbidden")


def test_what_is_beyond_the_scope_is_told_as_if_it_were_not_there(place, manager):
    one = proposal(manager)
    elsewhere = place.person("case-manager", ["south"])
    other_agency = place.person("case-manager", ["north"], agency="lakeside")
    for person in (elsewhere, other_agency):
        here = person.get(f"/v1/proposals/{one['id']}")
        absent = person.get("/v1/proposals/prp-0")
        assert (here.status_code, here.content) == (absent.status_code, absent.content)
        assert accept(person, one).content == accept(person, one | {"id": "prp-0"}).content
    answer = elsewhere.post("/v1/proposals", json={"case": "c-101"}, headers=fresh())
    absent = elsewhere.post("/v1/proposals", json={"case": "c-999"}, headers=fresh())
    assert (answer.status_code, answer.content) == (absent.status_code, absent.content)


def test_an_override_to_who_has_the_case_is_refused(place, manager):
    one = proposal(manager)
    taken = accept(manager, proposal(manager)).json()["assignments"][0]
    path = f"/v1/proposals/{one['id']}/override"
    answer = manager.post(path, json=WHY | {"worker": taken["worker"]}, headers=fresh(one["version"]))
    assert (answer.status_code, kind(answer)) == (409, "conflict")
    assert [row.active for row in rows(place, AssignmentRow) if row.case == "c-101"] == [True]
