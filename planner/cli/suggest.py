"""`caseload suggest`: who should take one case now."""

from typing import Annotated

import typer

from planner.cli.common import (
    AsManager,
    Case,
    Exit,
    Folder,
    Json,
    View,
    console,
    refusals,
    working,
    write_json,
)
from planner.cli.language import Language, answering_in
from planner.cli.prices import PricesFile, prices_of


def suggest(
    folder: Folder,
    case: Case,
    top: Annotated[int, typer.Option(min=1, help="How many others to show.")] = 10,
    prices: PricesFile = None,
    json: Json = None,
    as_: AsManager = View.MANAGER,
    language: Language = None,
) -> None:
    """Suggest who should take one case now, beside nothing else new, and who else can be asked.

    Exit code 3 where nobody can be suggested.
    """
    with refusals(), answering_in(language):
        from planner.answer import suggestion_answer
        from planner.explain.language import _
        from planner.intake import read_agency
        from planner.pipeline import Side
        from planner.present.standings import suggestion_page

        agency = read_agency(folder)
        side = Side(agency, prices_of(prices, agency))
        with working(_("Looking at everybody")):
            answer = suggestion_answer(side, case)
        if write_json(answer.first(top), json):
            console().print(suggestion_page(answer, top))
    if answer.proposed is None:
        raise typer.Exit(Exit.NO_PLAN)
