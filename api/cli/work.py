"""The command `work`: long work and what falls due, done by a process of its own."""

from signal import SIGINT, SIGTERM, signal
from threading import Event

import typer

from api.cli.place import Data, Database
from api.cli.store import opened, settings_of
from planner.cli.common import refusals


def work(data: Data = None, database: Database = None) -> None:
    """Work on the jobs of a service, beside it or on another machine, until stopped."""
    from api.jobs.port import engine_for

    with refusals():
        settings = settings_of(data, database)
        engine = engine_for(opened(settings).store, settings)
    over = Event()
    for number in (SIGINT, SIGTERM):
        signal(number, lambda *_: over.set())
    engine.start()
    typer.echo("Working on jobs; Ctrl-C gives back what is in hand and ends.")
    over.wait()
    engine.stop()
