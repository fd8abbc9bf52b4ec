"""The commands `agency`: how an agency begins in the service's database."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.place import Data, Database, state
from planner.cli.common import Folder, refusals

if TYPE_CHECKING:
    from api.opening import Opened
    from planner.domain import Agency

app = typer.Typer(help="Agencies in the service's database.", no_args_is_help=True)

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_DEMO = "demo.env"
Id = Annotated[str, typer.Option("--id", help="The agency's id in the service: a code.")]


@app.command("import")
def import_(
    folder: Folder,
    id: Id,
    data: Data = None,
    database: Database = None,
    time_zone: Annotated[
        str, typer.Option("--time-zone", help="The agency's time zone, such as Europe/London.")
    ] = "UTC",
) -> None:
    """Write an agency's folder into the service's database; own limits are left out."""
    from planner.intake import read_agency

    with refusals():
        agency = read_agency(folder)
        _check(id, agency, time_zone)
    with state(data, database) as place:
        _begin(place, id, agency, time_zone)


@app.command()
def demo(
    folder: Folder,
    id: Id = "demo",
    data: Data = None,
    database: Database = None,
) -> None:
    """Write a made-up agency as if it were seen today, with people who can sign in at once.

    Their passwords and second factors go into the file demo.env beside the database.
    """
    from api.agencies.demo import demo_people
    from api.agencies.moved import moved_near
    from api.storage.clock import day_of, system_clock
    from planner.intake import read_agency

    with refusals():
        agency = moved_near(read_agency(folder).public(), day_of(system_clock(), "UTC"))
        _check(id, agency, "UTC")
    with state(data, database) as place:
        _begin(place, id, agency, "UTC")
        people = demo_people(place.store, place.keys, id, agency)
        path = place.folder / _DEMO
        path.touch(mode=0o600)
        path.write_text(
            "".join(
                f"{login.partition('-')[0]}_password={password}\n{login.partition('-')[0]}_seed={seed}\n"
                for login, (password, seed) in people.items()
            )
        )
        typer.echo(f"{', '.join(people)} can sign in with what {path} holds.")


def _check(id: str, agency: "Agency", time_zone: str) -> None:
    from zoneinfo import available_timezones

    from api.storage.clock import day_of, system_clock
    from planner.errors import BadValue

    if not _ID.fullmatch(id):
        raise BadValue("An agency's id is small letters, digits, - and _, at most 40.")
    if time_zone not in available_timezones():
        raise BadValue("--time-zone is a name such as Europe/London.")
    today = day_of(system_clock(), time_zone)
    if agency.date > today:
        raise BadValue(f"The agency is seen on {agency.date}, and it is {today} in {time_zone}.")


def _begin(place: "Opened", id: str, agency: "Agency", time_zone: str) -> None:
    from api.agencies.begin import begin

    begin(place.store, id, agency, time_zone)
    typer.echo(
        f"{agency.name} is the agency {id} now: {len(agency.workers):,} workers,"
        f" {len(agency.cases):,} cases, {len(agency.assignments):,} of them carried."
        " Own limits are not taken in."
    )
