"""`caseload doctor`: is the data fit to plan with?"""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from planner.cli.common import Exit, Folder, Json, console, refusals, write_json

if TYPE_CHECKING:
    from planner.domain import Agency


def doctor(folder: Folder, json: Json = None) -> None:
    """Say what cannot be read, and what is missing, odd or risky in the data. It changes nothing.

    Exit code 1 where something is missing or risky, 2 where the folder cannot be read.
    """
    with refusals():
        from planner.doctor import empty_tables, examine, files_not_read
        from planner.errors import BadInput
        from planner.present.doctor import examined_answer, refused_answer
        from planner.present.doctor_page import doctor_page

        beside = files_not_read(folder)
        try:
            answer = examined_answer(examine(_read(folder)), beside)
        except BadInput as error:
            answer = refused_answer(error, [*empty_tables(folder), *beside])
        if write_json(answer, json):
            console().print(doctor_page(answer, folder))
    if not answer.loads:
        raise typer.Exit(Exit.BAD_INPUT)
    if not answer.fit:
        raise typer.Exit(Exit.BREACH)


def _read(folder: Path) -> "Agency":
    """Return the agency of a folder; every fault is told, those of its simulated years too."""
    from planner.errors import BadInput
    from planner.intake import read_agency
    from planner.intake.faults import Faults
    from planner.simulate.own import own_settings

    faults = Faults()
    try:
        own_settings(folder)
    except BadInput as error:
        faults.take(error)
    try:
        agency = read_agency(folder)
    except BadInput as error:
        faults.take(error)
        faults.raise_any()
        raise
    faults.raise_any()
    return agency
