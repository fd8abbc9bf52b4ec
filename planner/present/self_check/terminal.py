"""The self-check in a terminal: what is said before, what came out, and where help is."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.domain import Contact
from planner.risk.card import Card
from planner.risk.self_check.material import Link, help_lines, say, screeners, words
from planner.risk.self_check.outcome import Outcome
from planner.risk.self_check.sentences import cannot_sentences, result_sentences, step_sentences

SCREEN = "What you type stays on this screen until it is cleared at the end; it is written to no file."


def before() -> RenderableType:
    """Return what is to be read before the first question."""
    lines = [*words()["privacy"]["lines"], SCREEN]
    return Group(Text(say("help.danger"), style="bold"), *_part("privacy.title", _list(lines)))


def result(found: Outcome, card: Card) -> RenderableType:
    """Return the range, what it cannot say, and the step it proposes."""
    proposed, *why = step_sentences(found, card)
    return Group(
        Text(""),
        *(Text(line) for line in result_sentences(found, card)),
        *_part("cannot.title", _list(cannot_sentences(found, card))),
        Text(""),
        Text(proposed, style="bold"),
        *(Text(line) for line in why),
    )


def where_help_is(contacts: Sequence[Contact], card: Card) -> RenderableType:
    """Return an agency's contacts, the free help lines, the free screeners and the card's warning."""
    own = [_reached(say(f"kind.{each.kind.value}"), each) for each in contacts]
    lines = [_reached(each.place, each) for each in help_lines()]
    found = [_reached("", each) for each in screeners()]
    return Group(
        *_part("help.agency", _list(own) if own else [Text(say("help.no_agency"))]),
        *_part("help.lines", [*_list(lines), Text(say("help.trace"))]),
        *_part("screeners.title", [Text(say("screeners.about")), *_list(found)]),
        Text(""),
        Text(card.warning, style="dim"),
    )


def _part(title: str, inside: Iterable[RenderableType]) -> list[RenderableType]:
    return [Text(""), Text(say(title), style="bold"), *inside]


def _list(lines: Iterable[str]) -> list[RenderableType]:
    grid = Table.grid(padding=(0, 1))
    for line in lines:
        grid.add_row(" -", Text(line))
    return [grid]


def _reached(what: str, by: Contact | Link) -> str:
    ways = [
        f"call {by.phone}" if by.phone else "",
        f"text {by.text}" if by.text else "",
        by.email if isinstance(by, Contact) else "",
        by.website,
        by.hours,
    ]
    before = f"{what}: " if what else ""
    return f"{before}{by.name}: {', '.join(filter(None, ways))}"
