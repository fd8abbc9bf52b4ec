"""`caseload generate`: a synthetic agency from published figures."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import refusals


def generate(
    name: Annotated[
        str, typer.Argument(help="Which agency, such as english-authority or trafficking-ngo.")
    ],
    folder: Annotated[
        Path, typer.Argument(help="Where to write it; files of the same names are replaced.")
    ],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same agency.")] = 2025,
    workers: Annotated[int | None, typer.Option(min=1, help="How many workers.")] = None,
    new_cases: Annotated[int | None, typer.Option(min=0, help="How many new cases.")] = None,
) -> None:
    """Write a synthetic agency, made by chance from published figures."""
    with refusals():
        from planner.generate import generate as make
        from planner.generate import sources
        from planner.intake import write_agency

        write_agency(make(name, seed, workers=workers, new_cases=new_cases), folder, sources(name))
    typer.echo(f"Written to {folder}; try: caseload plan {folder}")
