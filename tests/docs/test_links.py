"""Does every link from one of our pages to our own files lead somewhere?"""

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, where, without_code

LINK = re.compile(r"\]\(([^)\s]+)\)")
ELSEWHERE = ("http://", "https://", "mailto:")


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as a forge makes them."""
    headings = re.findall(r"^#+ (.+)$", without_code(page.read_text("utf-8")), re.M)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.strip().replace(" ", "-") for heading in plain}


def broken(page: Path) -> list[str]:
    """Return the links of a page that lead to no file or no heading."""
    found = []
    for link in LINK.findall(without_code(page.read_text("utf-8"))):
        if link.startswith(ELSEWHERE):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=where)
def test_every_link_of_a_page_leads_to_something_there(page: Path):
    assert broken(page) == []


def test_a_link_to_nothing_is_found(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(
        "# Here it is\n[a](gone.md) [b](page.md#here-it-is) [c](#not-here)\n"
        "[d](https://elsewhere)\n```\n[e](in-code.md)\n```\n"
    )
    assert broken(page) == ["gone.md", "#not-here"]


@pytest.mark.parametrize("page", PAGES, ids=where)
def test_a_page_names_no_path_of_one_machine(page: Path):
    assert re.findall(r"(?<![\w.-])/(?:work|home|root|tmp|Users)/\S*", page.read_text("utf-8")) == []
