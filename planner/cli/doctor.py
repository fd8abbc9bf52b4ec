"""`caseload doctor`: is the data fit to plan with?"""

import typer

from planner.cli.common import Exit, Folder, Json, console, refusals, write_json


def doctor(folder: Folder, json: Json = None) -> None:
    """Say what cannot be read, and what is missing, odd or risky in the data. It changes nothing.

    Exit code 1 where something is missing or risky, 2 where the folder cannot be read.
    """
    with refusals():
        from planner.doctor import empty_tables, examine, files_not_read
        from planner.errors import BadInput
        from planner.intake import read_agency
        from planner.present.doctor import examined_answer, refused_answer
        from planner.present.doctor_page import doctor_page

        beside = files_not_read(folder)
        try:
            answer = examined_answer(examine(read_agency(folder)), beside)
        except BadInput as error:
            answer = refused_answer(error, [*empty_tables(folder), *beside])
        if write_json(answer, json):
            console().print(doctor_page(answer, folder))
    if not answer.loads:
        raise typer.Exit(Exit.BAD_INPUT)
    if not answer.fit:
        raise typer.Exit(Exit.BREACH)
