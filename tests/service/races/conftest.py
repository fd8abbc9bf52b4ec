"""An agency with tight budgets, on each of the databases in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.agencies.begin import begin
from api.storage.engine import open_engine
from api.storage.store import Store
from api.storage.tables import METADATA
from planner.intake import agency_from_json
from tests.service.places import KEYS, Place, StillClock
from tests.service.postgres import OWNER, Server
from tests.service.races.crowd import Crowd, crowd


@pytest.fixture
def embedded_url(tmp_path: Path) -> str:
    """The address of a new SQLite file with the tables."""
    url = f"sqlite:///{tmp_path / 'caseload.db'}"
    engine = open_engine(url)
    METADATA.create_all(engine)
    engine.dispose()
    return url


@pytest.fixture
def own_postgres_url(postgres_server: Server) -> Iterator[str]:
    """The address of a new database of PostgreSQL with the tables, for whoever owns it."""
    with postgres_server.database() as name:
        url = postgres_server.address(name, OWNER)
        engine = open_engine(url)
        METADATA.create_all(engine)
        engine.dispose()
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.ci)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty prepared database."""
    name = "embedded_url" if request.param == "sqlite" else "own_postgres_url"
    found: str = request.getfixturevalue(name)
    return found


@pytest.fixture
def tight(url: str) -> Iterator[Crowd]:
    """Workers who can each carry one case."""
    yield from _crowd(url, 1700)


@pytest.fixture
def busy(url: str) -> Iterator[Crowd]:
    """Workers who can each carry three cases."""
    yield from _crowd(url, 3500)


@pytest.fixture
def busy_embedded(embedded_url: str) -> Iterator[Crowd]:
    """Workers who can each carry three cases, on SQLite."""
    yield from _crowd(embedded_url, 3500)


@pytest.fixture
def tight_postgres(own_postgres_url: str) -> Iterator[Crowd]:
    """Workers who can each carry one case, on PostgreSQL."""
    yield from _crowd(own_postgres_url, 1700)


@pytest.fixture
def busy_postgres(own_postgres_url: str) -> Iterator[Crowd]:
    """Workers who can each carry three cases, on PostgreSQL."""
    yield from _crowd(own_postgres_url, 3500)


def _crowd(url: str, budget: int) -> Iterator[Crowd]:
    engine = open_engine(url)
    clock = StillClock()
    place = Place(Store(engine, clock, KEYS.audit), clock)
    begin(place.store, "riverside", agency_from_json(crowd(budget=budget)))
    yield Crowd(place, url)
    engine.dispose()
