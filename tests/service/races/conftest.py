"""An agency with tight budgets, on each of the databases in turn; on PostgreSQL as it is in use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.places import embedded_address
from tests.service.races.crowd import Crowd, crowd, crowded


@pytest.fixture
def embedded_url(tmp_path: Path) -> str:
    """The address of a new prepared SQLite file."""
    return embedded_address(tmp_path)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.ci)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty prepared database."""
    name = "embedded_url" if request.param == "sqlite" else "postgres_url"
    found: str = request.getfixturevalue(name)
    return found


@pytest.fixture
def tight(url: str) -> Iterator[Crowd]:
    """Workers who can each carry one case."""
    yield from crowded(url, crowd(budget=1700))


@pytest.fixture
def busy(url: str) -> Iterator[Crowd]:
    """Workers who can each carry three cases."""
    yield from crowded(url, crowd(budget=3500))


@pytest.fixture
def busy_embedded(embedded_url: str) -> Iterator[Crowd]:
    """Workers who can each carry three cases, on SQLite."""
    yield from crowded(embedded_url, crowd(budget=3500))


@pytest.fixture
def tight_embedded(embedded_url: str) -> Iterator[Crowd]:
    """Workers who can each carry one case, on SQLite."""
    yield from crowded(embedded_url, crowd(budget=1700))


@pytest.fixture
def tight_postgres(postgres_url: str) -> Iterator[Crowd]:
    """Workers who can each carry one case, on PostgreSQL."""
    yield from crowded(postgres_url, crowd(budget=1700))


@pytest.fixture
def busy_postgres(postgres_url: str) -> Iterator[Crowd]:
    """Workers who can each carry three cases, on PostgreSQL."""
    yield from crowded(postgres_url, crowd(budget=3500))
