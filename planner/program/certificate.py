"""What a proof by prices says: whole numbers that anybody can check against a program and a plan."""

from hashlib import sha256

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from planner.problem.arrays import Ints
from planner.program.program import Program

COVERING = 10_000  # cost points of one weight, where nothing but coverage is priced


class Prices(BaseModel):
    """Prices of rows, in thousandths of a cost point, and the bound that they are said to prove.

    `links`: (link, price) of every link whose price is not 0; `covering`: what one weight of coverage
    pays, 0 or more; `least`: the least weight left, or the least rest in cost points.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    links: tuple[tuple[int, int], ...]
    covering: int
    least: int


class Certificate(BaseModel):
    """What is claimed of one plan of one program, with the prices behind it.

    `left` and `rest` are the plan's own; `coverage` proves how little can be left, None where all but
    what nobody can reach is taken, or where only an engine vouches for it; `cheapest` proves the rest
    at that coverage. `bound` is the search's own bound on the whole cost: what it says beyond the
    prices rests on an engine.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    program: str = Field(pattern="^[0-9a-f]{64}$")
    left: int
    rest: int
    bound: int
    coverage: Prices | None
    cheapest: Prices | None


def fingerprint(program: Program) -> str:
    """Return a hash of everything in a program that a plan's rows and costs depend on."""
    links, digest = program.links.tocoo(), sha256()
    parts: list[Ints] = [program.item, program.case, program.role, program.worker, program.cost]
    parts += [program.left_weight, program.local.use, program.local.row, program.local.room]
    parts += [*(at.astype(np.int64) for at in links.coords), links.data, program.lower, program.upper]
    for curve in program.curves:
        parts += [curve.load, curve.start, curve.knots, curve.slopes]
    for part in parts:
        digest.update(f"{part.shape}".encode())
        digest.update(np.ascontiguousarray(part, dtype="<i8").tobytes())
    digest.update(f"{program.items} {program.bundles} {program.workers} {program.step}".encode())
    return digest.hexdigest()
