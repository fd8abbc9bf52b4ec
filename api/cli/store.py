"""The state of a service that was set up before: commands that look at it never begin one."""

from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.place import open_state, settings_with

if TYPE_CHECKING:
    from api.opening import Opened
    from api.settings import Settings


def settings_of(data: Path | None, database: str | None) -> "Settings":
    """Return the settings of the environment, with what was given to the command before them."""
    return settings_with(data=data, database=database)


def opened(settings: "Settings") -> "Opened":
    """Return the state of a service that was set up before.

    Raises
    ------
    BadValue
        There is no embedded database or no key where they should be, or it cannot be opened.
    """
    from api.keys import FILE as KEY
    from api.opening import FILE
    from planner.errors import BadValue

    embedded = settings.data / FILE
    if settings.database is None and not embedded.is_file():
        raise BadValue(f"There is no database {embedded}. Say where it is with --data or --database.")
    if settings.key is None and not (settings.data / KEY).is_file():
        raise BadValue(f"There is no key {settings.data / KEY}. Say where it is with --data.")
    return open_state(settings)
