"""The command that works on jobs in a process of its own."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import Exit, refusals

_FILE = "caseload.db"


def work(
    data: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The folder of the service's key and database."),
    ] = None,
    database: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address of the database.")
    ] = None,
) -> None:
    """Work on the jobs of a service, beside it or on another machine, until stopped."""
    from signal import SIGINT, SIGTERM, signal  # slow to import, as are the next
    from threading import Event

    from api.jobs.port import engine_for
    from api.keys import load_keys
    from api.settings import Settings
    from api.storage.clock import system_clock
    from api.storage.engine import open_engine
    from api.storage.store import Store

    try:
        settings = Settings()
    except ValueError as error:
        typer.echo(f"A variable named CASELOAD_... cannot be used. {error}", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None
    folder = data or settings.data
    address = database or settings.database or f"sqlite:///{folder / _FILE}"
    with refusals():
        named = database or settings.database
        if named is None and not (folder / _FILE).exists():
            typer.echo(f"There is no database {_FILE} in {folder}.", err=True)
            raise typer.Exit(Exit.BAD_INPUT)
        given = None if settings.key is None else settings.key.get_secret_value()
        store = Store(open_engine(address), system_clock, load_keys(folder, given).audit)
        engine = engine_for(store, settings)
    over = Event()
    for number in (SIGINT, SIGTERM):
        signal(number, lambda *_: over.set())
    engine.start()
    typer.echo("Working on jobs; Ctrl-C gives back what is in hand and ends.")
    over.wait()
    engine.stop()
