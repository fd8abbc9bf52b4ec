"""An updated card on a terminal: what shifted, how much of it is the answers', and whether it helps."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.risk.card import Card
from planner.risk.update.quality import Quality
from planner.risk.update.update import Update


def update_page(answer: Update, before: Card) -> RenderableType:
    """Return an update as a page."""
    counted = "in full" if answer.discount == 1 else f"for {answer.discount:g} of itself"
    return Group(
        Text(
            f"{answer.n:,} answers in {answer.setting}, asked {answer.asked}; the card before"
            f" ({before.version}) counted {counted}.",
            style="bold",
        ),
        _shifts(answer),
        *(Text(sentence) for sentence in _sentences(answer)),
        *(Text(sentence) for sentence in _quality(answer.quality)),
        Text(answer.card.warning, style="dim"),
    )


def _shifts(answer: Update) -> Table:
    table = Table(title="What shifted", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for name in ("Before", "After", "95 % from", "to", "Weight of the answers"):
        table.add_column(name, justify="right")
    for shift in answer.shifts:
        digits = 2 if shift.figure == "mean" else 3
        numbers = (shift.before, shift.after, shift.low, shift.high)
        label = "mean, STSS points" if shift.figure == "mean" else shift.figure
        table.add_row(label, *(f"{number:.{digits}f}" for number in numbers), f"{shift.weight:.0%}")
    table.add_row("SD, STSS points", f"{answer.sd_before:.2f}", f"{answer.sd_after:.2f}")
    return table


def _sentences(answer: Update) -> Iterator[str]:
    for shift in answer.shifts:
        if shift.against_sign:
            yield (
                f"In these answers {shift.figure} goes against the sign the study reported. The card"
                " keeps the study's sign and moves the estimate towards 0."
            )
    for name, why in answer.not_updated.items():
        yield f"Not updated: {name}, because {why}."
    if answer.rows_left_out:
        yield f"{answer.rows_left_out:,} rows with an empty cell were left out whole."


def _quality(found: Quality) -> Iterator[str]:
    parts = f"{found.folds} parts in turn, seed {found.seed}"
    yield f"\nOn answers it had not seen ({parts}) the updated card"
    slope = (
        "has no calibration slope, for it predicts the same for everybody"
        if found.slope is None
        else f"has a calibration slope of {found.slope:.2f}"
        f" ({found.slope_low:.2f} to {found.slope_high:.2f}; 1 is right)"
    )
    yield f"- {slope}, and is off by {found.off:+.2f} points on average;"
    yield (
        f"- covers {found.coverage_80:.0%} with its 80 % ranges and {found.coverage_95:.0%} with its"
        " 95 % ranges;"
    )
    yield (
        f"- has a mean squared error of {found.error_updated:.1f}; the card before"
        f" {found.error_card_before:.1f}; the mean alone {found.error_mean_alone:.1f}."
    )
    verdict = (
        "It predicts better than the mean alone"
        if found.better
        else "It predicts worse than the mean alone"
        if found.gain_high < 0
        else "These answers do not show that it predicts better than the mean alone"
    )
    gain = f"{found.gain:.2f} ({found.gain_low:.2f} to {found.gain_high:.2f})"
    yield f"{verdict}: gain {gain} squared points."
