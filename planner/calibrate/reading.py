"""What a file of judgements holds, or every fault that keeps it from being used."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from planner.calibrate.judgements import Judgements, Pairs, Ratings
from planner.calibrate.rules import rule
from planner.calibrate.vignettes import Vignettes
from planner.domain.noun import OPAQUE_ID, opaque
from planner.intake.cells import shown
from planner.intake.faults import Faults, refuse
from planner.intake.never_stored import contact_in
from planner.risk.survey.columns import Column
from planner.risk.survey.reading import RawTable, answer, read_table

PAIRS = ("rater", "a", "b", "heavier")
RATINGS = ("rater", "vignette", "rating")
_SKIPPED = ""


def _column(name: str) -> Column:
    top = rule("top_rating")
    return Column(name, name, f"0 for nothing to carry, {top} the most", None, 0, top)


KNOWN: Mapping[str, Column] = {name: _column(name) for name in dict.fromkeys(PAIRS + RATINGS)}


def read_judgements(path: Path, vignettes: Vignettes) -> Judgements:
    """Return the judgements in a CSV file: `rater,a,b,heavier` or `rater,vignette,rating`.

    An empty `heavier` or `rating` is a judgement that was skipped, which anybody may do.

    Raises
    ------
    BadInput
        A column is missing, unknown or could lead to a person; a rater's code is none; a vignette is
        not known or compared with itself; a value cannot be true; somebody judged the same twice, or
        both ways. Every fault is listed with its row; nothing is read in part.
    """
    table = read_table(path, KNOWN, ("rater",))
    for names in (PAIRS, RATINGS):
        if set(table.names) == set(names):
            return _pairs(table, vignettes) if names is PAIRS else _ratings(table, vignettes)
    asked = " or ".join(",".join(names) for names in (PAIRS, RATINGS))
    raise refuse(table.file, f"the columns are {','.join(table.names)}.", row=1, allowed=asked)


def _pairs(table: RawTable, vignettes: Vignettes) -> Pairs:
    faults, place = Faults(), {name: table.names.index(name) for name in PAIRS}
    first: dict[tuple[str, frozenset[str]], tuple[int, str]] = {}
    judged: list[tuple[str, str, str]] = []
    skipped = 0
    for row, cells in zip(table.rows, table.cells, strict=True):
        rater, a, b, heavier = (cells[place[name]] for name in PAIRS)
        before = faults.count
        _check_rater(table, row, rater, faults)
        for name, one in (("a", a), ("b", b)):
            _check_vignette(table, row, name, one, vignettes, faults)
        heavier = {"a": a, "b": b}.get(heavier, heavier)
        if a == b:
            faults.add(table.file, row, "b", f"{shown(b)} is compared with itself.")
        elif heavier not in {a, b, _SKIPPED}:
            problem = f"{shown(heavier)} is none of the two compared."
            faults.add(table.file, row, "heavier", problem, f"{a} or {b}, or empty where skipped")
        if faults.count > before:
            continue
        if heavier == _SKIPPED:
            skipped += 1
            continue
        earlier = first.setdefault((rater, frozenset((a, b))), (row, heavier))
        if earlier[0] != row:
            both = f"{rater} judged {a} and {b} in row {earlier[0]} already"
            other = f", and found {earlier[1]} heavier, not {heavier}" if earlier[1] != heavier else ""
            faults.add(table.file, row, "heavier", f"{both}{other}.", "each pair once by each rater")
        judged.append((rater, heavier, b if heavier == a else a))
    faults.raise_any()
    _refuse_nothing(table.file, len(judged))
    raters = tuple(sorted({one[0] for one in judged}))
    seen = {one for each in judged for one in each[1:]}
    ids = tuple(one for one in vignettes.tier_of if one in seen)
    return Pairs(
        file=table.file,
        raters=raters,
        vignettes=ids,
        tier=np.array([vignettes.tier_of[one] for one in ids], dtype=np.int64),
        rater=_places(raters, [one[0] for one in judged]),
        heavier=_places(ids, [one[1] for one in judged]),
        lighter=_places(ids, [one[2] for one in judged]),
        skipped=skipped,
    )


def _ratings(table: RawTable, vignettes: Vignettes) -> Ratings:
    faults, place = Faults(), {name: table.names.index(name) for name in RATINGS}
    first: dict[tuple[str, str], int] = {}
    judged: list[tuple[str, str, float]] = []
    skipped = 0
    for row, cells in zip(table.rows, table.cells, strict=True):
        rater, vignette, cell = (cells[place[name]] for name in RATINGS)
        before = faults.count
        _check_rater(table, row, rater, faults)
        _check_vignette(table, row, "vignette", vignette, vignettes, faults)
        rating = answer(KNOWN["rating"], cell, table.noting(faults, row))
        if faults.count > before:
            continue
        if rating is None:
            skipped += 1
            continue
        earlier = first.setdefault((rater, vignette), row)
        if earlier != row:
            problem = f"{rater} rated {vignette} in row {earlier} already."
            faults.add(table.file, row, "rating", problem, "each vignette once by each rater")
        judged.append((rater, vignette, rating))
    faults.raise_any()
    _refuse_nothing(table.file, len(judged))
    raters = tuple(sorted({one[0] for one in judged}))
    seen = {one[1] for one in judged}
    ids = tuple(one for one in vignettes.tier_of if one in seen)
    return Ratings(
        file=table.file,
        raters=raters,
        vignettes=ids,
        tier=np.array([vignettes.tier_of[one] for one in ids], dtype=np.int64),
        rater=_places(raters, [one[0] for one in judged]),
        vignette=_places(ids, [one[1] for one in judged]),
        rating=np.array([one[2] for one in judged], dtype=np.float64),
        skipped=skipped,
    )


def _places(names: tuple[str, ...], found: list[str]) -> np.ndarray:
    place = {name: index for index, name in enumerate(names)}
    return np.array([place[name] for name in found], dtype=np.int64)


def _check_rater(table: RawTable, row: int, rater: str, faults: Faults) -> None:
    if why := contact_in(rater):
        faults.add(table.file, row, "rater", f"{why}.")
        return
    try:
        opaque(rater)
    except ValueError:
        problem = f"{shown(rater)} is no code of a rater."
        faults.add(table.file, row, "rater", problem, OPAQUE_ID.replace("w-017", "r-07"))


def _check_vignette(  # noqa: PLR0913, PLR0917  (what stands where, and what is known)
    table: RawTable, row: int, column: str, id: str, vignettes: Vignettes, faults: Faults
) -> None:
    if id not in vignettes.tier_of:
        near = get_close_matches(id[:40], list(vignettes.tier_of), n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        faults.add(table.file, row, column, f"there is no vignette {shown(id)}.{hint}")


def _refuse_nothing(file: str, judged: int) -> None:
    if not judged:
        raise refuse(file, "every judgement was skipped.")
