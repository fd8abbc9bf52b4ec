"""A real browser for the page: the Chromium of the system, and what it did meanwhile."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WITHOUT = "there is no Chromium on this machine, so the page is not tried in a real browser"
_QUIET = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser; root cannot have its sandbox."""
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*_QUIET, *sandbox])
        yield browser
        browser.close()


@dataclass
class Seen:
    """A page, and all it asked for or complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def fill(self, **answers: object) -> None:
        """Enter answers by the names of the fields."""
        for name, answer in answers.items():
            if self.page.locator(f"select#{name}").count():
                self.page.select_option(f"#{name}", str(answer))
            else:
                self.page.fill(f"#{name}", str(answer))

    def said(self, place: str) -> list[str]:
        """Return the sentences shown in a place."""
        return self.page.locator(f"#{place} > *").all_inner_texts()


@contextmanager
def seen(browser: Browser, address: str, **options: Any) -> Iterator[Seen]:
    """Open an address in a browser that has never been anywhere."""
    context = browser.new_context(**options)
    page = context.new_page()
    found = Seen(page)
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("websocket", lambda socket: found.requests.append(socket.url))
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.goto(address)
    yield found
    context.close()


def address_of(folder: Path, html: str) -> str:
    """Write a page as a file, as a worker keeps it, and return its address."""
    file = folder / "self-check.html"
    file.write_text(html, encoding="utf-8")
    return file.as_uri()
