"""What holds for all tests: how many examples are tried (few and new ones at a desk), and English."""

import os

import pytest
from hypothesis import settings

settings.register_profile("desk", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in English, whatever language the machine is set to."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
