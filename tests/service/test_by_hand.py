"""Does assigning by hand ask the worker, judge public facts alone, and get its second look?"""

import pytest

from api.storage.clock import HOUR
from api.storage.tables import AssignmentRow, CaseRow, EventRow, NoticeRow, WorkerRow
from planner.domain import Kind
from tests.service.places import Place, fresh
from tests.service.test_proposals import WHY, changed, kind, over_budget, policy, rows


def asked(manager, worker="w-002", case="c-101"):
    body = WHY | {"case": case, "worker": worker}
    answer = manager.post("/v1/asks", json=body, headers=fresh())
    assert answer.status_code == 201, answer.text
    return answer.json()


def act(person, path, version=1, body=None):
    return person.post(path, json=body, headers=fresh(version))


def test_a_worker_who_accepts_carries_the_case(place, manager, worker):
    one = asked(manager)
    assert [each["id"] for each in worker.get("/v1/asks").json()["data"]] == [one["id"]]
    answer = act(worker, f"/v1/asks/{one['id']}/accept")
    assert answer.status_code == 200, answer.text
    assert (answer.json()["worker"], answer.json()["path"]) == ("w-002", "manual")


@pytest.mark.parametrize("role", ["supervisor", "case-manager", "wellbeing-lead", "agency-admin"])
def test_whoever_carries_cases_too_has_a_workers_doors(place, manager, role):
    policy(place, unit_budget=4000, action_level_share=100)
    teams = ["north"] if role in ("supervisor", "case-manager") else []
    both, one = place.person(role, teams, worker="w-002"), asked(manager)
    assert [each["id"] for each in both.get("/v1/asks").json()["data"]] == [one["id"]]
    assert act(both, f"/v1/asks/{one['id']}/accept").status_code == 200
    (notice,) = both.get("/v1/notices").json()["data"]
    assert act(both, f"/v1/notices/{notice['id']}/seen").is_success
    assert both.get("/v1/workers/w-002/dose").json()["worker"] == "w-002"
    assert both.get("/v1/workers/w-001/dose").status_code in ((200,) if role == "supervisor" else (404,))
    other = place.person(role, teams)
    assert other.get("/v1/notices").status_code == 403


def test_only_the_worker_who_is_asked_answers(place, manager):
    one = asked(manager)
    other = place.person("worker", worker="w-001")
    assert act(other, f"/v1/asks/{one['id']}/accept").status_code == 404
    assert act(manager, f"/v1/asks/{one['id']}/accept").status_code == 403


def test_what_was_withdrawn_is_not_accepted(place, manager, worker):
    one = asked(manager)
    assert act(manager, f"/v1/asks/{one['id']}/withdraw").json()["state"] == "withdrawn"
    assert act(worker, f"/v1/asks/{one['id']}/accept", 2).status_code == 409


def test_an_open_case_moves_to_who_accepts_it_and_reading_its_file_counts(place, manager):
    holder = next(row for row in rows(place, AssignmentRow) if row.case == "c-090").worker
    taker = next(w for w in ("w-001", "w-002") if w != holder)
    one = asked(manager, taker, "c-090")
    answer = act(place.person("worker", worker=taker), f"/v1/asks/{one['id']}/accept")
    assert answer.status_code == 200, answer.text
    counts = {row.id: row.open_cases for row in rows(place, WorkerRow)}
    assert (counts[holder], counts[taker]) == (0, 1)
    ended = [row for row in rows(place, AssignmentRow) if not row.active]
    assert [(row.worker, row.end_reason) for row in ended] == [(holder, "moved")]


def test_a_move_by_hand_beyond_the_usual_budget_needs_consent_as_a_new_case_does(place, manager):
    policy(place, unit_budget=1000)
    row = next(row for row in rows(place, CaseRow) if row.id == "c-090")
    stage = {"name": "ongoing", "weeks": 16, "exposure": [["live", 900]]}
    court = {"court_dates": ["2025-10-10"]}
    for more in ({}, court):
        changed(place, CaseRow, "c-090", data=row.data | {"stages": [stage]} | more)
        body = WHY | {"case": "c-090", "worker": "w-001"}
        answer = manager.post("/v1/asks", json=body, headers=fresh())
        assert (answer.status_code, kind(answer)) == (409, "consent-needed")


def on_duty(place: Place, worker="w-002", case="c-101"):
    row = next(row for row in rows(place, WorkerRow) if row.id == worker)
    duty = [{"first": "2025-10-06", "last": "2025-10-06"}]
    changed(place, WorkerRow, worker, data=row.data | {"duty": duty})
    row = next(row for row in rows(place, CaseRow) if row.id == case)
    urgent = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": "2025-10-06"}
    changed(place, CaseRow, case, data=row.data | urgent)


def test_one_person_assigns_whoever_is_on_duty_and_another_looks_at_it_the_next_working_day(
    place, manager
):
    body = {"case": "c-101", "worker": "w-002"}
    refused = manager.post("/v1/immediate-assignments", json=body, headers=fresh())
    assert (refused.status_code, kind(refused)) == (409, "conflict")
    on_duty(place)
    over_budget(place)
    answer = manager.post("/v1/immediate-assignments", json=body, headers=fresh())
    assert answer.status_code == 201, answer.text
    review = answer.json()["review"]
    assert (review["state"], review["due_on"]) == ("due", "2025-10-07")
    assert {row.kind for row in rows(place, NoticeRow)} == {"relief-offered", "action-level"}
    assert act(manager, f"/v1/reviews/{review['id']}/confirm").status_code == 403
    supervisor = place.person("supervisor", ["north"])
    assert supervisor.get("/v1/reviews").json()["data"] == [review]
    done = act(supervisor, f"/v1/reviews/{review['id']}/relieve").json()
    assert done["state"] == "relieved"
    held = next(row for row in rows(place, AssignmentRow) if row.case == "c-101")
    assert (held.hold, held.wish) == ("movable", "worker")


def test_the_second_look_is_another_persons(place):
    on_duty(place)
    supervisor = place.person("supervisor", ["north"])
    body = {"case": "c-101", "worker": "w-002"}
    review = supervisor.post("/v1/immediate-assignments", json=body, headers=fresh()).json()["review"]
    assert act(supervisor, f"/v1/reviews/{review['id']}/confirm").status_code == 403


def test_whoever_reaches_the_action_level_is_told_first(place, manager, worker):
    policy(place, unit_budget=4000, action_level_share=100)
    one = asked(manager)
    assert act(worker, f"/v1/asks/{one['id']}/accept").status_code == 200
    notice = worker.get("/v1/notices").json()["data"][0]
    assert (notice["kind"], notice["supervision_by"]) == ("action-level", "2025-10-13")
    supervisor = place.person("supervisor", ["north"])
    assert supervisor.get("/v1/supervision-offers").json()["data"] == []
    path = f"/v1/supervision-offers/{notice['id']}/done"
    assert act(supervisor, path).status_code == 404
    assert act(worker, f"/v1/notices/{notice['id']}/seen").json()["seen_at"]
    assert [n["id"] for n in supervisor.get("/v1/supervision-offers").json()["data"]] == [notice["id"]]
    assert act(supervisor, path, 2).json()["supervised_at"]
    assert act(manager, path, 3).status_code == 403


def test_a_released_case_waits_with_a_named_holder(place, manager):
    version = next(row.version for row in rows(place, CaseRow) if row.id == "c-090")
    body = {"holder": "w-001", "reason_code": "workload"}
    answer = act(manager, "/v1/cases/c-090/release", version, body)
    assert answer.json() == {
        "id": "c-090",
        "state": "waiting",
        "holder": "w-001",
        "closed_on": None,
        "version": version + 1,
    }
    assert all(row.open_cases == 0 for row in rows(place, WorkerRow))
    assert act(manager, "/v1/cases/c-090/release", version + 1, body).status_code == 409


def test_a_closed_case_is_carried_by_nobody_and_not_closed_again(place, manager):
    answer = act(manager, "/v1/cases/c-090/close")
    assert (answer.json()["state"], answer.json()["closed_on"]) == ("closed", "2025-10-06")
    assert act(manager, "/v1/cases/c-090/close", 2).status_code == 409
    body = {"case": "c-090"}
    assert manager.post("/v1/proposals", json=body, headers=fresh()).status_code == 409


def test_a_rating_after_first_contact_changes_the_facts_it_names(place, manager):
    body = {"first_met": "2025-10-06", "facts": {"continuing_danger": "yes"}}
    assert act(manager, "/v1/cases/c-102/rate", 1, body).json()["version"] == 2
    data = next(row for row in rows(place, CaseRow) if row.id == "c-102").data
    assert data["rubric"]["continuing_danger"] == "yes"
    assert data["rubric"]["child_13_or_under"] == "yes"
    late = body | {"first_met": "2025-10-07"}
    assert act(manager, "/v1/cases/c-102/rate", 2, late).status_code == 409


def test_a_fresh_assignment_is_undone_and_an_old_one_is_not(place, manager, worker):
    one = asked(manager)
    written = act(worker, f"/v1/asks/{one['id']}/accept").json()
    answer = act(manager, f"/v1/assignments/{written['id']}/undo", written["version"])
    assert (answer.json()["state"], answer.json()["holder"]) == ("waiting", "w-002")
    again = act(worker, f"/v1/asks/{asked(manager)['id']}/accept").json()
    place.clock.now += HOUR
    late = place.person("case-manager", ["north"])
    assert act(late, f"/v1/assignments/{again['id']}/undo", 1).status_code == 410


def test_a_move_that_is_undone_goes_back_to_who_carried_the_case(place, manager):
    before = next(row for row in rows(place, AssignmentRow) if row.case == "c-090").worker
    taker = next(w for w in ("w-001", "w-002") if w != before)
    one = asked(manager, taker, "c-090")
    written = act(place.person("worker", worker=taker), f"/v1/asks/{one['id']}/accept").json()
    answer = act(manager, f"/v1/assignments/{written['id']}/undo", written["version"])
    assert answer.status_code == 200, answer.text
    active = [row.worker for row in rows(place, AssignmentRow) if row.active]
    assert (answer.json()["state"], active) == ("open", [before])
    assert {row.id: row.open_cases for row in rows(place, WorkerRow)}[before] == 1


def test_a_worker_who_leaves_has_a_last_day(place, manager):
    answer = act(manager, "/v1/workers/w-002/end-service", 1, {"last_day": "2025-10-31"})
    assert answer.json()["last_day"] == "2025-10-31"
    late = act(manager, "/v1/workers/w-002/end-service", 2, {"last_day": "2025-10-01"})
    assert late.status_code == 409


def consented(place, manager, supervisor, case="c-101", worker="w-002"):
    body = WHY | {"case": case, "worker": worker}
    consent = manager.post("/v1/consents", json=body, headers=fresh()).json()
    assert act(supervisor, f"/v1/consents/{consent['id']}/give").status_code == 200
    return body | {"consent": consent["id"]}


def test_a_consent_is_to_one_case_and_worker_whoever_is_asked_by_hand(place, manager):
    over_budget(place)
    body = consented(place, manager, place.person("supervisor", ["north"]), worker="w-001")
    other = manager.post("/v1/asks", json=body | {"worker": "w-002"}, headers=fresh())
    assert (other.status_code, kind(other)) == (409, "consent-needed")
    assert manager.post("/v1/asks", json=body, headers=fresh()).status_code == 201


def test_who_consents_is_not_who_asks_the_worker(place, manager):
    over_budget(place)
    supervisor = place.person("supervisor", ["north"])
    body = consented(place, manager, supervisor)
    answer = supervisor.post("/v1/asks", json=body, headers=fresh())
    assert (answer.status_code, kind(answer)) == (409, "consent-needed")


def test_a_worker_takes_no_case_that_is_with_them_already(place, manager, worker):
    first, second = asked(manager), asked(manager)
    assert act(worker, f"/v1/asks/{first['id']}/accept").status_code == 200
    answer = act(worker, f"/v1/asks/{second['id']}/accept")
    assert (answer.status_code, kind(answer)) == (409, "conflict")
    assert [row.active for row in rows(place, AssignmentRow) if row.case == "c-101"] == [True]


def test_a_rating_and_a_last_day_leave_the_house_as_changes(place, manager):
    act(manager, "/v1/cases/c-102/rate", 1, {"first_met": "2025-10-06", "facts": {}})
    act(manager, "/v1/workers/w-002/end-service", 1, {"last_day": "2025-10-31"})
    told = sorted((row.type, row.data) for row in rows(place, EventRow))
    assert told == [("case.changed", {"case": "c-102"}), ("worker.changed", {"worker": "w-002"})]


def test_relief_is_between_a_worker_and_the_service(place, manager, worker):
    on_duty(place)
    over_budget(place)
    body = {"case": "c-101", "worker": "w-002"}
    assert manager.post("/v1/immediate-assignments", json=body, headers=fresh()).status_code == 201
    relief = next(row.id for row in rows(place, NoticeRow) if row.kind == "relief-offered")
    assert act(worker, f"/v1/notices/{relief}/seen").status_code == 200
    supervisor = place.person("supervisor", ["north"])
    assert act(supervisor, f"/v1/supervision-offers/{relief}/done", 2).status_code == 404


def test_what_is_undone_twice_at_one_instant_waits_with_who_carried_it(place, manager):
    one = asked(manager, "w-001", "c-090")
    moved = act(place.person("worker", worker="w-001"), f"/v1/asks/{one['id']}/accept").json()
    act(manager, f"/v1/assignments/{moved['id']}/undo")
    back = next(row for row in rows(place, AssignmentRow) if row.active)
    answer = act(manager, f"/v1/assignments/{back.id}/undo")
    assert (answer.json()["state"], answer.json()["holder"]) == ("waiting", "w-002")


def test_what_was_heard_before_counts_towards_the_action_level(place, manager, worker):
    policy(place, unit_budget=21000, action_level_share=500)
    heard = {"worker": "w-002", "week": "2025-09-29", "hours": 18, "tier": 5, "mode": "live"}
    body = {"facts": heard | {"source": "case"}}
    assert worker.post("/v1/workers/me/exposures", json=body, headers=fresh()).status_code == 201
    one = asked(manager)
    assert act(worker, f"/v1/asks/{one['id']}/accept").status_code == 200
    assert [notice["kind"] for notice in worker.get("/v1/notices").json()["data"]] == ["action-level"]
