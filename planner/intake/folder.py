"""What agency a folder of files describes."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from planner.domain import Agency
from planner.errors import BadInput
from planner.intake.assembly import LIMITS_HAVE_THEIR_DOOR, assemble, read_head
from planner.intake.body import AgencyHead, AgencyToml
from planner.intake.csv_file import records_of
from planner.intake.faults import Faults, refuse
from planner.intake.objects import records_of_objects
from planner.intake.pause import no_collection
from planner.intake.reading import Found, read_rows
from planner.intake.tables import (
    ASSIGNMENTS,
    CASES,
    EXPOSURES,
    LIMITS,
    REFERRAL_TYPES,
    TEAMS,
    WORKERS,
    Table,
)
from planner.intake.text_file import bytes_of, decoded
from planner.intake.weights_file import own_weights

HEAD = "agency.toml"
SIMULATION = "simulation.toml"  # beside it, and read only where years are simulated
OWN_CARD = "card.toml"
MOST_BYTES_OF_HEAD = 2_000_000
TOML_NAMES: dict[str, Table[Any]] = {"team": TEAMS, "referral_type": REFERRAL_TYPES}
CSV_TABLES: tuple[Table[Any], ...] = (WORKERS, CASES, ASSIGNMENTS, EXPOSURES)

N = TypeVar("N")


@no_collection()
def read_agency(folder: Path) -> Agency:
    """Return the agency that a folder describes; `docs/agency_folder.md` is its format.

    Raises
    ------
    BadInput
        Something in the folder cannot be read or does not fit the rest. Every fault is listed with
        its file, row (the header is row 1) and column; nothing is read in part.
    """
    if not folder.is_dir():
        raise refuse(str(folder), "there is no such folder.")
    faults = Faults()
    data = _toml(folder / HEAD, faults)
    head = None
    if data is not None:
        own = {key: value for key, value in data.items() if key not in TOML_NAMES}
        head = read_head(own, AgencyToml, HEAD, faults)
    found: dict[str, Found[Any]] = {
        table.name: _of_toml(data, name, table, faults) for name, table in TOML_NAMES.items()
    }
    for table in CSV_TABLES:
        found[table.name] = _of_csv(folder, table, faults)
    found[LIMITS.name] = _limits(folder, head, faults)
    card = _own_card(folder / OWN_CARD, faults)
    weights = own_weights(folder, faults)
    agency = assemble(data or {}, head, found, HEAD, faults, weights=weights)
    return agency.model_copy(update={"risk_card": card}) if card else agency


def _toml(path: Path, faults: Faults) -> dict[str, Any] | None:
    try:
        return tomllib.loads(decoded(bytes_of(path, MOST_BYTES_OF_HEAD), path.name))
    except BadInput as error:
        faults.take(error)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is too deep"
        faults.add(path.name, 0, "", f"this is not TOML: {reason}.")
    return None


def _own_card(path: Path, faults: Faults) -> str:
    """Return the text of an own risk card, where there is one; the room of risk reads what it says."""
    if not path.exists():
        return ""
    try:
        return decoded(bytes_of(path, MOST_BYTES_OF_HEAD), path.name)
    except BadInput as error:
        faults.take(error)
        return ""


def _of_toml(data: dict[str, Any] | None, name: str, table: Table[N], faults: Faults) -> Found[N]:
    objects = [] if data is None else data.get(name, [])
    if not isinstance(objects, list):
        faults.add(HEAD, 0, name, "this is not a list.", f"[[{name}]] before each {name}")
        return Found(whole=False)
    records = records_of_objects(objects, lambda place: f"{HEAD}, {name} {place + 1}", faults)
    found = read_rows(table, records, faults, cells=False)
    found.whole = data is not None
    return found


def _of_csv(folder: Path, table: Table[N], faults: Faults) -> Found[N]:
    try:
        text = decoded(bytes_of(folder / table.file), table.file)
        return read_rows(table, records_of(text, table, faults), faults, cells=True)
    except BadInput as error:
        faults.take(error)
        return Found(whole=False)


def _limits(folder: Path, head: AgencyHead | None, faults: Faults) -> Found[Any]:
    if head is None or not (folder / LIMITS.file).exists():
        return Found()
    if not head.synthetic:
        faults.add(LIMITS.file, 0, "", LIMITS_HAVE_THEIR_DOOR)
        return Found()
    return _of_csv(folder, LIMITS, faults)
