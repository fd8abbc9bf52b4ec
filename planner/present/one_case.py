"""What `caseload bench suggest` tells: how long one suggestion takes, and what others would choose."""

from math import floor

from pydantic import BaseModel, ConfigDict
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text


class Times(BaseModel):
    """Milliseconds that half, 95 and 99 in 100 questions took at most, and the longest."""

    model_config = ConfigDict(frozen=True)

    p50_ms: float
    p95_ms: float
    p99_ms: float
    max_ms: float


class PeerAnswer(BaseModel):
    """Another way of choosing for one case; None where no case can be given at all.

    `times`: its median over ours. `allowed`: of its choices, those that keep every rule; `same`: those
    that are ours; `cost`: what the allowed ones cost over what ours cost for the same cases.
    """

    name: str
    times_ms: Times
    times: float
    allowed: float | None
    same: float | None
    cost: float | None


class SuggestTimesAnswer(BaseModel):
    """One suggestion after the other; times that passed, and in `processor` the processor's.

    `ten`: the first ten who could take it with what each costs. `wide`: the most workers who could lead
    one of the cases asked. `nobody`: how many cases asked nobody can take.
    """

    agency: str
    workers: int
    cases: int
    seed: int
    everywhere: bool
    arcs: int
    wide: int
    asked: int
    nobody: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    max_ms: float
    processor: Times
    ten: Times
    ten_processor: Times
    peers: list[PeerAnswer]
    made_seconds: float
    build_seconds: float
    megabytes: int


_NOTHING = "\u2013"


def suggest_times_page(answer: SuggestTimesAnswer) -> RenderableType:
    """Return what is printed."""
    everywhere = ", everybody works everywhere" if answer.everywhere else ""
    table = Table(
        title=f"{answer.agency}: {answer.workers:,} workers, {answer.cases:,} new cases,"
        f" seed {answer.seed}{everywhere}",
        title_justify="left",
    )
    table.add_column("Milliseconds, at most")
    for head in ("Half", "95 %", "99 %", "All", "Times ours", "Allowed", "Same", "Cost"):
        table.add_column(head, justify="right")
    ours = Times(**answer.model_dump(include=set(Times.model_fields)))
    table.add_row("who should take it", *_numbers(ours))
    table.add_row("  of processor", *_numbers(answer.processor))
    table.add_row("first ten, with costs", *_numbers(answer.ten))
    table.add_row("  of processor", *_numbers(answer.ten_processor))
    for peer in answer.peers:
        shares = (_share(peer.allowed), _share(peer.same))
        cost = _NOTHING if peer.cost is None else f"{peer.cost:.2f}"
        table.add_row(peer.name, *_numbers(peer.times_ms), f"{peer.times:.2f}", *shares, cost)
    return Group(
        table,
        Text(
            f"{answer.asked:,} questions, one after the other; nobody can take {answer.nobody:,} of the"
            f" cases asked. {answer.arcs:,} arcs; up to {answer.wide:,} workers could lead a case."
            f" Made in {answer.made_seconds:.1f} s, measured and built in {answer.build_seconds:.1f} s,"
            f" {answer.megabytes:,} MB at most.\n"
            "Allowed: of the choices, those that keep every rule. Cost: of those, over what ours cost."
        ),
    )


def _numbers(times: Times) -> tuple[str, ...]:
    return tuple(f"{each:.3f}" for each in (times.p50_ms, times.p95_ms, times.p99_ms, times.max_ms))


def _share(share: float | None) -> str:
    """Return a share as whole percent, rounded down."""
    return _NOTHING if share is None else f"{floor(100 * share)}%"
