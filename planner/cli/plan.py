"""`caseload plan`: who takes what."""

import typer

from planner.cli.common import (
    AsWhom,
    Exit,
    Folder,
    Json,
    Seconds,
    View,
    console,
    refusals,
    working,
    write_json,
)


def plan(folder: Folder, seconds: Seconds = 7, json: Json = None, as_: AsWhom = View.MANAGER) -> None:
    """Propose who takes each new case, with dose before and after, and the reasons.

    Exit code 3 where no plan keeps every rule, or none was found in time.
    """
    with refusals():
        from planner.answer import plan_answer
        from planner.domain import shipped_weights
        from planner.intake import read_agency
        from planner.pipeline import propose, why_workers
        from planner.present.card import own_card_note
        from planner.present.dose_tables import own_weights_note
        from planner.present.tables import plan_page
        from planner.risk.card import card_of

        agency = read_agency(folder)
        with working("Searching for the best plan"):
            planned = propose(agency, seconds)
            answer = plan_answer(planned)
        if write_json(answer, json):
            reasons = [] if planned.plan is None else why_workers(planned.side, planned.plan)
            console().print(plan_page(answer, reasons))
            if agency.weights != shipped_weights():
                console().print(own_weights_note(agency.weights))
            if agency.risk_card:
                console().print(own_card_note(card_of(agency.risk_card)))
    if planned.plan is None:
        raise typer.Exit(Exit.NO_PLAN)
