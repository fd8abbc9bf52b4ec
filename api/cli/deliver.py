"""The command `deliver`: events on their way out, sent by a process of its own."""

from typing import Annotated

import typer

from api.cli.ending import told_to_end
from api.cli.place import Data, Database
from api.cli.store import opened, settings_of
from planner.cli.common import refusals


def deliver(
    data: Data = None,
    database: Database = None,
    once: Annotated[bool, typer.Option("--once", help="Send what is due just now, then end.")] = False,
) -> None:
    """Send events to webhook endpoints, until stopped; beside the service, or on another machine."""
    from api.outbox.dispatcher import Dispatcher
    from api.outbox.wire import Way

    with refusals():
        settings = settings_of(data, database)
        place = opened(settings)
        dispatcher = Dispatcher(place.store, place.keys, Way(settings.event_networks))
        if once:
            dispatcher.step()
            dispatcher.settle()
            dispatcher.stop()
            return
    with told_to_end() as until_told:
        dispatcher.start()
        typer.echo("Sending events; Ctrl-C ends it.")
        until_told()
        dispatcher.stop()
