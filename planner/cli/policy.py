"""`caseload policy`: the settings in force, what was changed, and what a change would have done."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import (
    Exit,
    Folder,
    Json,
    Seconds,
    console,
    refusals,
    working,
    write_json,
)

app = typer.Typer(help="The settings: in force, changed, and what a change does.", no_args_is_help=True)


@app.command("show")
def show(
    folder: Annotated[
        Path | None,
        typer.Argument(help="The agency's folder; the defaults without.", metavar="FOLDER"),
    ] = None,
    json: Json = None,
) -> None:
    """Show every setting in force: value, default if changed, unit, where from, and what it does."""
    with refusals():
        from planner.domain import policy
        from planner.intake import read_agency
        from planner.policy_answers import DEFAULTS, policy_answer
        from planner.present.policy_tables import policy_page

        agency = None if folder is None else read_agency(folder)
        answer = (
            policy_answer(DEFAULTS, policy())
            if agency is None
            else policy_answer(agency.name, agency.policy)
        )
        if write_json(answer, json):
            console().print(policy_page(answer))


@app.command("diff")
def diff(
    folder: Folder,
    other: Annotated[
        Path | None,
        typer.Argument(help="Another agency's folder; the defaults without.", metavar="OTHER_FOLDER"),
    ] = None,
    json: Json = None,
) -> None:
    """Show what an agency changed against the defaults, or against another agency."""
    with refusals():
        from planner.domain import policy
        from planner.intake import read_agency
        from planner.policy_answers import DEFAULTS, diff_answer
        from planner.present.policy_tables import diff_page

        agency = read_agency(folder)
        against = None if other is None else read_agency(other)
        old, before = (DEFAULTS, policy()) if against is None else (against.name, against.policy)
        answer = diff_answer(old, before, agency.name, agency.policy)
        if write_json(answer, json):
            console().print(diff_page(answer))


@app.command("effect")
def effect(
    folder: Folder,
    changes: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="NAME=VALUE", help="A setting to change, a list as 1,2,3; may be repeated."
        ),
    ],
    seconds: Seconds = 7,
    json: Json = None,
) -> None:
    """Plan a week, past or coming, under the policy as it is and under a changed one, side by side.

    Exit code 3 where there is no plan under one of them.
    """
    with refusals():
        from planner.intake import read_agency, read_changes
        from planner.policy_answers import effect_answer
        from planner.present.effect_tables import effect_page
        from planner.present.policy_tables import nothing_changes

        agency = read_agency(folder)
        changed = read_changes(changes, agency.policy)
        if changed == agency.policy and json is None:
            typer.echo(nothing_changes(agency.policy, changes))
            return
        with working("Planning the same week twice"):
            answer = effect_answer(agency, changed, seconds)
        if write_json(answer, json):
            console().print(effect_page(answer))
    if not (answer.before.measures and answer.after.measures):
        raise typer.Exit(Exit.NO_PLAN)


@app.command("page")
def page() -> None:
    """Print docs/policy.md, the page of all settings, from the settings."""
    from planner.present.policy_page import settings_page

    typer.echo(settings_page(), nl=False)
