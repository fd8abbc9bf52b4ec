"""The commands `database`: bring a database to this release, and look whether it is safe to serve."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from planner.cli.common import refusals

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

T = TypeVar("T")

database = typer.Typer(no_args_is_help=True, help="Prepare a database for this release, or check it.")

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="FOLDER", help="The folder of the embedded database and the key."),
]
Address = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="The database, as the service reaches it."),
]
OwnerUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        envvar="CASELOAD_OWNER_URL",
        help="PostgreSQL as the role that owns the tables; the service itself never gets it.",
    ),
]
AppRole = Annotated[
    str | None, typer.Option(metavar="ROLE", help="The role the service signs in as; it owns nothing.")
]


@database.command()
def prepare(
    data: Data = None, address: Address = None, owner_url: OwnerUrl = None, app_role: AppRole = None
) -> None:
    """Bring the database to this release, all of it or nothing; back it up first."""
    from api.storage.engine import is_sqlite
    from api.storage.prepare import head, prepare, step_of
    from planner.errors import BadValue

    with refusals():
        engine = opened(address_of(data, owner_url or address))
        if not is_sqlite(engine) and (owner_url is None or app_role is None):
            raise BadValue("For PostgreSQL say --owner-url and --app-role (docs/operations.md).")
        before = reached(engine, lambda: step_of(engine))
        reached(engine, lambda: prepare(engine, app_role))
    typer.echo(
        f"The database was at step {before or 'none'} and is at step {head()}."
        + (f" {app_role} may serve from it and owns nothing." if app_role else "")
    )


@database.command()
def check(data: Data = None, address: Address = None) -> None:
    """Look whether the service may serve from the database, as it does itself when it starts."""
    from api.storage.prepare import head
    from api.storage.safety import check_safe

    with refusals():
        engine = opened(address_of(data, address))
        reached(engine, lambda: check_safe(engine))
    typer.echo(f"The database is at step {head()}, and its guards are up.")


def address_of(data: Path | None, address: str | None) -> "URL":
    """Return the address given, or the settings', or that of the folder's embedded database."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    from api.settings import Settings
    from planner.errors import BadValue

    settings = Settings()
    address = address or (settings.database if data is None else None)
    try:
        return make_url(address or f"sqlite:///{(data or settings.data) / 'caseload.db'}")
    except ArgumentError:
        raise BadValue("The database's address cannot be read.") from None


def opened(url: "URL") -> "Engine":
    """Return the engine of an address."""
    from api.storage.engine import open_engine

    return open_engine(url.render_as_string(hide_password=False))


def reached(engine: "Engine", work: Callable[[], T]) -> T:
    """Return what work on a database returns; that it cannot be reached is one sentence."""
    from sqlalchemy.exc import DBAPIError

    from planner.errors import BadValue

    try:
        return work()
    except DBAPIError as error:
        kind = type(error.orig).__name__
        raise BadValue(
            f"The database {engine.url.database} refused or could not be reached ({kind})."
        ) from None
