"""Which commands there are beside the planner's own."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from api.jobs.command import work
from planner.cli.common import Exit, refusals
from planner.cli.main import app

__all__ = ["app"]

_NO_DOOR = (
    "{host} can be reached from other machines, and this service does not ask who is calling."
    " Let it listen on 127.0.0.1; or put a proxy that asks before it, and say --behind-proxy."
)

app.command()(work)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65_535, help="The port.")] = None,
    agency: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The agency whose card and contacts /self-check shows."),
    ] = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A proxy asks who is calling.")
    ] = False,
) -> None:
    """Serve the web interface, on this machine only (http://127.0.0.1:8000)."""
    from api.settings import Settings  # slow to import, as are the next

    try:
        settings = Settings()
    except ValueError as error:
        typer.echo(f"A variable named CASELOAD_... cannot be used. {error}", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None
    given = {"host": host, "port": port, "agency_folder": agency}
    settings = settings.model_copy(update={name: value for name, value in given.items() if value})
    if not behind_proxy and not _only_this_machine(settings.host):
        typer.echo(_NO_DOOR.format(host=settings.host), err=True)
        raise typer.Exit(Exit.BAD_INPUT)

    import uvicorn

    from api.app import create_app

    with refusals():
        app_to_serve = create_app(settings)
    uvicorn.run(
        app_to_serve,
        host=settings.host,
        port=settings.port,
        proxy_headers=behind_proxy,
        server_header=False,
        access_log=False,  # it would keep whatever a caller puts into an address
    )


def _only_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
