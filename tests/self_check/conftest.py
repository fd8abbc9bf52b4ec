"""The browser and the page that most tests look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planner.domain import policy
from planner.present.self_check import self_check_page
from planner.risk.card import sts_card
from tests.self_check.browser import CHROMIUM, WITHOUT, Seen, address_of, chromium, seen


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser until the file's tests are over: while it runs, no other event loop can."""
    if CHROMIUM is None:
        pytest.skip(WITHOUT)
    with chromium() as running:
        yield running


@pytest.fixture
def file_address(tmp_path: Path) -> str:
    return address_of(tmp_path, self_check_page(sts_card(), policy()).html)


@pytest.fixture
def check(browser: Browser, file_address: str) -> Iterator[Seen]:
    """The page opened from a disk, on a machine without a network."""
    with seen(browser, file_address, offline=True) as found:
        yield found
