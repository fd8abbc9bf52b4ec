"""The command `serve`: the web interface, on this machine only unless others may safely reach it."""

from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.place import Data, Database, open_state, settings_with
from planner.cli.common import Exit, refusals

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.settings import Settings

_NOBODY_ASKS = (
    "{host} can be reached from other machines, and this service does not ask who is calling."
    " Let it listen on 127.0.0.1; or put a proxy that asks before it, and say --behind-proxy."
)
_IN_THE_CLEAR = (
    "{host} can be reached from other machines, and passwords would travel where others can read them."
    " Let it listen on 127.0.0.1; or give --tls-certificate and --tls-key; or put a proxy that"
    " encrypts before it, and say --behind-proxy."
)
_HALF_A_LOCK = "--tls-certificate and --tls-key go together."
_NO_AGENCY = "No agency is kept here yet."


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65_535, help="The port.")] = None,
    agency: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The agency whose card and contacts /self-check shows."),
    ] = None,
    data: Data = None,
    database: Database = None,
    tls_certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The certificate, with its chain, as PEM.")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its key, as PEM.")] = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A proxy encrypts, and asks who is calling.")
    ] = False,
) -> None:
    """Serve the web interface, on this machine only (http://127.0.0.1:8000).

    With --data or --database it keeps state and people sign in; without, it answers questions that bring
    their agency.
    """
    settings = settings_with(host=host, port=port, agency_folder=agency, data=data, database=database)
    _check_door(settings, tls_certificate, tls_key, behind_proxy)
    import uvicorn

    with refusals():
        app_to_serve = _app(settings)
    uvicorn.run(
        app_to_serve,
        host=settings.host,
        port=settings.port,
        proxy_headers=behind_proxy,
        ssl_certfile=tls_certificate,
        ssl_keyfile=tls_key,
        server_header=False,
        access_log=False,  # it would keep whatever a caller puts into an address
    )


def _check_door(
    settings: "Settings", certificate: Path | None, key: Path | None, behind_proxy: bool
) -> None:
    """Refuse an address that others can reach, unless nobody can listen in and callers are asked."""
    from api.opening import keeps_state

    told = None
    if (certificate is None) is not (key is None):
        told = _HALF_A_LOCK
    elif not behind_proxy and not _only_this_machine(settings.host):
        if not keeps_state(settings):
            told = _NOBODY_ASKS.format(host=settings.host)
        elif certificate is None:
            told = _IN_THE_CLEAR.format(host=settings.host)
    missing = next((file for file in (certificate, key) if file and not file.is_file()), None)
    if missing is not None:
        told = f"There is no file {missing}."
    if told is not None:
        typer.echo(told, err=True)
        raise typer.Exit(Exit.BAD_INPUT)


def _app(settings: "Settings") -> "FastAPI":
    from api.app import create_app
    from api.opening import keeps_state

    if not keeps_state(settings):
        return create_app(settings)
    from api.cli.people import told
    from api.users.first_admin import LOGIN, admin_secret, without_admin

    place = open_state(settings)
    if not place.store.agencies():
        typer.echo(_NO_AGENCY)
    for each in without_admin(place.store):
        typer.echo(told(each, LOGIN, admin_secret(place.store, each)))
    return create_app(settings, place.store, place.keys)


def _only_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
