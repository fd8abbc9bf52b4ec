"""Does a job go from asked to its end, once, and is its plan a proposal?"""

import pytest
from sqlmodel import col, select

from api.jobs.worker import work_one
from api.settings import Settings
from api.storage.tables import AuditRow, CaseRow, EventRow, JobRow, ProposalRow
from api.storage.unit import Unit
from tests.service.places import Place, fresh

PLAN = {"teams": ["north"], "seconds": 1}


def asked(place: Place, body=None, **headers):
    manager = place.person("case-manager", ["north"])
    answer = manager.post("/v1/plans", json=body or PLAN, headers=fresh() | headers)
    return manager, answer


def proposals(place: Place) -> list[ProposalRow]:
    return place.store.read("riverside", lambda unit: unit.all(ProposalRow))


def test_a_plan_is_asked_for_worked_on_and_becomes_a_proposal(place: Place):
    manager, answer = asked(place)
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert answer.headers["Location"] == f"/v1/jobs/{answer.json()['id']}"
    assert work_one(place.store)
    job = manager.get(answer.headers["Location"]).json()
    assert (job["state"], job["problem"], job["attempt"]) == ("succeeded", None, 1)
    (proposal,) = proposals(place)
    assert (proposal.id, proposal.kind, proposal.state) == (job["result"]["proposal"], "plan", "open")
    named = {each["case"] for each in proposal.told["assignments"]}
    named |= {each["case"] for each in proposal.told["unassigned"]}
    assert named == {"c-101", "c-102", "c-103"}
    assert proposal.based_on["policy"] == 1
    assert set(proposal.based_on["cases"]) == {"c-101", "c-102", "c-103"}
    events = place.store.read("riverside", lambda unit: unit.all(EventRow))
    assert [event.type for event in events] == ["plan.completed"]
    assert not work_one(place.store)


def test_the_record_tells_who_asked_and_what_came_of_it(place: Place):
    asked(place)
    work_one(place.store)
    rows = place.store.read("riverside", lambda unit: list(unit.session.exec(select(AuditRow))))
    actions = [row.action for row in rows if row.agency == "riverside"]
    assert actions[-3:] == ["job.ask", "proposal.create", "job.succeed"]
    assert [row for row in rows if row.agency == "lakeside"][-1].action == "agency.begin"


def test_the_same_facts_give_the_same_plan_and_the_older_one_is_superseded(place: Place):
    for _ in range(2):
        asked(place)
        assert work_one(place.store)
    one, other = sorted(proposals(place), key=lambda row: row.state)
    assert [one.state, other.state] == ["open", "superseded"]
    assert one.plan == other.plan
    assert one.told == other.told


def test_a_plan_of_some_cases_proposes_only_these(place: Place):
    asked(place, PLAN | {"cases": ["c-102"]})
    assert work_one(place.store)
    (proposal,) = proposals(place)
    assert {each["case"] for each in proposal.plan["assignments"]} <= {"c-102"}
    assert {e["case"] for n in ("assignments", "unassigned") for e in proposal.told[n]} == {"c-102"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"teams": ["south"]}, 404),
        ({"cases": ["c-999"]}, 404),
        ({"cases": ["c-090"]}, 409),
        ({"seconds": 0}, 422),
        ({"teams": []}, 422),
        ({"more": 1}, 422),
    ],
)
def test_what_cannot_be_planned_is_refused_before_there_is_a_job(place: Place, body, status):
    _, answer = asked(place, PLAN | body)
    assert answer.status_code == status
    assert place.store.read("riverside", lambda unit: unit.count(JobRow)) == 0


def test_a_parameter_nobody_knows_is_refused(place: Place):
    manager, answer = asked(place)
    for path in ("/v1/jobs?more=1", f"{answer.headers['Location']}?more=1"):
        assert manager.get(path).status_code == 422
    assert manager.post("/v1/plans?a=1", json=PLAN, headers=fresh()).status_code == 422


def test_an_agency_too_large_for_one_job_is_refused(place: Place):
    place.settings = Settings(most_job_pairs=8)
    _, answer = asked(place)
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:caseload:problem:too-large")


def test_only_so_many_jobs_wait(place: Place):
    place.settings = Settings(most_jobs=2)
    statuses = [asked(place)[1].status_code for _ in range(3)]
    assert statuses == [202, 202, 429]


def test_a_request_that_comes_again_makes_no_second_job(place: Place):
    manager = place.person("case-manager", ["north"])
    headers = fresh()
    first, again = (manager.post("/v1/plans", json=PLAN, headers=headers) for _ in range(2))
    assert first.json() == again.json()
    assert place.store.read("riverside", lambda unit: unit.count(JobRow)) == 1


def switch_off(unit: Unit) -> None:
    unit.own().planner_on = False


def test_a_planner_that_is_switched_off_takes_no_jobs_and_ends_those_that_wait(place: Place):
    manager, answer = asked(place)
    place.store.write("riverside", switch_off)
    assert asked(place)[1].status_code == 503
    assert work_one(place.store)
    job = manager.get(answer.headers["Location"]).json()
    assert (job["state"], job["problem"]) == ("failed", "switched-off")
    assert proposals(place) == []


def test_a_job_of_other_teams_or_another_agency_is_not_there(place: Place):
    _, answer = asked(place)
    path = answer.headers["Location"]
    for stranger in (
        place.person("case-manager", ["south"]),
        place.person("case-manager", ["north"], agency="lakeside"),
    ):
        assert stranger.get(path).status_code == 404
        assert stranger.get(f"{path}/events").status_code == 404
        assert stranger.delete(path, headers={"If-Match": '"1"'}).status_code == 404
        assert stranger.get("/v1/jobs").json() == {"data": []}
    assert place.person("worker", worker="w-001").get(path).status_code == 403
    assert place.person("auditor").post("/v1/plans", json=PLAN, headers=fresh()).status_code == 403


def test_a_job_that_waits_is_cancelled_against_its_version_and_then_over(place: Place):
    manager, answer = asked(place)
    path = answer.headers["Location"]
    assert manager.delete(path).status_code == 428
    assert manager.delete(path, headers={"If-Match": '"7"'}).status_code == 412
    ended = manager.delete(path, headers={"If-Match": answer.headers["ETag"]})
    assert (ended.status_code, ended.json()["state"]) == (200, "cancelled")
    assert not work_one(place.store)
    assert manager.delete(path, headers={"If-Match": ended.headers["ETag"]}).status_code == 410


def test_jobs_are_listed_newest_first_and_by_state(place: Place):
    first = asked(place)[1].json()["id"]
    work_one(place.store)
    place.clock.now += 1
    manager, answer = asked(place)
    listed = manager.get("/v1/jobs").json()["data"]
    assert [job["id"] for job in listed] == [answer.json()["id"], first]
    assert [job["id"] for job in manager.get("/v1/jobs?state=succeeded").json()["data"]] == [first]
    assert len(manager.get("/v1/jobs?limit=1").json()["data"]) == 1


def test_a_case_decided_on_meanwhile_is_left_out(place: Place):
    asked(place, PLAN | {"cases": ["c-101", "c-102"]})

    def close(unit: Unit) -> None:
        (row,) = unit.all(CaseRow, col(CaseRow.id) == "c-101")
        row.state = "closed"
        unit.changed(row)

    place.store.write("riverside", close)
    assert work_one(place.store)
    (proposal,) = proposals(place)
    assert "c-101" not in proposal.based_on["cases"]
