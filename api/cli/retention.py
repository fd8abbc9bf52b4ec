"""The commands `retention`: delete what was kept long enough, and cut the link to somebody gone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.database import Address, Data, address_of, opened, reached
from planner.cli.common import refusals

if TYPE_CHECKING:
    from api.storage.store import Store

retention = typer.Typer(no_args_is_help=True, help="Delete what was kept long enough; erase a link.")


@retention.command()
def run(data: Data = None, address: Address = None) -> None:
    """Delete or reduce, in every agency, what is older than it is kept; the record stays whole."""
    from api.retention.keep import keep

    with refusals():
        store = _store(data, address)
        for agency in reached(store.engine, store.agencies):
            done = store.write(agency, keep)
            told = ", ".join(f"{kind} {rows}" for kind, rows in done.items() if rows)
            typer.echo(f"{agency}: {told or 'nothing was kept too long'}.")


@retention.command()
def erase(
    worker: Annotated[str, typer.Argument(help="The code of a worker who has gone.")],
    agency: Annotated[str, typer.Option(metavar="ID", help="The agency.")],
    data: Data = None,
    address: Address = None,
) -> None:
    """Cut the link between a worker's code and the person; their cases have to be moved first."""
    from api.retention.erase import erase

    with refusals():
        store = _store(data, address)
        store.write(agency, lambda unit: erase(unit, worker))
    typer.echo(
        f"Nothing here leads from {worker} to a person any more. Older backups still do;"
        " strike the code from the agency's own list too."
    )


def _store(data: Path | None, address: str | None) -> "Store":
    from api.keys import FILE, load_keys
    from api.settings import Settings
    from api.storage.clock import system_clock
    from api.storage.safety import check_safe
    from api.storage.store import Store
    from planner.errors import BadValue

    settings = Settings()
    given = None if settings.key is None else settings.key.get_secret_value()
    folder = data or settings.data
    if given is None and not (folder / FILE).is_file():
        raise BadValue(f"There is no key {folder / FILE}. Say where it is with --data.")
    engine = opened(address_of(data, address))
    reached(engine, lambda: check_safe(engine))
    return Store(engine, system_clock, load_keys(folder, given).audit)
