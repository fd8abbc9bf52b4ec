"""Is what is looked for found by an index, and not by a walk through all of an agency's rows?"""

from collections.abc import Callable

import pytest
from sqlalchemy import Index, event
from sqlmodel import col

from api.decisions.assign import carriers_of
from api.outbox.queue import claim, due
from api.outbox.sorting import unsorted
from api.storage.tables import METADATA, EndpointRow
from api.storage.tables.base import Keyed
from api.storage.unit import Unit
from tests.service.places import Place


def _below(kind: type[Keyed]) -> list[type[Keyed]]:
    return [each for one in kind.__subclasses__() for each in (one, *_below(one))]


TABLES = {str(each.__tablename__): each for each in _below(Keyed) if hasattr(each, "__table__")}
SOUGHT = [
    pytest.param(TABLES[name], index, id=str(index.name))
    for name, table in METADATA.tables.items()
    for index in sorted(table.indexes, key=lambda index: str(index.name))
    if [column.name for column in index.columns][::2] == ["agency", "id"]
]


def test_there_are_such_indexes():
    names = {str(each.id) for each in SOUGHT}
    assert {"assignment_case", "assignment_worker", "ask_case", "event_sorted", "job_state"} <= names


@pytest.mark.parametrize(("table", "index"), SOUGHT)
def test_rows_are_found_by_what_they_are_looked_for_by(place: Place, table: type[Keyed], index: Index):
    sought = list(index.columns)[1]
    same = col(getattr(table, sought.name)) == (True if sought.type.python_type is bool else "x")
    (step,) = steps(place, lambda unit: unit.all(table, same))
    assert step.endswith(f" USING INDEX {index.name} (agency=? AND {sought.name}=?)")


_DUE = "delivery_due (agency=? AND endpoint=? AND state=?)"


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda unit: carriers_of(unit, {"c-090", "c-101"}), "assignment_case (agency=? AND case=?)"),
        (unsorted, "event_sorted (agency=? AND sorted=?)"),
        (due, "delivery_due (agency=? AND endpoint=? AND state=?)"),
        (
            lambda unit: claim(unit, "end-1", "me", 9),
            "delivery_due (agency=? AND endpoint=? AND state=?)",
        ),
    ],
    ids=["carriers", "events", "endpoints", "deliveries"],
)
def test_what_is_asked_all_the_time_walks_through_no_table(
    place: Place, ask: Callable[[Unit], object], index: str
):
    row = EndpointRow(agency="riverside", id="end-1", url="https://example.org", secret="sealed")
    place.store.write("riverside", lambda unit: unit.add(row))
    assert any(step.endswith(f" USING INDEX {index}") for step in steps(place, ask))


def steps(place: Place, ask: Callable[[Unit], object]) -> list[str]:
    """Return the steps SQLite takes for what is asked last, in its own words."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    noted = event.listens_for(place.store.engine, "before_cursor_execute")
    noted(lambda *told: asked.append((told[2], told[3])))

    def look(unit: Unit) -> list[str]:
        ask(unit)
        query, values = asked[-1]
        found = unit.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
        return [row[3] for row in found]

    return place.store.read("riverside", look)
