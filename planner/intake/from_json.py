"""What agency a JSON object describes."""

from collections.abc import Mapping
from typing import Any, TypeVar

from planner.domain import Agency
from planner.intake.assembly import LIMITS_HAVE_THEIR_DOOR, assemble, read_head
from planner.intake.body import MOST, AgencyBody, AgencyHead
from planner.intake.faults import Faults, refuse
from planner.intake.objects import records_of_objects
from planner.intake.reading import Found, read_rows
from planner.intake.tables import LIMITS, TABLES, Table

PLACE = "agency"

N = TypeVar("N")


def agency_from_json(data: object) -> Agency:
    """Return the agency that a parsed JSON object describes; `AgencyBody` is its format.

    Raises
    ------
    BadInput
        Something cannot be read or does not fit the rest. Every fault is listed with its place, as
        in `workers[3], column fte`; nothing is read in part.
    """
    if not isinstance(data, dict):
        raise refuse(PLACE, "this is not an object.")
    faults = Faults()
    names = {table.name for table in TABLES}
    own = {key: value for key, value in data.items() if key not in names}
    head = read_head(own, AgencyBody, PLACE, faults)
    found = {table.name: _table(data, table, head, faults) for table in TABLES}
    return assemble(data, head, found, PLACE, faults)


def _table(
    data: Mapping[str, Any], table: Table[N], head: AgencyHead | None, faults: Faults
) -> Found[N]:
    needed = AgencyBody.model_fields[table.name].is_required()
    objects = data.get(table.name, None if needed else [])
    if not isinstance(objects, list) or len(objects) > MOST[table.name]:
        wrong = "this is too long." if isinstance(objects, list) else "this is not a list."
        problem = wrong if table.name in data else "nothing is given here."
        faults.add(PLACE, 0, table.name, problem, f"a list of at most {MOST[table.name]:,} objects")
        return Found(whole=False)
    if table.name == LIMITS.name and objects and not (head and head.synthetic):
        if head:
            faults.add(PLACE, 0, table.name, LIMITS_HAVE_THEIR_DOOR)
        return Found()
    records = records_of_objects(objects, lambda place: f"{table.name}[{place}]", faults)
    return read_rows(table, records, faults, cells=False)
