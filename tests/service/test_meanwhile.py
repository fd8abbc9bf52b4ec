"""What else is proposed with a case, and what was decided meanwhile: is it seen?"""

from api.storage.clock import SECOND
from api.storage.tables import AssignmentRow, CaseRow
from tests.service.facts_here import case, south
from tests.service.places import fresh
from tests.service.test_proposals import WHY, accept, changed, kind, proposal, rows


def test_cases_that_have_to_go_to_one_worker_are_proposed_and_given_together(place, manager):
    south(place)
    both = place.person("case-manager", ["north", "south"])
    for made in (case("c-8", "south", "w-001"), case("c-9", "north", "w-050")):
        assert both.post("/v1/cases", json=made, headers=fresh()).is_success
    for each in ("c-101", "c-8", "c-9"):  # c-8 waits in another team, with somebody of this one
        data = next(row.data for row in rows(place, CaseRow) if row.id == each)
        changed(place, CaseRow, each, data=data | {"group": "g-1", "group_rule": "together"})
    one = proposal(manager)
    assert {each["case"] for each in one["assignments"]} == {"c-101", "c-9"}
    answer = accept(manager, one)
    assert answer.status_code == 200, answer.text
    written = answer.json()["assignments"]
    assert {each["case"] for each in written} == {"c-101", "c-9"}
    assert len({each["worker"] for each in written}) == 1


def test_a_case_given_meanwhile_is_not_taken_by_who_did_not_know(place, manager):
    ask = {"case": "c-101", "worker": "w-002"}
    asked = manager.post("/v1/asks", json=WHY | ask, headers=fresh()).json()
    older = proposal(manager)
    place.clock.now += SECOND
    (taken,) = accept(manager, proposal(manager)).json()["assignments"]
    worker = place.person("worker", worker="w-002")
    late = [
        worker.post(f"/v1/asks/{asked['id']}/accept", headers=fresh(1)),
        manager.post(
            f"/v1/proposals/{older['id']}/override", json=WHY | {"worker": "w-003"}, headers=fresh(1)
        ),
    ]
    assert [(answer.status_code, kind(answer)) for answer in late] == [(409, "conflict")] * 2
    (held,) = [row for row in rows(place, AssignmentRow) if row.active and row.case == "c-101"]
    assert held.id == taken["id"]
