"""Is every week written into the ledger once, and does what is past its time end by itself?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from api.decisions.housekeeping import keep_house
from api.snapshots.snapshot import Snapshots
from api.storage.clock import DAY
from api.storage.tables import (
    AskRow,
    CaseRow,
    EventRow,
    ExposureRow,
    NoticeRow,
    ProposalRow,
    WorkerRow,
)
from tests.service.places import Place, fresh
from tests.service.test_proposals import WHY, changed, policy, rows

MONDAY = date(2025, 10, 6)


@pytest.fixture
def snapshots():
    return Snapshots()


def ledger(place: Place, week=MONDAY):
    return sorted(
        (row.worker, row.case, row.data["minutes"], row.data["tier"], row.data["source"])
        for row in rows(place, ExposureRow)
        if row.week == week
    )


def stages(place: Place, case):
    row = next(row for row in rows(place, CaseRow) if row.id == case)
    return [(stage["name"], stage["weeks"]) for stage in row.data["stages"]]


def test_a_week_that_is_not_over_is_not_written(place, snapshots):
    keep_house(place.store, snapshots)
    place.clock.now += 6 * DAY
    keep_house(place.store, snapshots)
    assert ledger(place) == []


def test_a_week_that_is_over_is_written_once_as_it_was_planned(place, snapshots):
    before = stages(place, "c-090")
    place.clock.now += 7 * DAY
    keep_house(place.store, snapshots)
    keep_house(place.store, snapshots)
    assert ledger(place) == [("w-002", "c-090", 60, 1, "case")]
    assert stages(place, "c-090") == [("ongoing", before[0][1] - 1)]
    assert stages(place, "c-101") == [("intake", 2), ("ongoing", 16)]


def test_whoever_carried_a_case_for_some_days_is_written_those(place, snapshots):
    manager = place.person("case-manager", ["north"])
    place.clock.now += 2 * DAY
    version = next(row.version for row in rows(place, CaseRow) if row.id == "c-090")
    body = {"holder": "w-001", "reason_code": "workload"}
    manager = place.person("case-manager", ["north"])
    assert manager.post("/v1/cases/c-090/release", json=body, headers=fresh(version)).is_success
    place.clock.now += 5 * DAY
    keep_house(place.store, snapshots)
    # 60 minutes a week: two of seven days led, rounded up; and a quarter of them held.
    assert ledger(place) == [("w-001", "c-090", 15, 1, "case"), ("w-002", "c-090", 18, 1, "case")]


def test_shifts_are_written_too(place, snapshots):
    row = next(row for row in rows(place, WorkerRow) if row.id == "w-003")
    shift = {"tier": 2, "mode": "live", "minutes": 120}
    changed(place, WorkerRow, "w-003", data=row.data | {"standing_exposure": [shift]})
    place.clock.now += 7 * DAY
    keep_house(place.store, snapshots)
    assert ("w-003", None, 120, 2, "shift") in ledger(place)


def test_weeks_that_were_missed_are_written_one_by_one(place, snapshots):
    place.clock.now += 21 * DAY
    keep_house(place.store, snapshots)
    for week in (MONDAY, date(2025, 10, 13), date(2025, 10, 20)):
        assert len(ledger(place, week)) == 1
    assert ledger(place, date(2025, 10, 27)) == []


def test_what_is_past_its_time_expires(place, snapshots):
    manager = place.person("case-manager", ["north"])
    manager.post("/v1/proposals", json={"case": "c-101"}, headers=fresh())
    manager.post("/v1/asks", json=WHY | {"case": "c-101", "worker": "w-002"}, headers=fresh())
    place.clock.now += DAY
    keep_house(place.store, snapshots)
    assert [row.state for row in rows(place, ProposalRow)] == ["expired"]
    assert [row.state for row in rows(place, AskRow)] == ["expired"]


def test_two_processes_write_a_week_once_between_them(both_places: Place):
    place = both_places
    place.clock.now += 21 * DAY
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: keep_house(place.store, Snapshots()), range(4)))
    for week in (MONDAY, date(2025, 10, 13), date(2025, 10, 20)):
        assert len(ledger(place, week)) == 1


def notices(place: Place):
    return [(row.worker, row.kind, row.ended_at) for row in rows(place, NoticeRow)]


def test_whoever_a_policy_brings_to_the_action_level_is_told_once(both_places: Place):
    place = both_places
    keep_house(place.store, Snapshots())
    assert notices(place) == []
    policy(place, unit_budget=1000, action_level_share=100)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: keep_house(place.store, Snapshots()), range(4)))
    assert notices(place) == [("w-002", "action-level", None)]
    events = [row for row in rows(place, EventRow) if row.type == "worker.action_level_reached"]
    assert [event.data["worker"] for event in events] == ["w-002"]
    policy(place, unit_budget=21000, action_level_share=800)
    keep_house(place.store, Snapshots())
    assert notices(place) == [("w-002", "action-level", place.clock.now)]
