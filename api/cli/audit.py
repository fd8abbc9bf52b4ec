"""The commands `audit`: was the record changed, and where does it end just now?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.place import Data, Database
from api.cli.store import opened, settings_of
from planner.cli.common import Exit, refusals

if TYPE_CHECKING:
    from api.audit.verify import Verified

audit = typer.Typer(no_args_is_help=True, help="Verify the record, or anchor where it ends.")

_Agency = Annotated[
    str | None, typer.Option("--agency", metavar="ID", help="One agency; left out, all of them.")
]


@audit.command()
def verify(
    data: Data = None,
    database: Database = None,
    agency: _Agency = None,
    anchors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Anchors that were kept outside the database.")
    ] = None,
) -> None:
    """Verify the record: was a row changed, deleted, put in or moved since it was written?"""
    from api.audit.anchor import kept
    from api.audit.verify import verify as verified

    with refusals():
        settings = settings_of(data, database)
        place = opened(settings)
        store, keys = place.store, place.keys
        file = anchors or settings.anchors
        known = [] if file is None else kept(file)
        found: dict[str, Verified] = {}
        for each in _agencies(store.agencies(), agency):
            found[each] = store.read(each, lambda unit: verified(unit, keys.audit, known))
    for each, one in found.items():
        typer.echo(_sentence(each, one))
    if any(one.fault for one in found.values()):
        raise typer.Exit(Exit.BREACH)


@audit.command()
def anchor(
    data: Data = None,
    database: Database = None,
    agency: _Agency = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="FILE", help="Where the anchor is added; keep it on another machine."
        ),
    ] = None,
) -> None:
    """Anchor the record: write down outside the database where it ends, so that a cut tail shows."""
    from api.audit.anchor import anchor as anchored
    from api.audit.anchor import keep
    from planner.errors import BadValue

    with refusals():
        settings = settings_of(data, database)
        file = to or settings.anchors
        if file is None:
            raise BadValue("Say with --to in which file the anchor is kept, or set CASELOAD_ANCHORS.")
        store = opened(settings).store
        made = [anchored(store, each) for each in _agencies(store.agencies(), agency)]
        keep(file, made)
    for one in made:
        typer.echo(f"{one.agency}: the record ends at row {one.number} ({one.hash}). Noted in {file}.")


@audit.command("rotate-key")
def rotate_key(data: Data = None) -> None:
    """Make a new key for the service, which has to be stopped; earlier ones stay."""
    from api.keys import FILE, rotate
    from planner.errors import BadValue

    with refusals():
        settings = settings_of(data, None)
        if settings.key is not None:
            raise BadValue(
                "The key is given by CASELOAD_KEY: put a new one before it there, and a comma."
            )
        keys = rotate(settings.data)
    typer.echo(
        f"{settings.data / FILE} has a new key before {len(keys.former)} earlier. Back it up, then start"
        " the service again."
    )


def _agencies(known: list[str], asked: str | None) -> list[str]:
    from planner.errors import BadValue

    if asked is not None and asked not in known:
        raise BadValue(f"There is no agency {asked} in this database.")
    return known if asked is None else [asked]


def _sentence(agency: str, found: "Verified") -> str:
    if found.fault:
        return f"{agency}: CHANGED at row {found.fault.number}. {found.fault.what}"
    held = f"{found.anchors} anchors hold" if found.anchors != 1 else "1 anchor holds"
    also = held if found.anchors else "no anchor was compared, so a cut tail would not show"
    return f"{agency}: {found.rows:,} rows, each as it was written; {also}."
