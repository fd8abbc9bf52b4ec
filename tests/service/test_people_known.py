"""Is whoever asks remembered for less than a second, and forgotten at once where it matters?"""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import col

from api.access import known
from api.access.actor import Actor
from api.access.sign_in import actor_of
from api.storage.clock import HOUR
from api.storage.engine import open_engine
from api.storage.store import Store
from api.storage.tables import SessionRow, UserRow
from api.storage.unit import Unit
from tests.service.places import KEYS, Place


@pytest.fixture
def elsewhere(place: Place, tmp_path: Path) -> Store:
    """The same database, as another process has it."""
    return Store(open_engine(f"sqlite:///{tmp_path / 'caseload.db'}"), place.clock, KEYS.audit)


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the monotonic clock says, to be moved."""
    now = [100.0]
    monkeypatch.setattr(known, "monotonic", lambda: now[0])
    return now


def status(client: TestClient) -> int:
    return client.get("/v1/cases").status_code


def revoke(unit: Unit) -> None:
    for session in unit.all(SessionRow, col(SessionRow.revoked_at).is_(None)):
        session.revoked_at = unit.now


def disable(unit: Unit) -> None:
    for user in unit.all(UserRow):
        user.enabled = False
        unit.changed(user)


@pytest.mark.parametrize("change", [revoke, disable])
def test_what_another_process_revokes_is_revoked_within_a_second(
    place: Place, elsewhere: Store, ticks: list[float], change
):
    client = place.person("supervisor", ["riverside"])
    assert status(client) == 200
    elsewhere.write("riverside", change)
    assert status(client) == 200  # so it was remembered
    ticks[0] += 0.9
    assert status(client) == 401


@pytest.mark.parametrize("change", [revoke, disable])
def test_what_this_process_revokes_is_revoked_at_once(place: Place, ticks: list[float], change):
    client = place.person("supervisor", ["riverside"])
    assert status(client) == 200
    place.store.write("riverside", change)
    assert status(client) == 401


def test_a_session_that_is_over_is_over_however_it_is_remembered(place: Place, ticks: list[float]):
    client = place.person("supervisor", ["riverside"])
    assert status(client) == 200
    place.clock.now += 12 * HOUR
    assert status(client) == 401


def test_a_clock_that_goes_back_makes_nothing_remembered_longer(
    place: Place, elsewhere: Store, ticks: list[float]
):
    client = place.person("supervisor", ["riverside"])
    assert status(client) == 200
    elsewhere.write("riverside", revoke)
    place.clock.now -= HOUR
    assert status(client) == 401


def test_a_burst_of_requests_looks_up_who_asks_once(
    place: Place, ticks: list[float], monkeypatch: pytest.MonkeyPatch
):
    client, looked_up = place.person("supervisor", ["riverside"]), list[str]()

    def counting(store: Store, text: str) -> Actor:
        looked_up.append(text)
        return actor_of(store, text)

    monkeypatch.setattr(known, "actor_of", counting)
    for _ in range(5):
        assert status(client) == 200
    assert len(looked_up) == 1


def test_many_tokens_do_not_fill_the_memory(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(known, "_MOST", 2)
    for _ in range(5):
        assert status(place.person("supervisor", ["riverside"])) == 200
    assert len(place.app().state.known._known) <= 2
