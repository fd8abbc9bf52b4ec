"""`caseload check`: does a plan keep every rule, and is it what it says?"""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import (
    AsManager,
    Exit,
    Folder,
    Json,
    View,
    console,
    refusals,
    write_json,
)
from planner.cli.language import Language, answering_in
from planner.cli.own_limits import OwnLimits
from planner.cli.prices import PricesFile, prices_of


def check(
    folder: Folder,
    plan: Annotated[Path, typer.Argument(help="A plan as written by `plan --json`.")],
    own_limits: OwnLimits = False,
    prices: PricesFile = None,
    json: Json = None,
    as_: AsManager = View.MANAGER,
    language: Language = None,
) -> None:
    """Check any plan against every rule in plain Python, without a solver.

    Without --own-limits it is judged by public facts, and what it costs is not judged. Exit code 1
    where a rule is broken or the plan says something of itself that is not so.
    """
    with refusals(), answering_in(language):
        from planner.intake import read_agency, read_plan
        from planner.judged_answers import check_answer
        from planner.pipeline import Side
        from planner.present.tables import check_page

        agency = read_agency(folder)
        known = prices_of(prices, agency)
        the_plan, claims = read_plan(plan, agency)
        answer = check_answer(Side(agency, known), the_plan, claims, whole=own_limits)
        if write_json(answer, json):
            console().print(check_page(answer))
    if not answer.fine:
        raise typer.Exit(Exit.BREACH)
