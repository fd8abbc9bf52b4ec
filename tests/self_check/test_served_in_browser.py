"""Does the service hand the page out, learn nothing from its use, and say nothing of it?"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Browser

from tests.self_check.browser import seen
from tests.self_check.test_privacy_in_browser import CANARIES, fill_in, holds_nothing

pytestmark = pytest.mark.ci


class Server:
    """A running service, and what it wrote, once it has been stopped."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", "api", "serve", "--port", self.address.rpartition(":")[2]]
        self._run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(300):
            assert self._run.poll() is None
            try:
                httpx2.get(f"{self.address}/v1/health/live")
            except httpx2.ConnectError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.address)

    def stopped(self) -> str:
        """Stop it and return all it wrote."""
        self._run.terminate()
        written, _ = self._run.communicate(timeout=120)
        return written.decode()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stopped()


def test_one_page_is_asked_for_and_the_service_learns_nothing(browser: Browser, server: Server):
    with seen(browser, f"{server.address}/self-check") as found:
        sent: list[str] = []
        found.page.on("request", lambda request: sent.append(str(request.all_headers())))
        fill_in(found)
        assert found.requests == [f"{server.address}/self-check"]
        assert found.page.context.storage_state() == {"cookies": [], "origins": []}
        stored = found.page.evaluate(
            "async () => [localStorage.length, sessionStorage.length,"
            " (await indexedDB.databases()).length, (await caches.keys()).length, window.name]"
        )
        assert stored == [0, 0, 0, 0, ""]
        found.page.reload()
        holds_nothing(found)
        assert not any(canary in each for canary in CANARIES.values() for each in sent)
        assert found.complaints == []
    written = server.stopped()
    assert "self-check" not in written
    assert not any(canary in written for canary in CANARIES.values())


def test_the_page_kept_as_a_file_is_the_page_as_it_was_handed_out(browser: Browser, server: Server):
    with seen(browser, f"{server.address}/self-check") as found:
        fill_in(found)
        with found.page.expect_download() as kept:
            found.page.get_by_role("link", name="Keep this page as a file").click()
        assert kept.value.suggested_filename == "self-check.html"
        assert kept.value.path().read_bytes() == httpx2.get(f"{server.address}/self-check").content
        assert found.page.locator("#outcome").is_visible()
