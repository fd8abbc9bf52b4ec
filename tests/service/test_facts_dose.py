"""Is the dose told over HTTP the planner's own, public, recorded, and corrected only by its worker?"""

import json
from pathlib import Path

import pytest
from sqlmodel import col, select

from api.agencies.begin import begin
from api.snapshots.snapshot import Snapshots
from api.storage.tables import METADATA, AuditRow, ExposureRow
from api.storage.unit import Unit
from planner.attention.action_level import at_action_level
from planner.intake import read_agency
from planner.problem import surveyed
from tests.service.facts_here import ids, places
from tests.service.places import Place, fresh

SCENARIOS = Path(__file__).parent.parent.parent / "scenarios"
EVENT = {
    "worker": "w-002",
    "week": "2025-09-22",
    "hours": 3,
    "tier": 3,
    "mode": "live",
    "source": "case",
}


def recorded(place: Place, agency: str = "riverside") -> list[tuple[str, str, str]]:
    def read(unit: Unit) -> list[tuple[str, str, str]]:
        query = select(AuditRow).where(AuditRow.agency == agency).order_by(col(AuditRow.number))
        return [(row.actor, row.action, row.object) for row in unit.session.exec(query)]

    return place.store.read(agency, read)


def test_every_dose_of_a_shipped_agency_is_the_planners_own(place: Place):
    shipped = read_agency(SCENARIOS / "rural-district")
    begin(place.store, "rural", shipped)
    agency = place.store.read("rural", Snapshots().current).agency.public()
    known, policy = surveyed(agency), agency.policy
    client = place.person("supervisor", ["*"], agency="rural")
    reached = set()
    for at, worker in enumerate(known.workers):
        told = client.get(f"/v1/workers/{worker.id}/dose").json()
        assert len(told["weeks"]) == policy.harm_weeks
        for week, row in enumerate(told["weeks"]):
            dose, budget = int(known.carried.dose[at, week]), int(known.usual[at, week])
            assert (row["planned"], row["usual_budget"]) == (dose, budget)
            assert (row["headroom"], row["share"]) == (budget - dose, dose * 1000 // max(budget, 1))
        if told["at_action_level"]:
            reached.add(worker.id)
    assert reached == {one.worker for one in at_action_level(agency)}


def test_each_look_is_in_the_record(place: Place):
    worker, supervisor = place.person("worker", [], "w-002"), place.person("supervisor", ["north"])
    before = len(recorded(place))
    for client in (worker, supervisor):
        assert client.get("/v1/workers/w-002/dose").status_code == 200
        assert client.get("/v1/workers/w-002/exposures").status_code == 200
    looks = recorded(place)[before:]
    assert [(action, of) for _, action, of in looks] == 2 * [
        ("dose.read", "w-002"),
        ("exposures.read", "w-002"),
    ]
    assert len({actor for actor, _, _ in looks}) == 2
    assert place.person("supervisor", []).get("/v1/workers/w-002/dose").status_code == 404
    assert len(recorded(place)) == before + 4


def test_a_correction_is_a_new_event_that_takes_the_place_of_the_old(place: Place):
    worker = place.person("worker", [], "w-002")
    path = "/v1/workers/me/exposures"
    [before] = worker.get(path).json()["data"]
    planned = worker.get("/v1/workers/me/dose").json()["weeks"][0]["planned"]
    where = f"{path}/{before['id']}/correct"
    assert worker.post(where, json={"hours": 20}, headers=fresh()).status_code == 428
    made = worker.post(where, json={"hours": 20}, headers=fresh(1))
    assert made.status_code == 201, made.text
    assert made.json()["replaces"] == before["id"]
    assert made.json()["facts"] == before["facts"] | {"hours": 20}
    assert ids(worker.get(path)) == [made.json()["id"]]
    assert worker.get("/v1/workers/me/dose").json()["weeks"][0]["planned"] > planned
    old = place.store.read("riverside", lambda unit: unit.get(ExposureRow, before["id"]))
    assert (old.replaced, old.data["minutes"]) == (True, 150)
    both = worker.get(path, params={"updated_since": "1970-01-01T00:00:00Z"}).json()["data"]
    assert {row["id"]: row["replaced"] for row in both} == {
        before["id"]: True,
        made.json()["id"]: False,
    }
    assert worker.post(where, json={"hours": 1}, headers=fresh(2)).status_code == 409


def test_only_ones_own_ledger_is_corrected(place: Place):
    [event] = place.person("worker", [], "w-002").get("/v1/workers/me/exposures").json()["data"]
    where = f"/v1/workers/me/exposures/{event['id']}/correct"
    other = place.person("worker", [], "w-003")
    absent = other.post(f"{where[:-12]}9/correct", json={"hours": 1}, headers=fresh(1))
    beyond = other.post(where, json={"hours": 1}, headers=fresh(1))
    assert (beyond.status_code, beyond.content) == (404, absent.content)
    for role in ("supervisor", "agency-admin", "case-manager"):
        answer = place.person(role, ["*"]).post(where, json={"hours": 1}, headers=fresh(1))
        assert answer.status_code == 403
    assert place.person("worker").post(where, json={"hours": 1}, headers=fresh(1)).status_code == 403
    answer = other.post("/v1/workers/me/exposures", json={"facts": EVENT}, headers=fresh())
    assert places(answer) == {("facts", "worker")}


def test_a_week_that_is_over_is_added(place: Place):
    worker = place.person("worker", [], "w-002")
    path = "/v1/workers/me/exposures"
    made = worker.post(path, json={"facts": EVENT}, headers=fresh())
    assert (made.status_code, made.json()["facts"]) == (201, EVENT), made.text
    assert len(ids(worker.get(path))) == 2
    soon = EVENT | {"week": "2025-10-06"}
    answer = worker.post(path, json={"facts": soon}, headers=fresh())
    assert places(answer) == {("facts", "week")}
    told = EVENT | {"hours": 169, "note": "it was hard"}
    answer = worker.post(path, json={"facts": told}, headers=fresh())
    assert places(answer) == {("facts", "hours"), ("facts", "note")}


@pytest.mark.ci
def test_nothing_private_of_a_shipped_agency_comes_in_or_out(place: Place):
    shipped = read_agency(SCENARIOS / "english-authority")
    assert shipped.profiles
    begin(place.store, "england", shipped)
    begin(place.store, "nobody", shipped.public())
    told = []
    for agency in ("england", "nobody"):
        client = place.person("supervisor", ["*"], agency=agency)
        answers = []
        for path in ("agency", "offices", "teams", "referral-types", "workers", "cases", "policies"):
            answers.append(client.get(f"/v1/{path}?limit=500" if path != "agency" else "/v1/agency"))
        for profile in shipped.profiles[:10]:
            answers.append(client.get(f"/v1/workers/{profile.worker}/dose"))
            assert answers[-1].status_code == 200
        told.append([answer.content.replace(b"england", b"nobody") for answer in answers])
    assert [strip(each) for each in told[0]] == [strip(each) for each in told[1]]
    assert not any(word in each for each in told[0] for word in (b'"step"', b'"limits"', b'"lighter"'))
    kept = b"".join(
        path.read_bytes() for path in Path(str(place.store.engine.url.database)).parent.glob("*.db*")
    )
    assert b'"step"' not in kept


def strip(answer: bytes) -> object:
    """Return an answer without its cursor, which is signed for one person."""
    told = json.loads(answer)
    return told.get("data", told)


def test_the_tables_have_no_place_for_what_is_private():
    words = {"profile", "step", "limits", "step_up"}
    columns = {f"{t.name}.{c.name}" for t in METADATA.sorted_tables for c in t.columns}
    assert {name for name in columns if words & set(name.replace("_", ".").split("."))} == set()
