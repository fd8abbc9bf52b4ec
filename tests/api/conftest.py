"""The service that most tests call."""

import pytest
from fastapi.testclient import TestClient

from tests.api.calls import a_client


@pytest.fixture(scope="session")
def client() -> TestClient:
    return a_client()
