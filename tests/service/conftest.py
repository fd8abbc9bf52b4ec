"""The services that tests of kept state run against."""

from pathlib import Path

import pytest

from tests.service.places import Place, embedded


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return embedded(tmp_path)
