"""`caseload risk sensitivity`: on which settings a week's answer hangs."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import (
    Exit,
    Folder,
    Json,
    Seconds,
    console,
    refusals,
    refuse_where_nothing_can_be,
    working,
    write_json,
)


def sensitivity(
    folder: Folder,
    seconds: Seconds = 50,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", metavar="FILE", help="Draw it too: .svg, .png or .vl.json."),
    ] = None,
    json: Json = None,
) -> None:
    """Plan the week again with one setting changed at a time: what stays, and what hangs on it.

    Tier weights, half-life, exposure share, dose coefficient, cut-off, chance level. Exit code 3 where
    no plan exists.
    """
    with refusals():
        from planner.intake import read_agency
        from planner.present.charts.sensitivity import sensitivity_chart
        from planner.present.charts.writing import can_write, write_chart
        from planner.present.risk_sensitivity_tables import sensitivity_page
        from planner.sensitivity.sensitivity import sensitivity as the_sensitivity

        refuse_where_nothing_can_be(json, picture)
        if picture is not None:
            can_write(picture)
        agency = read_agency(folder)
        with working("Planning the week again and again"):
            answer = the_sensitivity(agency, seconds)
        if answer is None:
            typer.echo("No plan exists to compare with; see `caseload plan`.", err=True)
            raise typer.Exit(Exit.NO_PLAN)
        if picture is not None:
            write_chart(sensitivity_chart(answer), picture)
        if write_json(answer, json):
            console().print(sensitivity_page(answer))
