"""What a file of balanced nursing workload says: patients of zones, or acuities that differ by nurse."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from planner.bench.numbers import Numbers
from planner.errors import PlannerError
from planner.problem.arrays import Ints

_FIRST_LINE_OF_ZONES = 2  # zones nurses; the other kind has nurses patients types


@dataclass(frozen=True)
class ZonesFile:
    """Each nurse works in one zone: acuities by zone, and the limits of a nurse."""

    name: str
    nurses: int
    fewest: int  # patients of a nurse
    most: int
    most_workload: int
    zones: tuple[tuple[int, ...], ...]  # acuities


@dataclass(frozen=True)
class ByNurseFile:
    """Every nurse may have every patient: `acuity` by (nurse, patient)."""

    name: str
    fewest: int
    most: int
    acuity: Ints


def read_nurse(path: Path) -> ZonesFile | ByNurseFile:
    """Return what a file says; its first line tells which of the two kinds it is.

    Zones: `zones nurses`, `min max maxload`, a line a zone `count acuity...`. By nurse: `nurses
    patients types`, `min max`, the patients of each type, and for each nurse the acuity of each type.

    Raises
    ------
    PlannerError
        Something else stands there.
    """
    numbers = Numbers(path)
    first = next((line for line in path.read_text("ascii").splitlines() if line.strip()), "")
    of_zones = len(first.split()) == _FIRST_LINE_OF_ZONES
    return _zones(path, numbers) if of_zones else _by_nurse(path, numbers)


def _zones(path: Path, numbers: Numbers) -> ZonesFile:
    zones, nurses = numbers.next("zones", 1), numbers.next("nurses", 1)
    fewest, most, workload = numbers.several(3, "limits")
    acuities = []
    for zone in range(1, zones + 1):
        count = numbers.next(f"patients of zone {zone}")
        acuities.append(tuple(numbers.several(count, f"acuities of zone {zone}")))
    numbers.end()
    return ZonesFile(path.name, nurses, fewest, most, workload, tuple(acuities))


def _by_nurse(path: Path, numbers: Numbers) -> ByNurseFile:
    nurses, patients = numbers.next("nurses", 1), numbers.next("patients", 1)
    types = numbers.next("types", 1)
    fewest, most = numbers.several(2, "limits")
    counts = numbers.several(types, "patients of each type")
    if sum(counts) != patients:
        raise PlannerError(
            f"{path.name}: the types have {sum(counts)} patients, the first line says {patients}."
        )
    acuity = np.reshape(numbers.several(nurses * types, "acuities"), (nurses, types))
    numbers.end()
    return ByNurseFile(path.name, fewest, most, np.repeat(acuity, counts, axis=1))
