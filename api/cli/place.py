"""What commands on a service's state share: where it is kept, and how it is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.common import Exit, refusals

if TYPE_CHECKING:
    from api.opening import Opened
    from api.settings import Settings

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="FOLDER", help="The folder of the key and the embedded database."),
]
Database = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="A database elsewhere: postgresql://..."),
]
_NOWHERE = "Say where the state is kept: --data FOLDER, or CASELOAD_DATABASE."
_NO_ANSWER = "The database cannot be opened; look at its address, and whether it runs."


def settings_with(**given: Any) -> "Settings":
    """Return the environment's settings, with what a command was given in place of theirs."""
    from api.settings import Settings

    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValueError as error:
        typer.echo(f"A variable named CASELOAD_... cannot be used. {error}", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None
    return settings


@contextmanager
def state(data: Path | None, database: str | None) -> Iterator["Opened"]:
    """Open the state that is meant; what is refused becomes a sentence and exit code 2."""
    from api.opening import keeps_state

    settings = settings_with(data=data, database=database)
    if not keeps_state(settings):
        typer.echo(_NOWHERE, err=True)
        raise typer.Exit(Exit.BAD_INPUT)
    with refusals():
        place = open_state(settings)
        try:
            yield place
        finally:
            place.store.engine.dispose()


def open_state(settings: "Settings") -> "Opened":
    """Open the state that settings name.

    Raises
    ------
    BadValue
        It cannot be opened.
    """
    from sqlalchemy.exc import OperationalError

    from api.opening import opened
    from planner.errors import BadValue

    try:
        return opened(settings)
    except OperationalError:
        raise BadValue(_NO_ANSWER) from None
