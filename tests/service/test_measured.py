"""Is what workers carry the same, measured afresh and measured only where something changed?"""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from sqlmodel import col

from api.agencies.begin import begin
from api.snapshots.snapshot import Snapshot, Snapshots
from api.storage.ids import new_id
from api.storage.tables import AssignmentRow, CaseRow, ExposureRow, PolicyRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Agency, Worker
from planner.intake import read_agency
from planner.problem.carried import Carried, measure_carried
from tests.service.places import Place

SCENARIO = Path(__file__).parents[2] / "scenarios" / "agency-in-crisis"
STEPS = 60


@pytest.fixture
def crisis(place: Place) -> Place:
    agency = read_agency(SCENARIO)
    begin(place.store, "crisis", agency)
    place.clock.now = int(datetime.combine(agency.date, time(9), UTC).timestamp() * 1000)
    return place


def assign(unit: Unit, chance: Random) -> None:
    case = chance.choice(unit.all(CaseRow, col(CaseRow.state) == "waiting"))
    lead, other = chance.sample(unit.all(WorkerRow, col(WorkerRow.enabled).is_(True)), 2)
    support = chance.choice([None, other.id])
    unit.add(
        AssignmentRow(
            agency=unit.agency,
            id=new_id("asg"),
            case=case.id,
            worker=lead.id,
            support=support,
            since=date(2025, 10, 1),
            path="manual",
            by="usr-1",
        )
    )
    case.state = "open"
    unit.changed(case)


def release(unit: Unit, chance: Random, state: str = "waiting") -> None:
    row = chance.choice(unit.all(AssignmentRow, col(AssignmentRow.active).is_(True)))
    row.active = False
    unit.changed(row)
    case = unit.get(CaseRow, row.case)
    case.state, case.holder = state, row.worker
    unit.changed(case)


def hold(unit: Unit, chance: Random) -> None:
    case = chance.choice(unit.all(CaseRow, col(CaseRow.state) == "waiting"))
    case.holder = chance.choice(unit.all(WorkerRow, col(WorkerRow.enabled).is_(True))).id
    unit.changed(case)


def rate(unit: Unit, chance: Random) -> None:
    case = chance.choice(unit.all(CaseRow, col(CaseRow.state) != "closed"))
    rubric = case.data["rubric"]
    answer = chance.choice(sorted(rubric))
    case.data = case.data | {"rubric": rubric | {answer: chance.choice(["yes", "no", "unknown"])}}
    unit.changed(case)


def correct(unit: Unit, chance: Random) -> None:
    row = chance.choice(unit.all(ExposureRow, col(ExposureRow.replaced).is_(False)))
    row.replaced = True
    unit.changed(row)


def absent(unit: Unit, chance: Random) -> None:
    row = chance.choice(unit.all(WorkerRow))
    row.enabled = not row.enabled
    unit.changed(row)


def older(unit: Unit, chance: Random) -> None:
    row = chance.choice(unit.all(WorkerRow))
    row.data = row.data | {"months_in_field": row.data["months_in_field"] + 1}
    unit.changed(row)


def another_policy(unit: Unit, chance: Random) -> None:
    number = unit.count(PolicyRow) + 1
    unit.session.add(
        PolicyRow(
            agency=unit.agency,
            id=str(number),
            number=number,
            effective_from=date(2020, 1, 1),
            changes={"half_life_weeks": chance.choice([4, 8, 12])},
            by="usr-1",
            at=unit.now,
        )
    )
    unit.revised()


CHANGES = (
    *(assign, assign, release, release, hold, rate, correct, absent, older),
    partial(release, state="closed"),
    another_policy,
)


def assert_as_afresh(snapshot: Snapshot) -> None:
    afresh = replace(snapshot, before=None)
    assert snapshot.measured.tiers == afresh.measured.tiers
    for each in fields(Carried):
        found, expected = (getattr(s.measured.carried, each.name) for s in (snapshot, afresh))
        assert np.array_equal(found, expected), each.name


@pytest.mark.parametrize("seed", range(3))
def test_what_is_measured_step_by_step_is_what_is_measured_at_once(crisis: Place, seed: int):
    chance, snapshots = Random(seed), Snapshots()
    before = crisis.store.read("crisis", snapshots.current).measured
    moved = 0
    for _ in range(STEPS):
        crisis.store.write("crisis", partial(chance.choice(CHANGES), chance=chance))
        if chance.random() < 0.05:
            crisis.clock.now += int(timedelta(days=1).total_seconds() * 1000)
        snapshot = crisis.store.read("crisis", snapshots.current)
        assert snapshot.before is before
        assert_as_afresh(snapshot)
        moved += not np.array_equal(before.carried.dose.sum(), snapshot.measured.carried.dose.sum())
        before = snapshot.measured
    assert moved > STEPS / 4


def test_only_the_workers_concerned_are_measured_again(crisis: Place, monkeypatch: pytest.MonkeyPatch):
    snapshots, counted = Snapshots(), list[int]()
    _ = crisis.store.read("crisis", snapshots.current).measured

    def counting(agency: Agency, workers: Sequence[Worker], *more: Any) -> Carried:
        counted.append(len(workers))
        return measure_carried(agency, workers, *more)

    monkeypatch.setattr("api.snapshots.measured.measure_carried", counting)
    chance = Random(1)
    crisis.store.write("crisis", lambda unit: assign(unit, chance))
    everybody = len(crisis.store.read("crisis", snapshots.current).workers)
    _ = crisis.store.read("crisis", snapshots.current).measured
    assert counted
    assert sum(counted) < everybody / 3
