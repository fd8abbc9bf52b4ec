"""The description of the whole service as a file: what `make openapi` writes to docs/openapi.json."""

import json
import sys
from pathlib import Path
from typing import Any

from api.app import create_app
from api.keys import Keys
from api.settings import Settings
from api.storage.clock import system_clock
from api.storage.engine import open_engine
from api.storage.store import Store

FILE = Path(__file__).parents[1] / "docs" / "openapi.json"


def described() -> dict[str, Any]:
    """Return the description of the service with state; no database is made for it."""
    keys = Keys(bytes(32))
    store = Store(open_engine("sqlite://"), system_clock, keys.audit)
    description: dict[str, Any] = create_app(Settings(), store, keys).openapi()
    return description


def text_of(description: dict[str, Any]) -> str:
    """Return a description as the file has it."""
    return json.dumps(description, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text_of(described()))
