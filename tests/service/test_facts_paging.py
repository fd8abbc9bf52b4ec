"""Does a list come page by page, each row once, and does no bent cursor get through?"""

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.storage.clock import written
from api.storage.tables import CaseRow, WorkerRow
from api.storage.unit import Unit
from tests.service.facts_here import against, case, ids, places, worker
from tests.service.places import Place, fresh

SINCE_EVER = "1970-01-01T00:00:00Z"


def walked(client: TestClient, path: str, **query: Any) -> list[dict[str, Any]]:
    """Return all rows of a list, following the header Link."""
    rows: list[dict[str, Any]] = []
    answer = client.get(path, params=query)
    while True:
        assert answer.status_code == 200, answer.text
        rows += answer.json()["data"]
        if "link" not in answer.headers:
            assert answer.json()["next_cursor"] is None
            return rows
        assert answer.json()["next_cursor"] in answer.headers["link"]
        answer = client.get(answer.links["next"]["url"])


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 500])
def test_pages_together_are_the_list(place: Place, limit: int):
    client = place.person("case-manager", ["north"])
    for path in ("/v1/cases", "/v1/workers", "/v1/policies"):
        for since in ({}, {"updated_since": SINCE_EVER}):
            rows = walked(client, path, limit=limit, **since)
            assert rows == walked(client, path, limit=500, **since)


def test_a_row_that_changes_while_pages_are_read_comes_once_in_a_plain_list(place: Place):
    client = place.person("case-manager", ["north"])
    admin = place.person("agency-admin")
    first = client.get("/v1/workers", params={"limit": 2})
    assert admin.put("/v1/workers/w-001", json=worker("w-001"), headers=against(1)).status_code == 200
    assert admin.put("/v1/workers/w-003", json=worker("w-003"), headers=against(1)).status_code == 200
    assert admin.post("/v1/workers", json=worker("w-000"), headers=fresh()).status_code == 201
    rest = client.get(first.links["next"]["url"])
    assert ids(first) + ids(rest) == ["w-001", "w-002", "w-003"]


def test_updated_since_tells_what_ended_too(place: Place):
    client = place.person("case-manager", ["north"])
    before = written(place.clock.now + 1)
    place.clock.now += 1
    assert client.get("/v1/cases", params={"updated_since": before}).json()["data"] == []

    def end(unit: Unit) -> None:
        closed, gone = unit.get(CaseRow, "c-101"), unit.get(WorkerRow, "w-003")
        closed.state, closed.holder, gone.enabled = "closed", None, False
        unit.changed(closed)
        unit.changed(gone)

    place.store.write("riverside", end)
    [told] = client.get("/v1/cases", params={"updated_since": before}).json()["data"]
    assert (told["id"], told["state"]) == ("c-101", "closed")
    [told] = client.get("/v1/workers", params={"updated_since": before}).json()["data"]
    assert (told["id"], told["enabled"]) == ("w-003", False)
    assert "c-101" not in ids(client.get("/v1/cases"))
    assert ids(client.get("/v1/cases?state=closed")) == ["c-101"]
    assert "w-003" not in ids(client.get("/v1/workers"))


def touch(place: Place, case: str) -> None:
    """Change a case, as somebody else would."""

    def change(unit: Unit) -> None:
        row = unit.get(CaseRow, case, lock=True)
        row.data = row.data | {"urgency": row.data["urgency"] % 5 + 1}
        unit.changed(row)

    place.store.write("riverside", change)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.sampled_from(["c-090", "c-101", "c-102", "c-103"]),  # this case changes
            st.sampled_from([-40, 0, 1, 60_000]),  # the clock moves, back too
            st.just("page"),
        ),
        max_size=25,
    ),
    limit=st.integers(1, 3),
)
@example(steps=["page", "page", -40, "c-101"], limit=3)  # the clock goes back
@example(steps=["page", "page", "c-090", 60_000, "c-103"], limit=1)  # a row behind the cursor changes
def test_a_copy_kept_by_updated_since_misses_no_change(place: Place, steps: list[Any], limit: int):
    client = place.person("case-manager", ["north"])
    path = "/v1/cases"
    copy: dict[str, Any] = {}
    seen, url = SINCE_EVER, None

    def page() -> bool:
        nonlocal seen, url
        first = f"{path}?updated_since={quote(seen)}&limit={limit}"
        answer = client.get(url or first)
        assert answer.status_code == 200, answer.text
        for row in answer.json()["data"]:
            copy[row["id"]] = row
        url = answer.links["next"]["url"] if "link" in answer.headers else None
        if url is None:
            seen = max([seen, *(row["changed_at"] for row in copy.values())])
        return url is not None

    for step in steps:
        if step == "page":
            page()
        elif isinstance(step, int):
            place.clock.now += step
        else:
            touch(place, step)
    while page():
        pass
    while page():
        pass
    assert copy == {row["id"]: row for row in walked(client, path)}


@pytest.mark.parametrize("bend", ["cut", "flip", "other-list", "other-person", "other-filter", "junk"])
def test_a_bent_cursor_is_refused(place: Place, bend: str):
    client = place.person("case-manager", ["north"])
    cursor = client.get("/v1/cases?limit=1").json()["next_cursor"]
    path, query = "/v1/cases", {"cursor": cursor}
    if bend == "cut":
        query["cursor"] = cursor[:-2]
    elif bend == "flip":
        query["cursor"] = ("A" if cursor[0] != "A" else "B") + cursor[1:]
    elif bend == "junk":
        query["cursor"] = "%00\u00e9=="
    elif bend == "other-list":
        path = "/v1/workers"
    elif bend == "other-person":
        client = place.person("case-manager", ["north"])
    else:
        query["state"] = "waiting"
    assert places(client.get(path, params=query)) == {("query", "cursor")}


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=x", "limit"),
        ("limit=1&limit=2", "limit"),
        ("cursor=", "cursor"),
        ("updated_since=2025-10-06", "updated_since"),
        ("updated_since=2025-10-06T09:00:00", "updated_since"),
        ("updated_since=2025-02-30T09:00:00Z", "updated_since"),
        ("updated_since=2025-10-06T09:00:60Z", "updated_since"),
        ("page=2", "page"),
        ("state=gone", "state"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_refused_by_name(place: Place, query: str, column: str):
    client = place.person("case-manager", ["north"])
    assert places(client.get(f"/v1/cases?{query}")) == {("query", column)}


@pytest.mark.parametrize(
    "instant",
    ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59.999999999-14:00", "2025-10-06t09:00:00z"],
)
def test_any_instant_can_be_asked_for(place: Place, instant: str):
    client = place.person("case-manager", ["north"])
    assert client.get(f"/v1/cases?updated_since={instant}").status_code == 200


def test_lists_are_filtered_before_they_are_cut_into_pages(place: Place):
    manager = place.person("case-manager", ["north"])
    for number in range(1, 6):
        taken = manager.post("/v1/cases", json=case(f"c-00{number}"), headers=fresh())
        assert taken.status_code == 201, taken.text
    first = place.person("worker", [], "w-002").get("/v1/cases?limit=1")
    assert (ids(first), first.json()["next_cursor"]) == (["c-090"], None)
