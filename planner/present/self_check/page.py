"""The self-check as one HTML file: no network, no storage, nothing in it but numbers and words."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

from planner.domain import Contact, Policy
from planner.present.self_check.numbers import page_numbers
from planner.present.self_check.parts import contacts_part, items, links_part, questions_part
from planner.risk.card import Card
from planner.risk.self_check.material import say, words

FILE = "self-check.html"
_SHUT = (
    "default-src 'none'; connect-src 'none'; img-src data:; form-action 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; "
)


@dataclass(frozen=True)
class Page:
    """The page's text, and the policy a server sends with it, as strict as the page's own."""

    html: str
    content_policy: str


def self_check_page(card: Card, policy: Policy, contacts: Sequence[Contact] = ()) -> Page:
    """Return the page for a card, the shares of an agency's policy and its contacts.

    The page holds its own content policy, so that it is as shut when it is opened from a disk.
    """
    style, script = _file("page.css"), _file("page.js")
    content_policy = f"{_SHUT}style-src {_hash(style)}; script-src {_hash(script)}"
    html = Template(_file("page.html")).substitute(
        content_policy=escape(content_policy),
        style=style,
        script=script,
        numbers=_data(json.dumps(page_numbers(card, policy), ensure_ascii=False)),
        file=FILE,
        privacy_title=escape(say("privacy.title")),
        privacy=items(words()["privacy"]["lines"]),
        danger=escape(say("help.danger")),
        help_title=escape(say("help.title")),
        help=contacts_part(contacts),
        trace=escape(say("help.trace")),
        questions=questions_part(card),
        cannot_title=escape(say("cannot.title")),
        share_asks=escape(say("share.asks")),
        step_note=escape(say("step.means.note")),
        screeners_title=escape(say("screeners.title")),
        screeners_about=escape(say("screeners.about")),
        screeners=links_part(),
        warning=escape(card.warning),
        version=escape(card.version),
    )
    return Page(html, f"{content_policy}; frame-ancestors 'none'")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data(text: str) -> str:
    """Return JSON that cannot end the element it stands in."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _file(name: str) -> str:
    folder = files("planner.present.self_check").joinpath("templates")
    return folder.joinpath(name).read_text(encoding="utf-8")
