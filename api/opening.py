"""The store of a service and its keys, from where its settings say they are."""

from dataclasses import dataclass
from pathlib import Path

from api.keys import Keys, load_keys
from api.settings import Settings
from api.storage.clock import system_clock
from api.storage.engine import is_sqlite, open_engine
from api.storage.prepare import prepare
from api.storage.safety import check_safe
from api.storage.store import Store

FILE = "caseload.db"


@dataclass(frozen=True)
class Opened:
    """A database made ready, and the keys its secrets and its record are kept with."""

    store: Store
    keys: Keys
    folder: Path


def keeps_state(settings: Settings) -> bool:
    """Return whether somebody said where state is kept: a database, or a folder for an embedded one."""
    return settings.database is not None or "data" in settings.model_fields_set


def opened(settings: Settings) -> Opened:
    """Return the store of a service; the embedded database and a key are made where there are none.

    The embedded database is brought to this release; one of PostgreSQL is prepared by its owner before.

    Raises
    ------
    BadValue
        The database's address or the key cannot be used, or it is not safe to serve from.
    """
    keys = load_keys(settings.data, settings.key.get_secret_value() if settings.key else None)
    engine = open_engine(settings.database or f"sqlite:///{settings.data / FILE}")
    if is_sqlite(engine):
        prepare(engine)
    check_safe(engine)
    return Opened(Store(engine, system_clock, keys.audit), keys, settings.data)
