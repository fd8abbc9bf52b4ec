"""`caseload new`: an agency folder to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import refusals


def new(
    folder: Annotated[
        Path,
        typer.Argument(help="Where to make it; a folder that is not there yet, or is empty."),
    ],
) -> None:
    """Make an agency folder to fill in, in which every key and column is explained."""
    with refusals():
        from planner.intake.folder import SIMULATION
        from planner.intake.template import FILL_IN, start_folder
        from planner.simulate.own_text import to_fill_in

        files = start_folder(folder, {SIMULATION: to_fill_in()})
    typer.echo(f"Made {folder}: {', '.join(files)}.")
    typer.echo(f"Fill in agency.toml first; {FILL_IN} explains every column and has rows to copy.")
    typer.echo(f"What is still missing: caseload doctor {folder}")
