"""The commands `retention`: delete what was kept long enough, and cut the link to somebody gone."""

from typing import Annotated

import typer

from api.cli.place import Data, Database
from api.cli.store import opened, settings_of
from planner.cli.common import refusals

retention = typer.Typer(no_args_is_help=True, help="Delete what was kept long enough; erase a link.")


@retention.command()
def run(data: Data = None, database: Database = None) -> None:
    """Delete or reduce, in every agency, what is older than it is kept; the record stays whole."""
    from api.retention.keep import keep

    with refusals():
        store = opened(settings_of(data, database)).store
        for agency in store.agencies():
            done = store.write(agency, keep)
            told = ", ".join(f"{kind} {rows}" for kind, rows in done.items() if rows)
            typer.echo(f"{agency}: {told or 'nothing was kept too long'}.")


@retention.command()
def erase(
    worker: Annotated[str, typer.Argument(help="The code of a worker who has gone.")],
    agency: Annotated[str, typer.Option(metavar="ID", help="The agency.")],
    data: Data = None,
    database: Database = None,
) -> None:
    """Cut the link between a worker's code and the person; their cases have to be moved first."""
    from api.retention.erase import erase

    with refusals():
        store = opened(settings_of(data, database)).store
        store.write(agency, lambda unit: erase(unit, worker))
    typer.echo(
        f"Nothing here leads from {worker} to a person any more. Older backups still do;"
        " strike the code from the agency's own list too."
    )
