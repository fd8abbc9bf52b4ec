"""Is a policy's version never changed, its successor judged, and in force from its day on?"""

import pytest

from api.snapshots.snapshot import Snapshots
from api.storage.clock import DAY
from planner.domain import policy, settings
from tests.service.facts_here import places
from tests.service.places import Place, fresh


def test_a_version_of_the_future_comes_into_force_on_its_day(place: Place):
    admin, reader = place.person("agency-admin"), place.person("worker", [], "w-002")
    kept = Snapshots()
    asked = {"effective_from": "2025-10-08", "changes": {"half_life_weeks": 9}}
    made = admin.post("/v1/policies", json=asked, headers=fresh())
    assert (made.status_code, made.headers["etag"]) == (201, '"2"'), made.text
    assert made.json()["changes"] == {"half_life_weeks": 9}
    assert reader.get("/v1/policies/current").json()["number"] == 1
    assert place.store.read("riverside", kept.current).agency.policy == policy()
    place.clock.now += 2 * DAY
    reader = place.person("worker", [], "w-002")
    current = reader.get("/v1/policies/current").json()
    assert (current["number"], current["settings"]["half_life_weeks"]) == (2, 9)
    assert set(current["settings"]) == set(settings())
    snapshot = place.store.read("riverside", kept.current)
    assert (snapshot.policy, snapshot.agency.policy) == (2, policy(half_life_weeks=9))


def test_a_version_of_today_is_in_force_at_once(place: Place):
    admin, kept = place.person("agency-admin"), Snapshots()
    assert place.store.read("riverside", kept.current).policy == 1
    asked = {"effective_from": "2025-10-06", "changes": {"harm_weeks": 20}}
    assert admin.post("/v1/policies", json=asked, headers=fresh()).status_code == 201
    assert place.store.read("riverside", kept.current).policy == 2


def test_versions_build_on_one_another_and_are_compared(place: Place):
    admin = place.person("agency-admin")
    for changes in ({"half_life_weeks": 9}, {"harm_weeks": 20, "ramp_shares": [400, 700, 1000]}):
        asked = {"effective_from": "2025-10-06", "changes": changes}
        assert admin.post("/v1/policies", json=asked, headers=fresh()).status_code == 201
    listed = admin.get("/v1/policies").json()["data"]
    assert [row["number"] for row in listed] == [1, 2, 3]
    assert listed[1]["changes"] == {"half_life_weeks": 9}
    assert set(listed[2]["changes"]) <= {"half_life_weeks", "harm_weeks", "ramp_shares"}
    told = admin.get("/v1/policies/0/diff?to=2").json()["settings"]
    before = settings()["half_life_weeks"].value
    assert [(d["name"], d["before"], d["after"]) for d in told] == [("half_life_weeks", before, 9)]
    assert admin.get("/v1/policies/2/diff?to=2").json()["settings"] == []
    back = admin.get("/v1/policies/3/diff?to=0").json()["settings"]
    there = admin.get("/v1/policies/0/diff?to=3").json()["settings"]
    assert [(d["before"], d["after"]) for d in back] == [(d["after"], d["before"]) for d in there]
    assert admin.get("/v1/policies/1/diff?to=4").status_code == 404
    assert places(admin.get("/v1/policies/1/diff")) == {("query", "to")}


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"half_life": 6}, "policy.half_life"),
        ({"half_life_weeks": 0}, "policy.half_life_weeks"),
        ({"half_life_weeks": "6"}, "policy.half_life_weeks"),
        ({"half_life_weeks": 6.5}, "policy.half_life_weeks"),
        ({"half_life_weeks": True}, "policy.half_life_weeks"),
        ({"window_7_multiple": 9000, "window_28_multiple": 2000}, "policy"),
        ({"lighter_share": 100, "rest_share": 500}, "policy"),
    ],
)
def test_a_setting_that_cannot_be_or_contradicts_another_is_refused(place: Place, changes, column):
    admin = place.person("agency-admin")
    asked = {"effective_from": "2025-10-06", "changes": changes}
    assert ("changes", column) in places(admin.post("/v1/policies", json=asked, headers=fresh()))
    assert len(admin.get("/v1/policies").json()["data"]) == 1


@pytest.mark.parametrize("day", ["2025-10-05", "1900-01-01", "2025-02-30", "2999-01-01", "20251006", ""])
def test_a_version_begins_today_or_later(place: Place, day: str):
    admin = place.person("agency-admin")
    asked = {"effective_from": day, "changes": {"half_life_weeks": 9}}
    answer = admin.post("/v1/policies", json=asked, headers=fresh())
    assert places(answer) == {("body", "effective_from")}
