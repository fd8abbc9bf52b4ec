"""The commands `backup` and `restore`: a copy of all that is kept, and an empty place filled from it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.database import Address, AppRole, Data, OwnerUrl, address_of, opened, reached
from planner.cli.common import Exit, refusals

if TYPE_CHECKING:
    from sqlalchemy import Engine

_KEY = "The key is not in it: keep {key} elsewhere, or nothing sealed in it opens."


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    data: Data = None,
    address: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="URL",
            envvar="CASELOAD_BACKUP_URL",
            help="PostgreSQL as a role that sees all rows; left out, the service's database.",
        ),
    ] = None,
) -> None:
    """Write a copy of all that is kept, as it is at one moment, while the service runs."""
    from api.backup import embedded, postgres
    from api.keys import FILE

    with refusals():
        url = address_of(data, address)
        if url.get_backend_name() == "sqlite":
            embedded.copy(Path(str(url.database)), file)
        else:
            postgres.copy(url, file)
    typer.echo(f"{file} holds all of it ({file.stat().st_size:,} bytes). {_KEY.format(key=FILE)}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `caseload backup` wrote.")],
    data: Data = None,
    address: Address = None,
    owner_url: OwnerUrl = None,
    app_role: AppRole = None,
) -> None:
    """Fill an empty place from a backup, bring it to this release and look whether all of it holds."""
    from api.backup import embedded, postgres
    from api.storage.prepare import prepare
    from planner.errors import BadValue

    with refusals():
        url = address_of(data, owner_url or address)
        if url.get_backend_name() == "sqlite":
            embedded.put_back(file, Path(str(url.database)))
        elif owner_url is None or app_role is None:
            raise BadValue("For PostgreSQL say --owner-url and --app-role (docs/operations.md).")
        engine = opened(url)
        if url.get_backend_name() != "sqlite":
            reached(engine, lambda: postgres.put_back(file, engine))
        reached(engine, lambda: prepare(engine, app_role))
        agencies, wrong = _looked_at(engine)
    for sentence in wrong:
        typer.echo(sentence, err=True)
    if wrong:
        raise typer.Exit(Exit.BREACH)
    how_many = "1 agency" if agencies == 1 else f"{agencies} agencies"
    typer.echo(f"All of it is back ({how_many}), and it holds. Put the key beside it.")


def _looked_at(engine: "Engine") -> tuple[int, list[str]]:
    from api.audit.chain import AuditKey
    from api.backup.invariants import faults
    from api.storage.clock import system_clock
    from api.storage.store import Store

    store = Store(engine, system_clock, AuditKey(b""))  # it only reads
    agencies = store.agencies()
    return len(agencies), [f"{each}: {said}" for each in agencies for said in store.read(each, faults)]
