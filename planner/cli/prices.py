"""`caseload prices`: what room is worth to the cases that are to come."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import (
    Folder,
    Json,
    console,
    refusals,
    refuse_where_nothing_can_be,
    working,
    write_json,
)

if TYPE_CHECKING:
    from planner.domain import Agency
    from planner.prices import Prices

PricesFile = Annotated[
    Path | None,
    typer.Option(
        "--prices",
        help="Lookahead prices as written by `caseload prices`; none without.",
        metavar="FILE",
    ),
]


def prices_of(file: Path | None, agency: "Agency") -> "Prices | None":
    """Return the prices of a file as they are seen on an agency's date; None without a file."""
    from planner.prices.book import read_book

    return None if file is None else read_book(file).of(agency)


def prices(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="Where to write the prices.", metavar="FILE")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same prices.")] = 1,
    last: Annotated[
        Path | None,
        typer.Option(help="The last prices, which damp the new ones.", metavar="FILE"),
    ] = None,
    json: Json = None,
) -> None:
    """Work out what workers' hours and dose are worth to the cases that are to be expected.

    Renew them every night, with --last naming the file of the night before. `plan` and `suggest` use
    them with --prices. Made of public facts alone.
    """
    with refusals():
        from planner.intake import read_agency
        from planner.present.prices import prices_page
        from planner.price_answers import prices_today
        from planner.prices.book import read_book

        refuse_where_nothing_can_be(out)
        agency = read_agency(folder)
        before = None if last is None else read_book(last)
        with working("Drawing futures"):
            book, answer = prices_today(agency, folder, seed, before)
        out.write_text(book.model_dump_json(indent=1) + "\n", encoding="utf-8")
        if write_json(answer, json):
            console().print(prices_page(answer, str(out)))
