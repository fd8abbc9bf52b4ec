"""Does a whole caseload go to others by one plan, under every rule, and only if a person accepts it?"""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col

from api.agencies.begin import begin
from api.jobs.worker import work_one
from api.storage.tables import AssignmentRow, ProposalRow, WorkerRow
from planner.intake import read_agency
from tests.service.places import Place, fresh

AGENCY = "crisis"
SCENARIO = Path(__file__).parents[2] / "scenarios" / "agency-in-crisis"


@pytest.fixture
def crisis(place: Place) -> Place:
    agency = read_agency(SCENARIO)
    begin(place.store, AGENCY, agency)
    place.clock.now = int(datetime.combine(agency.date, time(9), UTC).timestamp() * 1000)
    return place


def led_by(place: Place, worker: str) -> list[AssignmentRow]:
    active = col(AssignmentRow.active).is_(True)
    mine = col(AssignmentRow.worker) == worker
    return place.store.read(AGENCY, lambda unit: unit.all(AssignmentRow, active, mine))


def worker_of(place: Place, worker: str) -> WorkerRow:
    return place.store.read(AGENCY, lambda unit: unit.get(WorkerRow, worker))


@pytest.fixture
def worker(crisis: Place) -> str:
    """One who leads some cases, but not the most."""
    rows = crisis.store.read(AGENCY, lambda unit: unit.all(WorkerRow))
    return min((row.id for row in rows if len(led_by(crisis, row.id)) > 2), default="")


def asked(place: Place, body: dict[str, Any], teams: Sequence[str] = ("*",)):
    manager = place.person("supervisor", teams, agency=AGENCY)
    return manager, manager.post("/v1/plans", json=body, headers=fresh())


def test_a_whole_caseload_goes_to_others_when_its_plan_is_accepted(crisis: Place, worker: str):
    before = led_by(crisis, worker)
    untouched = worker_of(crisis, worker)
    manager, answer = asked(crisis, {"caseload_of": worker, "seconds": 5})
    assert answer.status_code == 202, answer.text
    assert work_one(crisis.store)
    job = manager.get(answer.headers["Location"]).json()
    assert job["state"] == "succeeded", job
    proposal = manager.get(f"/v1/proposals/{job['result']['proposal']}").json()
    assert (proposal["kind"], proposal["caseload_of"]) == ("plan", worker)
    given = {each["case"]: each["worker"] for each in proposal["assignments"]}
    assert given
    assert given.keys() <= {row.case for row in before}
    assert worker not in given.values()
    told = {e["case"] for n in ("assignments", "unassigned") for e in proposal["told"][n]}
    assert {row.case for row in before} <= told
    assert {row.id for row in led_by(crisis, worker)} == {row.id for row in before}  # nothing yet

    path = f"/v1/proposals/{proposal['id']}/accept"
    accepted = manager.post(path, json={}, headers=fresh(proposal["version"]))
    assert accepted.status_code == 200, accepted.text
    left = {row.case for row in led_by(crisis, worker)}
    assert left == {row.case for row in before} - given.keys()
    for case, other in given.items():
        assert case in {row.case for row in led_by(crisis, other)}
    assert worker_of(crisis, worker).data == untouched.data  # no last day was written


def test_the_rest_of_the_plans_stay_on_the_table(crisis: Place, worker: str):
    asked(crisis, {"seconds": 1})
    assert work_one(crisis.store)
    asked(crisis, {"caseload_of": worker, "seconds": 1})
    assert work_one(crisis.store)
    rows = crisis.store.read(AGENCY, lambda unit: unit.all(ProposalRow))
    assert sorted((row.caseload_of or "", row.state) for row in rows) == [("", "open"), (worker, "open")]


def test_a_caseload_is_asked_for_alone_and_of_whom_one_may_know(crisis: Place, worker: str):
    _, answer = asked(crisis, {"caseload_of": worker, "cases": ["n-0001"]})
    assert answer.status_code == 409
    _, answer = asked(crisis, {"caseload_of": "w-none"})
    assert answer.status_code == 404
    team = worker_of(crisis, worker).team
    others = crisis.store.read(AGENCY, lambda unit: {row.team for row in unit.all(WorkerRow)}) - {team}
    _, answer = asked(crisis, {"caseload_of": worker}, teams=sorted(others))
    assert answer.status_code == 404
    for row in led_by(crisis, worker):
        crisis.store.write(AGENCY, partial(_ended, row=row))
    _, answer = asked(crisis, {"caseload_of": worker})
    assert answer.status_code == 409


def _ended(unit, row) -> None:
    found = unit.get(AssignmentRow, row.id)
    found.active = False
    unit.changed(found)
