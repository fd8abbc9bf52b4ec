"""`caseload fairness`: how even could burdens be in an office, and what would it cost?"""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import (
    AsManager,
    Exit,
    Folder,
    Json,
    Seconds,
    View,
    console,
    refusals,
    refuse_where_nothing_can_be,
    working,
    write_json,
)


def fairness(
    folder: Folder,
    office: Annotated[
        list[str] | None,
        typer.Option(
            "--office",
            help="An office to even out, by its id; may be given again. All without.",
            metavar="OFFICE",
        ),
    ] = None,
    seconds: Seconds = 120,
    plan: Annotated[
        Path | None,
        typer.Option(help="Write the fairest plan here, as `plan --json` does.", metavar="FILE"),
    ] = None,
    json: Json = None,
    as_: AsManager = View.MANAGER,
) -> None:
    """Compare the plan by default with one in which burdens are as even as can be, and its price.

    In each office the greatest share of budget is as small as can be, then the second, and so on; then
    the plan costs as little as it can. As many cases are covered, and nobody in another office is given
    anything else. Exit code 3 where no plan keeps every rule, or none was found in time.
    """
    with refusals():
        refuse_where_nothing_can_be(plan)
        from planner.answer import plan_answer
        from planner.fairness_answers import as_even_as_can_be, fairness_answer
        from planner.intake import read_agency
        from planner.present.fairness import fairness_page
        from planner.solve.apart import apart

        agency = read_agency(folder)
        with working("Sharing out as evenly as can be"), apart(threads=False) as child:
            fair = as_even_as_can_be(agency, seconds, office or (), child)
        if fair is None:
            typer.echo("No plan was found to begin from; see `caseload plan`.", err=True)
            raise typer.Exit(Exit.NO_PLAN)
        if plan is not None:
            plan.write_text(plan_answer(fair.planned).model_dump_json(indent=2) + "\n", encoding="utf-8")
        answer = fairness_answer(fair)
        if write_json(answer, json):
            console().print(fairness_page(answer))
