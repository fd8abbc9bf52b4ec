"""`caseload rules`: what every rule blocks and closes, before anything is planned."""

from planner.cli.common import Folder, Json, console, refusals, working, write_json


def rules(folder: Folder, json: Json = None) -> None:
    """Count for every rule the new cases it blocks and the workers it closes, each rule alone."""
    with refusals():
        from planner.intake import read_agency
        from planner.pipeline import Side
        from planner.policy_answers import rules_answer
        from planner.present.effect_tables import rules_page

        side = Side(read_agency(folder))
        with working("Asking every rule about everybody"):
            answer = rules_answer(side)
        if write_json(answer, json):
            console().print(rules_page(answer))
