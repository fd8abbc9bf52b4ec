"""`caseload rebalance`: which few open cases should move?"""

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
    refuse_where_nothing_can_be,
    working,
    write_json,
)

_SECONDS = 60.0


def rebalance(
    folder: Folder,
    moves: Annotated[
        int | None,
        typer.Option(
            "--moves",
            min=1,
            metavar="N",
            show_default="10",
            help="How many open cases may move at most.",
        ),
    ] = None,
    for_: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="WORKER",
            help="Only moves from or to this worker, such as a leaver or a new hire; may be repeated.",
        ),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds", min=1, max=86_400, show_default="60", help="How long to search at most."
        ),
    ] = None,
    work: Annotated[
        int | None,
        typer.Option(
            "--work",
            min=1,
            max=100_000_000,
            metavar="N",
            help="Search for N units of work, roughly thousandths of a second, in place of time:"
            " the same folder, N and version give the same moves, byte for byte.",
        ),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option(help="Write the moves as a plan here, for `check` and `explain`.", metavar="FILE"),
    ] = None,
    json: Json = None,
    as_: AsManager = View.MANAGER,
) -> None:
    """Propose a few moves of open cases that relieve the caseload most, and what they bring.

    For a leaver, a new hire, or a team with too much. New cases are given out by `caseload plan`. Exit
    code 3 where a case that must be given to somebody found nobody.
    """
    with refusals():
        refuse_where_nothing_can_be(plan)
        from planner.domain import shipped_weights
        from planner.errors import PlannerError
        from planner.intake import read_agency
        from planner.present.card import own_card_note
        from planner.present.dose_tables import own_weights_note
        from planner.present.rebalance import rebalance_page
        from planner.rebalance import Asked
        from planner.rebalance import rebalance as rebalanced
        from planner.rebalance.answers import moves_as_plan, rebalance_answer
        from planner.rebalance.numbers import number
        from planner.risk.card import card_of

        most = number("moves") if moves is None else moves
        if most > number("most_moves"):
            raise PlannerError(
                f"--moves is {most:,}; {number('most_moves'):,} can be asked for at once. Enter what was"
                " agreed, then ask again."
            )
        if work is not None and seconds is not None:
            raise PlannerError("--seconds and --work are both limits of the search: give one of them.")
        agency = read_agency(folder)
        with working("Looking for moves that pay"):
            asked = Asked(most, frozenset(for_ or ()))
            found = rebalanced(agency, asked, seconds or _SECONDS, work)
            answer = rebalance_answer(found)
        if plan is not None and not found.broken:
            written = moves_as_plan(found).model_dump_json(indent=2)
            plan.write_text(written + "\n", encoding="utf-8")
        if write_json(answer, json):
            console().print(rebalance_page(answer))
            if agency.weights != shipped_weights():
                console().print(own_weights_note(agency.weights))
            if agency.risk_card:
                console().print(own_card_note(card_of(agency.risk_card)))
    if found.broken:
        raise typer.Exit(Exit.NO_PLAN)
