"""`caseload demo`: the whole walk on one agency, as a case manager would see it."""

import typer

from planner.cli.common import Exit, Folder, Seconds, console, refusals, working


def demo(folder: Folder, seconds: Seconds = 7) -> None:
    """Plan an agency, check the plan, explain one case, and compare with what agencies do today."""
    with refusals():
        from planner.answer import (
            comparison,
            explanation_answer,
            plan_answer,
        )
        from planner.intake import read_agency
        from planner.judged_answers import check_answer
        from planner.pipeline import propose, why_workers
        from planner.present import tables
        from planner.present.standings import explanation_page

        agency, screen = read_agency(folder), console()
        with working("Searching for the best plan"):
            planned = propose(agency, seconds)
        answer = plan_answer(planned)
        if planned.plan is None:
            screen.print(tables.plan_page(answer, []))
            raise typer.Exit(Exit.NO_PLAN)
        whys = why_workers(planned.side, planned.plan)
        screen.print(f"{agency.name}, {agency.date}: {len(agency.workers)} workers.\n")
        screen.print(tables.plan_page(answer, whys))
        checked = check_answer(planned.side, planned.plan, answer.model_dump())
        screen.print("\nChecked without a solver:", tables.check_page(checked))
        severest = max(whys, key=lambda why: (why.tier, why.urgency, why.case), default=None)
        if severest is not None:
            screen.print("\nWhy, for the severest case:")
            with working("Asking what every other choice would cost"):
                why = explanation_answer(planned.side, planned.plan, severest.case)
            screen.print(explanation_page(why))
        with working("Planning the same cases in other ways"):
            side_by_side = comparison(agency, seconds)
        if side_by_side is not None:
            screen.print(tables.comparison_page(side_by_side))
