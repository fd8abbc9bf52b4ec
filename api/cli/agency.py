"""The commands `agency`: how an agency begins in the service's database."""

import re
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import Folder, refusals

app = typer.Typer(help="Agencies in the service's database.", no_args_is_help=True)

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@app.command("import")
def import_(
    folder: Folder,
    id: Annotated[str, typer.Option("--id", help="The agency's id in the service: a code.")],
    data: Annotated[
        Path,
        typer.Option("--data", metavar="DATA", help="The folder of the service's key and database."),
    ] = Path("data"),
    time_zone: Annotated[
        str, typer.Option("--time-zone", help="The agency's time zone, such as Europe/London.")
    ] = "UTC",
) -> None:
    """Write an agency's folder into the service's database; own limits are left out."""
    with refusals():
        from zoneinfo import available_timezones

        from api.agencies.begin import begin
        from api.keys import load_keys
        from api.settings import Settings
        from api.storage.clock import day_of, system_clock
        from api.storage.engine import open_engine
        from api.storage.store import Store
        from api.storage.tables import METADATA
        from planner.errors import BadValue
        from planner.intake import read_agency

        if not _ID.fullmatch(id):
            raise BadValue("An agency's id is small letters, digits, - and _, at most 40.")
        if time_zone not in available_timezones():
            raise BadValue("--time-zone is a name such as Europe/London.")
        agency = read_agency(folder)
        today = day_of(system_clock(), time_zone)
        if agency.date > today:
            raise BadValue(f"The agency is seen on {agency.date}, and it is {today} in {time_zone}.")
        settings = Settings()
        given = None if settings.key is None else settings.key.get_secret_value()
        keys = load_keys(data, given)
        engine = open_engine(settings.database or f"sqlite:///{data / 'caseload.db'}")
        METADATA.create_all(engine)
        begin(Store(engine, system_clock, keys.audit), id, agency, time_zone)
        typer.echo(
            f"{agency.name} is the agency {id} now: {len(agency.workers):,} workers,"
            f" {len(agency.cases):,} cases, {len(agency.assignments):,} of them carried."
            " Own limits are not taken in."
        )
