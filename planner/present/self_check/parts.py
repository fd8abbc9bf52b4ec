"""The parts of the page that the card, the agency's contacts and the links fill in."""

from collections.abc import Iterable, Sequence
from html import escape

from planner.domain import Contact, Setting
from planner.risk.card import Card
from planner.risk.self_check.material import Link, help_lines, say, screeners
from planner.risk.self_check.questions import Question, questions, screeners_for


def items(lines: Iterable[str]) -> str:
    """Return a list of sentences."""
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def contacts_part(contacts: Sequence[Contact]) -> str:
    """Return an agency's contacts, or that it has entered none, and the free help lines."""
    own = "".join(
        f"<li>{_reached(each.name, each, say(f'kind.{each.kind.value}'))}</li>" for each in contacts
    )
    lines = "".join(f"<li>{_reached(each.name, each, each.place)}</li>" for each in help_lines())
    return (
        f"<h3>{escape(say('help.agency'))}</h3>"
        + (f"<ul>{own}</ul>" if own else f"<p>{escape(say('help.no_agency'))}</p>")
        + f"<h3>{escape(say('help.lines'))}</h3><ul>{lines}</ul>"
    )


def links_part() -> str:
    """Return where free screeners are found."""
    found = "".join(f"<li>{_reached(each.name, each)}</li>" for each in screeners())
    return f"<ul>{found}</ul>"


def _reached(name: str, by: Contact | Link, what: str = "") -> str:
    ways = []
    if by.phone:
        ways.append(_link(f"tel:{_digits(by.phone)}", f"call {by.phone}"))
    if by.text:
        ways.append(_link(f"sms:{_digits(by.text)}", f"text {by.text}"))
    if isinstance(by, Contact) and by.email:
        ways.append(_link(f"mailto:{by.email}", by.email))
    if by.website:
        ways.append(_link(by.website, by.website.removeprefix("https://").rstrip("/")))
    before = f"{escape(what)}: " if what else ""
    hours = f", {escape(by.hours)}" if by.hours else ""
    return f"{before}<strong>{escape(name)}</strong>{hours}<br>{', '.join(ways)}"


def _link(to: str, shown: str) -> str:
    opens = ' target="_blank"' if to.startswith("https:") else ""
    return f'<a href="{escape(to)}" rel="noopener noreferrer"{opens}>{escape(shown)}</a>'


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")


def questions_part(card: Card) -> str:
    """Return the fields: none has a name, so that nothing could be handed in."""
    settings = [("", say("answer.not_chosen"))]
    settings += [(each.value, say(f"setting.{each.value}")) for each in Setting]
    scales = [("", say("answer.no_screener"))]
    scales += [(key, each.name) for key, each in screeners_for(card).items()]
    return "".join(
        (
            _select("setting", say("question.setting.asks"), say("question.setting.hint"), settings),
            *(_field(each) for each in questions(card)),
            _select("screener", say("question.screener.asks"), say("question.screener.hint"), scales),
            f'<div id="total-field" hidden>{_number("total", say("question.total.asks"), "")}</div>',
        )
    )


def _field(question: Question) -> str:
    if question.yes_or_no:
        answers = [("", "none"), ("0", "no"), ("1", "yes")]
        choices = [(value, say(f"answer.{word}")) for value, word in answers]
        return _select(question.term, question.asks, question.hint, choices)
    return _number(question.term, question.asks, question.hint)


def _number(name: str, asks: str, hint: str) -> str:
    field = (
        f'<input id="{name}" type="text" inputmode="decimal" maxlength="7" autocomplete="off"'
        f' spellcheck="false" aria-describedby="{name}-hint {name}-wrong">'
    )
    return _question(name, asks, hint, field)


def _select(name: str, asks: str, hint: str, choices: Iterable[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{value}">{escape(shown)}</option>' for value, shown in choices)
    field = (
        f'<select id="{name}" autocomplete="off" aria-describedby="{name}-hint {name}-wrong">'
        f"{options}</select>"
    )
    return _question(name, asks, hint, field)


def _question(name: str, asks: str, hint: str, field: str) -> str:
    return (
        f'<div class="question"><label for="{name}">{escape(asks)}</label>'
        f'<p class="hint" id="{name}-hint">{escape(hint)}</p>{field}'
        f'<p class="wrong" id="{name}-wrong"></p></div>'
    )
