"""A comparison with placebos on a terminal: what was tried, what was beaten, and what follows."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.risk.placebo.verdict import Decision, Verdict

_FOLLOWS = {
    Decision.WEIGHT: "Plans go on being weighted by predicted STS.",
    Decision.KEEP: (
        "So few answers could not have shown it, so this is no finding: the card before is kept."
    ),
    Decision.STOP: (
        "So many answers would show an effect of r = .12 in 80 of 100 such panels. Plans are no longer"
        " weighted by predicted STS with the card that --out writes; everybody counts as average."
    ),
}

_TIME = "So this is no finding: the card before is kept."


def placebo_page(found: Verdict) -> RenderableType:
    """Return a verdict as a page."""
    verdict = "beats all its placebos" if found.beats else "does not beat all its placebos"
    return Group(
        Text(
            f"Real dose {verdict}: {found.people:,} people, {found.answers:,} answers in"
            f" {found.periods} periods.",
            style="bold",
        ),
        Text(f"Of STS of people it had not seen, dose explains {found.skill:.2%}."),
        _placebos(found),
        *(Text(sentence) for sentence in _sentences(found)),
    )


def _placebos(found: Verdict) -> Table:
    table = Table(title="Placebos", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("In place of the real dose")
    table.add_column("It asks")
    table.add_column("Explains", justify="right")
    table.add_column("As good in", justify="right")
    table.add_column("Allowed", justify="right")
    table.add_column("")
    for placebo in found.placebos:
        if placebo.skill is None or placebo.as_good is None:
            figures = ("-", "-", "-", "could not be tried")
        else:
            beaten = "beaten" if placebo.beaten else "not beaten"
            allowed = f"{placebo.limit:.0%}"
            figures = (f"{placebo.skill:.2%}", f"{placebo.as_good:.1%}", allowed, beaten)
        table.add_row(placebo.name, placebo.asks, *figures)
    return table


def _sentences(found: Verdict) -> Iterator[str]:
    yield (
        f"Each placebo was drawn {found.draws:,} times (seed {found.seed}); it is beaten where no more"
        " draws predict as well as the real dose than allowed. A random ratio still holds the own dose,"
        " so more are allowed."
    )
    if any(not placebo.tried for placebo in found.placebos):
        yield "Time could not be reversed: nobody's dose differs between two periods."
    if found.incomplete:
        yield f"{found.incomplete:,} rows without dose or STS were left out."
    yield (
        f"{found.steady_people:,} people answered in {found.steady_periods} periods or more;"
        f" {found.people_needed:,} are needed before not finding an effect counts against dose."
    )
    if found.of_time_only:
        yield (
            "Only reversed time is not beaten, and dose changes so little from period to period that an"
            f" effect of r = .12 would beat it in {_share(found.timing_power)} of 100 such panels;"
            f" {100 * found.timing_power_needed:.0f} are needed before that counts against dose."
        )
    yield (
        _TIME
        if found.of_time_only and found.steady_people >= found.people_needed
        else _FOLLOWS[found.decision]
    )
    yield "Dose budgets stay in any case: they do not rest on this."


def _share(power: float) -> str:
    """Return a chance as a count of 100, rounded down so that too little never looks like enough."""
    return f"{int(100 * power)}"
