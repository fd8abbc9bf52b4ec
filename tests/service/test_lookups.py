"""Is what is looked for found by an index, and not by a walk through all of an agency's rows?"""

import pytest
from sqlalchemy import Index, event
from sqlmodel import col

from api.storage.tables import METADATA
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
    asked: list[tuple[str, tuple[object, ...]]] = []
    noted = event.listens_for(place.store.engine, "before_cursor_execute")
    noted(lambda *told: asked.append((told[2], told[3])))
    place.store.read("riverside", lambda unit: unit.all(table, same))
    (step,) = place.store.read("riverside", lambda unit: _steps(unit, *asked[-1]))
    assert step.endswith(f" USING INDEX {index.name} (agency=? AND {sought.name}=?)")


def _steps(unit: Unit, query: str, values: tuple[object, ...]) -> list[str]:
    """Return the steps SQLite would take, in the driver's own words."""
    found = unit.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
    return [row[3] for row in found]
