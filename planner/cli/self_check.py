"""`caseload risk self-check`: a worker's own check, asked in a terminal or written as one page."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.card_file import CardFile, chosen_card
from planner.cli.common import Exit, console, refusals, refuse_where_nothing_can_be

if TYPE_CHECKING:
    from planner.domain import Contact, Policy
    from planner.risk.card import Card

_STOPPED = "\nStopped. Nothing was kept."
_NO_CONTACTS = "It names no contacts of the agency: write them into contacts.toml in its folder."
_CLEARED = "\033[H\033[2J\033[3J"  # the screen, and what scrolled off it


def self_check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="An agency's folder: its card, contacts and settings.", metavar="[FOLDER]"),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the page to hand out; ask nothing."),
    ] = None,
    card: CardFile = None,
) -> None:
    """Look at your own risk, in private: answers are asked for, shown in a range, and kept nowhere.

    With --html it writes the same as one page that works without a network.
    """
    with refusals():
        the_card, policy, contacts = _material(folder, card)
        if html is None:
            _in_terminal(the_card, policy, contacts)
            return
        from planner.present.self_check import self_check_page

        refuse_where_nothing_can_be(html)
        html.write_text(self_check_page(the_card, policy, contacts).html, encoding="utf-8")
        named = f"It names {len(contacts)} of the agency's contacts." if contacts else _NO_CONTACTS
        typer.echo(f"The page is in {html}. It works without a network and holds no answers.\n{named}")


def _material(folder: Path | None, card: Path | None) -> tuple["Card", "Policy", tuple["Contact", ...]]:
    """Return the card, the policy and the contacts to use: an agency's own, or those shipped."""
    from planner.domain import policy
    from planner.errors import PlannerError
    from planner.intake import read_agency, read_contacts
    from planner.risk.card import card_of

    if folder is None:
        return chosen_card(card), policy(), ()
    agency = read_agency(folder)
    if card is not None and agency.risk_card:
        raise PlannerError(f"{folder} has a card.toml of its own, so --card cannot be given as well.")
    chosen = chosen_card(card) if card else card_of(agency.risk_card)
    return chosen, agency.policy, read_contacts(folder)


def _in_terminal(card: "Card", policy: "Policy", contacts: tuple["Contact", ...]) -> None:
    from planner.cli.self_check_answers import ask, ask_what_to_tell
    from planner.present.self_check.terminal import before, result, where_help_is
    from planner.risk.self_check.outcome import outcome

    screen = console()
    screen.print(before())
    try:
        setting, answers, screener, total = ask(card)
        screen.print(result(outcome(card, setting, answers, screener, total), card))
        ask_what_to_tell(policy)
        screen.print(where_help_is(contacts, card))
        typer.prompt(
            "\nPress Enter to clear the screen", default="", show_default=False, prompt_suffix=""
        )
    except typer.Abort:
        typer.echo(_STOPPED, err=True)
        raise typer.Exit(Exit.STOPPED) from None
    finally:
        if sys.stdout.isatty():
            sys.stdout.write(_CLEARED)
            sys.stdout.flush()
