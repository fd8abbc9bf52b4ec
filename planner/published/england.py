"""What is published of an English authority, region or England in a year.

The workforce file decides which places and years there are; the other files are read for the same
place and year. Authorities that report together, such as "Kingston upon Thames / Richmond upon Thames",
have a row each elsewhere, which are added.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from planner.published.place import Place, Row
from planner.published.publications import ENGLISH, FACTORS, WORKFORCE, Publication
from planner.published.tables import (
    Cells,
    NotPublished,
    figures,
    files_of,
    nearest,
    no_file,
    rows_of,
    year_of,
)

_NAME, _CODE, _REGION, _YEAR = "la_name", "new_la_code", "region_name", "time_period"
_IDENTITY = (
    *(_YEAR, "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *(_REGION, "old_la_code", _CODE, _NAME),
)
_NOT_A_FIGURE = frozenset({*_IDENTITY, "category"})
_LEVELS = ((_NAME, _CODE), (_REGION, "region_code"), ("country_name", "country_code"))
_TOGETHER = " / "  # between the names, and between the codes, of those that report together


def authority(folder: Path, name: str, year: int | None = None) -> Place:
    """Return what is published of an authority, a region or England.

    Parameters
    ----------
    folder
        Where the published files lie.
    name
        Its name or its code (such as E06000047), in small or large letters.
    year
        The year the statistics are of; the latest there is, where None.

    Raises
    ------
    NotPublished
        There is no workforce file, authority or year, or a figure is not a number.
    BadInput
        A file cannot be read as text.
    """
    if not files_of(WORKFORCE, folder):
        raise NotPublished(f"Nothing is fitted: {no_file(WORKFORCE, folder)}.")
    rows, wanted = rows_of(WORKFORCE, folder, _IDENTITY), name.strip().casefold()
    own = [row for row in rows if wanted in map(str.casefold, _called(row))]
    if not own:
        raise nearest(name.strip(), dict(_known(rows)), "authority")
    of_year = {year_of(row, _YEAR): row for row in own}  # the row of the latest edition
    chosen = year or max(of_year)
    if chosen not in of_year:
        years = ", ".join(map(str, sorted(of_year)))
        raise NotPublished(f"{_called(own[0])[0]} has no figures of {year}; there are {years}.")
    row = of_year[chosen]
    return Place(
        name=_called(row)[0],
        year=chosen,
        rows={each.key: _row(each, folder, row) for each in ENGLISH},
        agencies=1 if row[_NAME] else _authorities(rows, row),
    )


def _called(row: Cells) -> list[str]:
    """Return the name and the code of an authority, or of a region or the country."""
    for name, code in _LEVELS:
        if row[name]:
            return [each for each in (row[name], row[code]) if each]
    return []


def _known(rows: Sequence[Cells]) -> Iterator[tuple[str, str]]:
    """Yield what places can be asked for by, with what they are called."""
    for row in rows:
        for called in _called(row):
            yield called.casefold(), called
            yield from ((part.strip().casefold(), called) for part in called.split(_TOGETHER))


def _authorities(rows: Sequence[Cells], place: Cells) -> int:
    """Return how many authorities lie in a region or country; London's are Inner and Outer London's."""
    region = place[_REGION]
    of_year = {row[_NAME]: row[_REGION] for row in rows if row[_NAME] and row[_YEAR] == place[_YEAR]}
    return sum(not region or own == region or own.endswith(f" {region}") for own in of_year.values())


def _row(publication: Publication, folder: Path, place: Cells) -> Row:
    name, year = _called(place)[0], year_of(place, _YEAR)
    if publication is WORKFORCE:
        return Row(publication, name, year, *figures(place, WORKFORCE.columns, name))
    if not files_of(publication, folder):
        return Row(publication, name, year, absent=no_file(publication, folder))
    parts = [part.split(_TOGETHER) for part in _called(place)]
    rows = rows_of(publication, folder, _IDENTITY)
    of_year = [row for row in rows if row[_YEAR] == place[_YEAR]]
    found = next(filter(None, (_parts(of_year, names) for names in parts)), None)
    if found is None:
        return Row(publication, name, year, absent=f"{publication.file} has no row of {name} in {year}")
    columns = publication.columns
    if publication is FACTORS:
        columns = tuple(column for column in found[0] if column not in _NOT_A_FIGURE)
    return _added(publication, name, year, [figures(part, columns, name) for part in found])


def _parts(rows: Sequence[Cells], names: Sequence[str]) -> list[Cells] | None:
    """Return the row of each of some places, by names or by codes; None where one has none."""
    known = {called.casefold(): row for row in rows for called in _called(row)}
    found = [known.get(name.strip().casefold()) for name in names]
    return [row for row in found if row] if all(found) else None


def _added(
    publication: Publication, name: str, year: int, parts: Sequence[tuple[dict[str, Decimal], Cells]]
) -> Row:
    """Return the sum of some rows; what one of them does not publish, the sum does not have."""
    marks = dict(_marks(parts))
    known, _ = parts[0]
    total = {c: sum((part[c] for part, _ in parts), Decimal(0)) for c in known if c not in marks}
    return Row(publication, name, year, total, marks)


def _marks(parts: Sequence[tuple[dict[str, Decimal], Cells]]) -> Iterator[tuple[str, str]]:
    for _, marks in parts:
        yield from marks.items()
