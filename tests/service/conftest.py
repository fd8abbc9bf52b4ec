"""The services that tests of kept state run against."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.storage.engine import open_engine
from api.storage.prepare import prepare
from tests.service.places import Place, embedded, on
from tests.service.postgres import APPLICATION, OWNER, NoPostgres, Server, running


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return embedded(tmp_path)


@pytest.fixture
def manager(place: Place) -> TestClient:
    """A client of a case manager of the team north of riverside."""
    return place.person("case-manager", ["north"])


@pytest.fixture
def worker(place: Place) -> TestClient:
    """A client of the worker w-002 of riverside, who carries c-090."""
    return place.person("worker", worker="w-002")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL of this test process; where there is none, tests are skipped, and fail in CI."""
    try:
        with running() as server:
            yield server
    except NoPostgres as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> Iterator[str]:
    """The name of a prepared database without a row, to be copied."""
    with postgres_server.database() as name:
        engine = open_engine(postgres_server.address(name, OWNER))
        prepare(engine, APPLICATION)
        engine.dispose()
        yield name


@pytest.fixture
def postgres_database(postgres_server: Server, postgres_template: str) -> Iterator[str]:
    """The name of a prepared database of this test alone."""
    with postgres_server.database(postgres_template) as name:
        yield name


@pytest.fixture
def postgres_url(postgres_server: Server, postgres_database: str) -> str:
    """The address of a prepared database of this test alone, for the role that owns nothing."""
    return postgres_server.address(postgres_database, APPLICATION)


@pytest.fixture
def postgres_place(postgres_url: str) -> Iterator[Place]:
    """A service with two small agencies, on PostgreSQL."""
    engine = open_engine(postgres_url)
    yield on(engine)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def both_places(request: pytest.FixtureRequest) -> Place:
    """A service with two small agencies, on each of the databases in turn."""
    name = "place" if request.param == "sqlite" else "postgres_place"
    found: Place = request.getfixturevalue(name)
    return found
