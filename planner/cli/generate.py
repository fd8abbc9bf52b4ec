"""`caseload generate`: a synthetic agency from published figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import console, refusals

if TYPE_CHECKING:
    from planner.published import Place


def generate(
    name: Annotated[
        str,
        typer.Argument(
            help="Which agency, such as english-authority; authority or state for one like a row"
            " of published figures."
        ),
    ],
    folder: Annotated[
        Path, typer.Argument(help="Where to write it; files of the same names are replaced.")
    ],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same agency.")] = 2025,
    workers: Annotated[int | None, typer.Option(min=1, help="How many workers.")] = None,
    new_cases: Annotated[int | None, typer.Option(min=0, help="How many new cases.")] = None,
    figures: Annotated[
        Path | None,
        typer.Option(help="The folder of the published files; for authority and state.", metavar="PATH"),
    ] = None,
    row: Annotated[
        str | None,
        typer.Option(help="An English authority, region or England, or a US state: its name or code."),
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="The year of the figures; the latest one unless said.")
    ] = None,
) -> None:
    """Write a synthetic agency, made by chance from published figures.

    With authority or state it is like one row of them; what the row does not say is said, figure by
    figure. The parameters of its simulated years stand beside it in simulation.toml.
    """
    with refusals():
        from planner.errors import PlannerError
        from planner.generate import FITTED, design_of, made, sources
        from planner.intake import write_agency
        from planner.simulate.fit import of_design
        from planner.simulate.own_text import write_own

        if name in FITTED:
            if figures is None or row is None:
                raise PlannerError(f"{name} is made of published figures: give --figures and --row.")
            _like_row(name, _place(name, figures, row, year), folder, seed, workers, new_cases)
        else:
            design = design_of(name)
            if (figures, row, year) != (None, None, None):
                raise PlannerError(
                    f"{name} has figures of its own; --figures, --row and --year are for "
                    f"{' and '.join(FITTED)}."
                )
            agency = made(design, seed, workers=workers, new_cases=new_cases)
            write_agency(agency, folder, sources(name))
            write_own(folder, of_design(agency, design.figures.entries))
    typer.echo(f"Written to {folder}; try: caseload plan {folder}")


def _place(name: str, figures: Path, row: str, year: int | None) -> "Place":
    from planner.published import authority, state

    return (authority if name == "authority" else state)(figures, row, year)


def _like_row(
    name: str, place: "Place", folder: Path, seed: int, workers: int | None, new_cases: int | None
) -> None:
    """Write the agency that a row gives and its parameters, and say where each figure is from."""
    from planner.generate import made
    from planner.generate.fit import like_authority, like_state
    from planner.intake import write_agency
    from planner.present.fitted_page import fitted_page
    from planner.simulate.fit import of_place
    from planner.simulate.own_text import write_own

    like = (like_authority if name == "authority" else like_state)(place)
    agency = made(like.design, seed, workers=workers, new_cases=new_cases)
    parameters = of_place(place, agency, like.design.figures.entries["arrivals"])
    write_agency(agency, folder, like.sources)
    write_own(folder, parameters)
    console().print(fitted_page(agency, place, like.fitted, parameters))
