"""The service that most tests call."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.api.calls import a_client


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with a_client() as client:
        yield client
