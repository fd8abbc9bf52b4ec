"""The commands on who may sign in: `people admin`, for the first way in and the way back in."""

from typing import Annotated

import typer

from api.cli.place import Data, Database, state
from planner.cli.common import Exit

app = typer.Typer(help="Who may sign in to the service.", no_args_is_help=True)

_TOLD = """\
agency           {agency}
login            {login}
one-time secret  {secret}

It is shown this once and is over in 24 hours. Sign in with it, choose a password, set up a second
factor."""


@app.callback()
def people() -> None:
    """Who may sign in to the service."""


@app.command()
def admin(
    agency: Annotated[str, typer.Argument(help="The agency's id.", metavar="AGENCY")],
    login: Annotated[
        str, typer.Option(help="The admin's login: letters and digits of no meaning.")
    ] = "admin-1",
    data: Data = None,
    database: Database = None,
) -> None:
    """Make an admin, or let one in again who lost password or second factor."""
    from api.users.first_admin import admin_secret
    from planner.cli.common import refusals
    from planner.domain.noun import opaque
    from planner.errors import BadValue

    with refusals():
        try:
            opaque(login)
        except ValueError as error:
            raise BadValue(f"{error}.") from None
    with state(data, database) as place:
        secret = admin_secret(place.store, agency, login)
    typer.echo(told(agency, login, secret))


@app.command()
def code() -> None:
    """Print the code of the moment for a second factor's secret on standard input, as a phone would."""
    import sys

    from pyotp import TOTP

    try:
        typer.echo(TOTP(sys.stdin.readline().strip()).now())
    except ValueError:
        typer.echo("This is no secret of a second factor.", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None


def told(agency: str, login: str, secret: str) -> str:
    """Return an admin's one-time secret as it is told on a terminal."""
    return _TOLD.format(agency=agency, login=login, secret=secret)
