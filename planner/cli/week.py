"""`caseload week`: what needs somebody this week."""

from shlex import quote
from typing import Annotated

import typer

from planner.cli.common import Folder, Json, console, refusals, write_json


def week(
    folder: Folder,
    supervisor: Annotated[
        str | None,
        typer.Option(
            metavar="W",
            help="One supervisor's page: their workers and offices, and who is at the action level.",
        ),
    ] = None,
    json: Json = None,
) -> None:
    """Print a supervisor's Monday page: today, people, cases, and what to do next.

    Without --supervisor the page is the whole agency's, and only counts who is at the action level.
    """
    with refusals():
        from planner.attention.week import week as the_week
        from planner.intake import read_agency
        from planner.present.week import week_page

        answer = the_week(read_agency(folder), supervisor)
        if write_json(answer, json):
            console().print(week_page(answer, quote(str(folder))))
