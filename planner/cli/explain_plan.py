"""`caseload explain-plan`: what a whole plan covers and costs, and what would help it most."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import (
    AsWhom,
    Exit,
    Folder,
    Json,
    View,
    console,
    refusals,
    refuse_where_nothing_can_be,
    working,
    write_json,
)
from planner.cli.own_limits import OwnLimits, refuse_own_limits

_SECONDS = 7.0


def explain_plan(
    folder: Folder,
    plan: Annotated[
        Path | None,
        typer.Option(
            help="The plan as written by `plan --json`; searched again without.", metavar="FILE"
        ),
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(help="The plan before this one, to tell what changed since.", metavar="FILE"),
    ] = None,
    work: Annotated[
        int,
        typer.Option(
            "--work",
            min=1,
            max=100_000_000,
            metavar="N",
            help="Units of work for all prices together, roughly thousandths of a second and on large"
            " agencies a few times that: the same folder, plan and N give the same answer.",
        ),
    ] = 8000,
    json: Json = None,
    as_: AsWhom = View.MANAGER,
    own_limits: OwnLimits = False,
) -> None:
    """Explain a whole plan: coverage, who waits and why, burden, prices, changes, assumptions.

    Prices are of the best plan, and each is found by planning again; one that is not proven to be all
    is told as at least so much. What --json writes, `verify-claims` checks.
    Exit code 3 where no plan exists.
    """
    with refusals():
        refuse_where_nothing_can_be(json)
        from planner.claims import Seen
        from planner.explain.since import Before
        from planner.intake import read_agency, read_plan, read_plan_before
        from planner.pipeline import propose
        from planner.plan_explained.answer import plan_explanation
        from planner.present.plan_explained_page import plan_explained_page

        agency = read_agency(folder)
        if as_ is View.AUDITOR:
            refuse_own_limits(folder, agency, "exact prices are told", allowed=own_limits)
        earlier = None if before is None else Before(*read_plan_before(before))
        with working("Planning again for every price"):
            given = read_plan(plan, agency)[0] if plan else propose(agency, _SECONDS).plan
            if given is None:
                typer.echo("No plan exists to explain; see `caseload plan`.", err=True)
                raise typer.Exit(Exit.NO_PLAN)
            answer = plan_explanation(agency, given, earlier, seen=Seen(as_), work=work)
        if write_json(answer, json):
            console().print(plan_explained_page(answer))
