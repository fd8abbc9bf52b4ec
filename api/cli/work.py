"""The command `work`: long work and what falls due, done by a process of its own."""

import typer

from api.cli.ending import told_to_end
from api.cli.place import Data, Database
from api.cli.store import opened, settings_of
from planner.cli.common import refusals


def work(data: Data = None, database: Database = None) -> None:
    """Work on the jobs of a service, beside it or on another machine, until stopped."""
    from api.jobs.port import engine_for

    with refusals():
        settings = settings_of(data, database)
        engine = engine_for(opened(settings).store, settings)
    with told_to_end() as until_told:
        engine.start()
        typer.echo("Working on jobs; Ctrl-C gives back what is in hand and ends.")
        until_told()
        engine.stop()
