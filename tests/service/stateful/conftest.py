"""The running service that random steps go against."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.stateful.door import House
from tests.service.stateful.machine import Machine


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    Machine.house = House(tmp_path)
    Machine.done.clear()
    yield Machine.house
    Machine.house.close()
