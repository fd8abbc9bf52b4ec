"""`caseload compare`: the same cases by rotation, by fewest open cases, and as planned."""

import typer

from planner.cli.common import (
    Exit,
    Folder,
    Json,
    Seconds,
    console,
    refusals,
    working,
    write_json,
)


def compare(folder: Folder, seconds: Seconds = 7, json: Json = None) -> None:
    """Compare what agencies do today with the plan, and the plan without weighting STS risk."""
    with refusals():
        from planner.answer import comparison
        from planner.intake import read_agency
        from planner.present.tables import comparison_page

        agency = read_agency(folder)
        with working("Planning the same cases in four ways"):
            answer = comparison(agency, seconds)
        if answer is None:
            typer.echo("No plan exists to compare; see `caseload plan`.", err=True)
            raise typer.Exit(Exit.NO_PLAN)
        if write_json(answer, json):
            console().print(comparison_page(answer))
