"""`caseload dose`: what an hour weighs, what other weights would change, and weights of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli import dose_rating
from planner.cli.common import (
    Folder,
    Json,
    console,
    refusals,
    refuse_to_write_over,
    refuse_where_nothing_can_be,
    working,
    write_json,
)

app = typer.Typer(
    help="What an hour of exposure weighs, and weights of one's own.", no_args_is_help=True
)
app.command("calibrate")(dose_rating.calibrate)
app.command("vignettes")(dose_rating.vignettes)


@app.command("weights")
def weights(
    folder: Annotated[
        Path | None,
        typer.Argument(help="The agency's folder; the shipped weights without.", metavar="FOLDER"),
    ] = None,
    take: Annotated[
        str | None, typer.Option("--take", metavar="NAME", help="Write a shipped alternative to --out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="WEIGHTS.toml", help="Where to write it.")
    ] = None,
    json: Json = None,
) -> None:
    """Print the weights in force beside the shipped alternatives, or write one of these to a file."""
    with refusals():
        from planner.domain import ALTERNATIVES, alternative_text
        from planner.dose_answers import weights_answer
        from planner.errors import BadValue
        from planner.intake import read_agency
        from planner.present.dose_tables import weights_page
        from planner.sourced import unknown

        if (take is None) != (out is None):
            raise BadValue("--take and --out go together: which weights, and where to write them.")
        if take is not None and out is not None:
            if take not in ALTERNATIVES:
                why = unknown("set of weights", take, ALTERNATIVES)
                raise BadValue(f"{why[0].upper()}{why[1:]}.".replace("?.", "?"))
            refuse_where_nothing_can_be(out)
            refuse_to_write_over(out, ".toml")
            out.write_text(alternative_text(take), encoding="utf-8", newline="")
            typer.echo(f"The weights {take} are in {out}.")
            return
        answer = weights_answer(None if folder is None else read_agency(folder))
        if write_json(answer, json):
            console().print(weights_page(answer))


@app.command("compare")
def compare(
    folder: Folder,
    with_: Annotated[
        list[Path] | None,
        typer.Option("--with", metavar="WEIGHTS.toml", help="Further weights; may be repeated."),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0, max=86_400, help="For each plan; 0 plans nothing.")
    ] = 7,
    steps: Annotated[
        int, typer.Option("--steps", min=0, max=50, help="Of how many cases to compare cost steps.")
    ] = 2,
    json: Json = None,
) -> None:
    """Show what other weights would change in an agency: loads, the plan, and whom one could ask."""
    with refusals():
        from planner.dose_answers import comparison_of_weights
        from planner.intake import read_agency
        from planner.intake.weights_file import weights_in
        from planner.present.dose_tables import comparison_page

        own = [weights_in(file) for file in with_ or ()]
        agency = read_agency(folder)
        with working("Planning the same week under each"):
            answer = comparison_of_weights(agency, own, seconds, steps)
        if write_json(answer, json):
            console().print(comparison_page(answer))
