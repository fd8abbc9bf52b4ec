"""Which database and which key a command works with: those of the service on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import Exit

if TYPE_CHECKING:
    from api.keys import Keys
    from api.settings import Settings
    from api.storage.store import Store

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="FOLDER", help="The folder of the key and embedded database."),
]
Database = Annotated[
    str | None, typer.Option("--database", metavar="URL", help="The address of the database.")
]


def settings_of(data: Path | None, database: str | None) -> "Settings":
    """Return the settings of the environment, with what was given to the command before them."""
    from api.settings import Settings

    try:
        settings = Settings()
    except ValueError as error:
        typer.echo(f"A variable named CASELOAD_... cannot be used. {error}", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None
    given = {"data": data, "database": database}
    return settings.model_copy(update={name: value for name, value in given.items() if value})


def opened(settings: "Settings") -> tuple["Store", "Keys"]:
    """Return the store of a service that was set up before, and its keys.

    Raises
    ------
    BadValue
        There is no embedded database or no key where they should be.
    """
    from api.keys import FILE, load_keys
    from api.storage.clock import system_clock
    from api.storage.engine import open_engine
    from api.storage.store import Store
    from planner.errors import BadValue

    key = None if settings.key is None else settings.key.get_secret_value()
    embedded = settings.data / "caseload.db"
    if settings.database is None and not embedded.is_file():
        raise BadValue(f"There is no database {embedded}. Say where it is with --data or --database.")
    if key is None and not (settings.data / FILE).is_file():
        raise BadValue(f"There is no key {settings.data / FILE}. Say where it is with --data.")
    keys = load_keys(settings.data, key)
    engine = open_engine(settings.database or f"sqlite:///{embedded}")
    return Store(engine, system_clock, keys.audit), keys
