"""`caseload bench`: what the planner reaches, measured on invented agencies."""

from typing import Annotated

import typer

from planner.cli.common import Json, console, refusals, working, write_json

app = typer.Typer(no_args_is_help=True, help="What the planner reaches, measured here.")


@app.callback()
def bench() -> None:
    """Measure what the planner reaches."""


@app.command("year")
def year(
    load: Annotated[
        float, typer.Option(min=0.1, max=5, help="Work that comes in over the room there is.")
    ] = 1.0,
    seconds: Annotated[
        float, typer.Option(min=1, max=86_400, help="No year is begun that would end after this.")
    ] = 600,
    years: Annotated[int, typer.Option(min=1, max=1000, help="How many years, by chance.")] = 4,
    weeks: Annotated[int, typer.Option(min=4, max=104, help="How long each is.")] = 52,
    workers: Annotated[int, typer.Option(min=2, max=200, help="How many workers.")] = 24,
    seed: Annotated[int, typer.Option(min=0, help="Of the first year; the next has the next.")] = 0,
    json: Json = None,
) -> None:
    """Run years day by day under several ways of giving, beside the bound of hindsight."""
    with refusals():
        from planner.present.year import year_page
        from planner.year_answers import year_answer

        with working("Running years"):
            answer = year_answer(load, seconds, seed=seed, years=years, weeks=weeks, workers=workers)
        if write_json(answer, json):
            console().print(year_page(answer))
