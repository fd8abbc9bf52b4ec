"""What an agency made of published figures was made of, figure by figure, on a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planner.domain import Agency
from planner.present.policy_page import value_text
from planner.published import Fitted, Place

_THOUSAND = 1000


def fitted_page(
    agency: Agency, place: Place, cases: Sequence[Fitted], years: Sequence[Fitted]
) -> RenderableType:
    """Return the page: the agency in a sentence, its figures, those of its years, what is missing."""
    return Group(
        Text(_sentence(agency), style="bold"),
        *_rows(place),
        _figures("Its people and cases", place, cases),
        _figures("Its simulated years (simulation.toml)", place, years),
        *_missing(place, [*cases, *years]),
    )


def _sentence(agency: Agency) -> str:
    posts = sum(worker.fte for worker in agency.workers) / _THOUSAND
    return (
        f"{agency.name}: {len(agency.workers):,} workers in {posts:,.1f} full-time posts,"
        f" {len(agency.assignments):,} open cases, {len(agency.new_cases):,} new ones."
    )


def _rows(place: Place) -> Iterator[RenderableType]:
    yield Text("\nRead off")
    for title in place.sources:
        yield Padding(Text(title), (0, 0, 0, 2), expand=False)


def _figures(title: str, place: Place, fitted: Iterable[Fitted]) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for column in ("Figure", "Value", "Kind", "What it is, and what it was read off"):
        table.add_column(column, overflow="fold")
    for one in fitted:
        if not one.instead:
            entry = one.entry
            read_off = (f"\n{_short(entry.source, place)}", "dim")
            about = Text.assemble(f"{entry.meaning} ({entry.unit})", read_off)
            table.add_row(one.name, value_text(entry.value), str(entry.provenance), about)
    return table


def _missing(place: Place, fitted: Sequence[Fitted]) -> Iterator[RenderableType]:
    """Yield what the row does not give, each with what holds in its stead and why."""
    kept = dict.fromkeys(
        f"{one.name} {value_text(one.entry.value)} {one.entry.unit}: {_short(one.instead, place)}"
        for one in fitted
        if one.instead
    )
    if kept:
        yield Text("\nNot read off, so that the shipped figure holds", style="bold")
    yield from map(_item, kept)
    if any(one.partly for one in fitted):
        yield Text("\nRead off in part", style="bold")
    for one in fitted:
        if one.partly:
            yield _item(f"{one.name}: {one.partly}")


def _item(text: str) -> RenderableType:
    return Padding(Text(text), (0, 0, 0, 2), expand=False)


def _short(source: str, place: Place) -> str:
    """Return a source without the titles of the rows, which are told once."""
    for title in place.sources:
        source = source.replace(f"{title}, ", "").replace(title, "the same row")
    return source
