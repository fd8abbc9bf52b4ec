"""Is the page one file that needs nothing else, with no way in it to send or to store?"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from planner.domain import Contact, ContactKind, policy
from planner.present.self_check import self_check_page
from planner.risk.card import read_card, sts_card
from planner.risk.self_check.material import help_lines, say, screeners, thresholds
from tests.self_check.own_cards import own_card_text

PAGE = self_check_page(sts_card(), policy())
MOST_BYTES = 100_000
SENDS_OR_STORES = re.compile(
    r"fetch|XMLHttp|sendBeacon|WebSocket|EventSource|RTCPeer|localStorage|sessionStorage|indexedDB|cookie"
    r"|history\.|pushState|location\.(?!protocol)|window\.open|import\(|importScripts|postMessage|eval|Function"
    r"|innerHTML|document\.write|\.submit|\.src\b|\.href\b|caches|serviceWorker|clipboard|console\.",
)


class Elements(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in in self.texts:
            self.texts[self._in].append(data)


ELEMENTS = Elements(PAGE.html)


def attributes(tag: str) -> list[dict[str, str | None]]:
    return [found for name, found in ELEMENTS.found if name == tag]


def test_it_is_small():
    assert len(PAGE.html.encode()) < MOST_BYTES


def test_it_asks_for_nothing_from_anywhere():
    assert [attrs for _, attrs in ELEMENTS.found if "src" in attrs or "srcset" in attrs] == []
    (icon,) = attributes("link")
    assert icon["href"] == "data:,"
    assert "url(" not in PAGE.html
    assert "@import" not in PAGE.html


def test_it_has_no_form_and_no_field_with_a_name_so_nothing_can_be_handed_in():
    assert attributes("form") == []
    fields = attributes("input") + attributes("select") + attributes("textarea")
    assert len(fields) > 5
    assert [each for each in fields if "name" in each or each.get("autocomplete") != "off"] == []
    assert [each for each in attributes("button") if each.get("type") != "button"] == []


def test_its_script_knows_no_way_to_send_to_store_or_to_write_markup():
    (numbers, script) = ELEMENTS.texts["script"]
    assert json.loads(numbers)["terms"]
    assert SENDS_OR_STORES.findall(script) == []
    assert SENDS_OR_STORES.findall("fetch('x'); localStorage.a = 1") == ["fetch", "localStorage"]


def test_its_content_policy_names_its_own_script_and_style_and_shuts_the_rest():
    (policy_tag,) = [each for each in attributes("meta") if each.get("http-equiv")]
    told = dict(part.split(" ", 1) for part in (policy_tag["content"] or "").split("; "))
    (style,), (_, script) = ELEMENTS.texts["style"], ELEMENTS.texts["script"]
    for text, name in ((style, "style-src"), (script, "script-src")):
        assert told[name] == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
    for name in ("default-src", "connect-src", "form-action", "base-uri", "trusted-types"):
        assert told[name] == "'none'"
    assert PAGE.content_policy == f"{policy_tag['content']}; frame-ancestors 'none'"


def test_it_has_one_first_heading_a_language_and_a_label_for_every_field():
    assert len(attributes("h1")) == 1
    assert attributes("html") == [{"lang": "en"}]
    labelled = {each["for"] for each in attributes("label")}
    assert {each["id"] for each in attributes("input") + attributes("select")} == labelled


def test_no_item_of_a_scale_is_on_it_but_links_to_scales_are():
    addresses = {each["href"] for each in attributes("a")}
    assert {each.website for each in screeners()} <= addresses
    text = PAGE.html.casefold()
    for item in ("emotionally numb", "felt jumpy", "been getting", "because of my [helping]"):
        assert item not in text


def test_every_number_and_link_says_where_it_was_read():
    assert all(each.read_at.startswith("https://") for each in (*screeners(), *help_lines()))
    assert all(each.source for each in thresholds().values())
    for each in help_lines():
        assert each.name.replace("&", "&amp;") in PAGE.html


def test_steps_are_proposed_from_the_lower_ends_of_published_bands():
    limits, bands = thresholds(), sts_card().bands
    begins = dict(zip(bands.names, bands.lowest, strict=True))
    assert limits["lighter_from"].number == begins["high"]
    assert limits["rest_from"].number == begins["severe"]
    assert limits["proqol_lighter_from"].number == limits["proqol_bands"].numbers[-1]


def test_an_agencys_contacts_are_on_it_and_without_any_it_says_so():
    assert say("help.no_agency") in PAGE.html
    contacts = [
        Contact(
            kind=ContactKind.CRISIS, name="Night <b>line</b>", phone="+44 (0)800 123", hours="nights"
        ),
        Contact(kind=ContactKind.OTHER, name="Peers", email="peers@service.example"),
    ]
    html = self_check_page(sts_card(), policy(), contacts).html
    assert say("help.no_agency") not in html
    assert "Crisis: <strong>Night &lt;b&gt;line&lt;/b&gt;</strong>, nights" in html
    hrefs = {attrs.get("href") for _, attrs in Elements(html).found}
    assert {"tel:+440800123", "mailto:peers@service.example"} <= hrefs


def test_links_tell_no_other_site_where_they_were_followed_from():
    assert all("noreferrer" in (a["rel"] or "") for a in attributes("a") if "rel" in a)
    outside = [a for a in attributes("a") if (a["href"] or "").startswith("http")]
    assert len(outside) > 5
    assert all("rel" in a for a in outside)


def test_the_shares_of_an_agencys_policy_are_told():
    page = self_check_page(sts_card(), policy(lighter_share=650, rest_share=500))
    assert "lighter: 65 % of your budget" in page.html
    assert "and 50 % of your budget" in page.html


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "a & b", "<!--"])
def test_words_of_a_card_cannot_end_the_data_they_stand_in(text: str):
    card = read_card(own_card_text())
    term = card.term["experience"].model_copy(update={"label": text})
    card = card.model_copy(update={"term": card.term | {"experience": term}})
    html = self_check_page(card, policy()).html
    numbers, _ = Elements(html).texts["script"]
    assert text in [each["label"] for each in json.loads(numbers)["terms"]]
    assert html.count("<script") == 2
