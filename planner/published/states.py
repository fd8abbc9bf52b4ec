"""What is published of the front-line child welfare workforce of a US state in a year."""

from importlib.resources import files
from pathlib import Path
from tomllib import loads

from planner.published.place import Place, Row
from planner.published.publications import CAPACITY, STATES, WORKERS, Publication
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
from planner.sourced import shipped

_STATE, _YEAR, _TYPE = "StaTerr", "year", "type"
_CASEWORKER = "Caseworker"
_REPORTS = "screened_in_reports"


def state_names() -> dict[str, str]:
    """Return the name of every state by its abbreviation."""
    text = files(__package__).joinpath("state_names.toml").read_text(encoding="utf-8")
    return {code: str(name) for code, name in loads(text).items()}


def state(folder: Path, name: str, year: int | None = None) -> Place:
    """Return what is published of a state.

    Parameters
    ----------
    folder
        Where the published files lie.
    name
        Its name or its abbreviation (such as OK), in small or large letters.
    year
        The year of the figures; the latest whole one there is, where None.

    Raises
    ------
    NotPublished
        There is no file of states, no such state or year, or a figure is not a number.
    BadInput
        A file cannot be read as text.
    """
    if not files_of(CAPACITY, folder):
        raise NotPublished(f"Nothing is fitted: {no_file(CAPACITY, folder)}.")
    rows, names = rows_of(CAPACITY, folder, (_STATE, _YEAR)), state_names()
    wanted = name.strip().casefold()
    own = [row for row in rows if wanted in (row[_STATE].casefold(), _name(row, names).casefold())]
    if not own:
        known = {each.casefold(): each for row in rows for each in (_name(row, names), row[_STATE])}
        raise nearest(name.strip(), known, "state")
    years = sorted({year_of(row, _YEAR) for row in own})
    whole = [each for each in years if each <= _last_whole_year()]
    chosen = year or (whole or years)[-1]
    if chosen not in years:
        there = ", ".join(map(str, years))
        raise NotPublished(f"{_name(own[0], names)} has no figures of {year}; there are {there}.")
    called = _name(own[0], names)
    rows_by_file = {each.key: _row(each, folder, own[0][_STATE], called, chosen) for each in STATES}
    return Place(name=called, year=chosen, rows=rows_by_file, agencies=0)


def _last_whole_year() -> int:
    return shipped(__package__, "reading.toml")["last_whole_year"].number


def _name(row: Cells, names: dict[str, str]) -> str:
    return names.get(row[_STATE], row[_STATE])


def _row(publication: Publication, folder: Path, code: str, name: str, year: int) -> Row:
    if not files_of(publication, folder):
        return Row(publication, name, year, absent=no_file(publication, folder))
    of_year = None if publication is WORKERS else year
    key, wanted = (_YEAR, str(of_year)) if of_year else (_TYPE, _CASEWORKER)
    rows = rows_of(publication, folder, (_STATE, key))
    own = [row for row in rows if row[_STATE] == code and row[key] == wanted]
    if not own:
        when = f" in {of_year}" if of_year else ""
        return Row(publication, name, of_year, absent=f"{publication.file} has no row of {name}{when}")
    known, marks = figures(own[-1], publication.columns, name)
    if _REPORTS in known and year > _last_whole_year():
        del known[_REPORTS]
        marks[_REPORTS] = "not of a whole year"
    return Row(publication, name, of_year, known, marks)
