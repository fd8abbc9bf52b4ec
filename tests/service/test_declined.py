"""Can anybody tell a worker who declined from one who did not answer?"""

from api.decisions.housekeeping import keep_house
from api.snapshots.snapshot import Snapshots
from api.storage.clock import DAY
from api.storage.tables import AskRow, AssignmentRow
from tests.service.test_by_hand import act, asked
from tests.service.test_proposals import rows
from tests.service.test_storage import list_audit


def test_a_worker_who_declines_needs_no_reason_and_others_see_only_that_it_is_not_placed(
    place, manager, worker
):
    one = asked(manager)
    answer = act(worker, f"/v1/asks/{one['id']}/decline")
    assert answer.json()["state"] == "declined"
    late = asked(manager, "w-001")
    seen = {each["id"]: each for each in manager.get("/v1/asks").json()["data"]}
    declined = seen[one["id"]]
    assert {name for name in declined if declined[name] != seen[late["id"]][name]} == {"id", "worker"}
    place.clock.now += DAY
    again = place.person("case-manager", ["north"])
    states = {each["id"]: each["state"] for each in again.get("/v1/asks").json()["data"]}
    assert states == {declined["id"]: "not-placed", late["id"]: "not-placed"}
    assert {row.case for row in rows(place, AssignmentRow)} == {"c-090"}


def test_what_was_declined_is_withdrawn_as_what_was_not_answered(place, manager, worker):
    declined, late = asked(manager), asked(manager, "w-001")
    assert act(worker, f"/v1/asks/{declined['id']}/decline").is_success
    assert act(worker, f"/v1/asks/{declined['id']}/accept").status_code == 409
    told = [act(manager, f"/v1/asks/{one['id']}/withdraw") for one in (declined, late)]
    assert [(a.status_code, a.json()["state"], a.json()["version"]) for a in told] == [
        (200, "withdrawn", 2)
    ] * 2
    said = place.store.read("riverside", lambda u: [r.action for r in list_audit(u)])
    assert [action for action in said if action.startswith("ask.")] == [
        "ask.create", "ask.create", "ask.withdraw", "ask.withdraw"
    ]  # fmt: skip


def test_asks_are_recorded_without_how_they_were_answered(place, manager, worker):
    one = asked(manager)
    act(worker, f"/v1/asks/{one['id']}/decline")
    said = place.store.read("riverside", lambda u: [(r.action, r.details) for r in list_audit(u)])
    assert not any(action.startswith("ask.") for action, _ in said if action != "ask.create")
    place.clock.now += DAY
    keep_house(place.store, Snapshots())
    said = place.store.read("riverside", lambda u: [(r.action, r.details) for r in list_audit(u)])
    assert ("ask.expired", {}) in said
    assert [(row.state, row.answered_at) for row in rows(place, AskRow)] == [("expired", None)]
