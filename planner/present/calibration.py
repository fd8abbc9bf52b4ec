"""Vignettes to rate, and the weights that ratings make, on a terminal."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planner.calibrate.calibration import Calibration, JudgedVignette
from planner.calibrate.rules import rule
from planner.calibrate.vignettes import Vignettes

_IN = (0, 0, 1, 2)


def vignettes_page(known: Vignettes) -> RenderableType:
    """Return the note and every vignette, without its tier: who rates must not be told it."""
    parts: list[RenderableType] = [Text(known.note, style="bold"), Text("")]
    for one in known.vignette:
        parts += [Text(one.id, style="bold"), Padding(Text(one.text), _IN)]
    parts.append(
        Text(
            "Pairs: with which of the two would an hour be heavier for you to hear, read or see?\n"
            f"Ratings: how heavy would an hour with it be, from 0, nothing to carry, to"
            f" {rule('top_rating')}, the heaviest?"
        )
    )
    return Group(*parts)


def sheet_note(file: str, kind: str, size: tuple[int, int], *, made_up: bool) -> RenderableType:
    """Return what is to be done with sheets."""
    raters, rows = size
    told = [f"{rows:,} {kind} to judge for {raters} raters, by chance and balanced, are in {file}."]
    if made_up:
        told.append("They are filled in as if the linear weights were true. Nobody judged.")
    else:
        fill = "the id of the heavier one" if kind == "pairs" else f"0 to {rule('top_rating')}"
        told.append(
            f"Cut the file by rater, draw who gets which code, and keep no list of it. To be filled in:"
            f" {fill}; empty where somebody would rather not."
        )
    return Text("\n".join(told))


def calibration_page(answer: Calibration, out: str | None) -> RenderableType:
    """Return weights with intervals, agreement, and what they rest on."""
    title = f"Weights from {answer.judgements:,} {answer.judged} by {answer.raters} raters"
    return Group(
        Text(title + (f", {answer.skipped} skipped" if answer.skipped else ""), style="bold"),
        _weights(answer),
        *map(Text, _notes(answer)),
        _vignettes(answer),
        Text(_end(answer, out)),
    )


def _weights(answer: Calibration) -> Table:
    percent = f"{answer.confidence:.0%} interval"
    strength = "Strength" if answer.judged == "pairs" else "Mean rating"
    table = _table("Tier", "Vignettes", strength, "Weight", percent)
    rows = zip(answer.of_tier, answer.weight, answer.low, answer.high, strict=True)
    for tier, (found, weight, low, high) in enumerate(rows, start=1):
        judged = sum(one.tier == tier for one in answer.vignettes)
        ends = f"{low:.2f} to {high:.2f}" if tier > 1 else "the unit"
        if answer.anchor is not None and tier == len(answer.weight):
            ends = "chosen"
        form = f"{found:+.2f}" if answer.judged == "pairs" else f"{found:.1f}"
        table.add_row(str(tier), str(judged), form, f"{weight:.2f}", ends)
    return table


def _notes(answer: Calibration) -> Iterator[str]:
    for tiers in answer.together:
        named = ", ".join(map(str, tiers))
        yield f"Tiers {named} weigh the same: a higher one was found lighter, and weights never fall."
    if answer.anchor is not None:
        yield (
            f"Tier 5 weighs {answer.anchor:g} because the agency chose so (--anchor); the comparisons"
            " place the tiers between."
        )
    elif answer.judged == "pairs":
        yield (
            "A weight is the odds of being found heavier than tier 1. How many times heavier an hour is,"
            " comparisons cannot tell by themselves; --anchor lets the agency choose it."
        )
    else:
        yield "A weight is the ratio of mean ratings from 0, nothing to carry, to that of tier 1."
    yield (
        f"Agreement (Krippendorff's alpha): {answer.alpha:.2f}, {answer.alpha_low:.2f} to"
        f" {answer.alpha_high:.2f}, over {answer.alpha_units} {_unit(answer)}. {_verdict(answer.alpha)}"
    )
    yield (
        f"Intervals tell what other raters would change ({answer.draws:,} draws, seed {answer.seed});"
        " not what other vignettes would."
    )
    if sided := [one.id for one in answer.vignettes if one.one_sided]:
        yield (
            f"Always on one side: {', '.join(sided)}. How far out they lie rests on the fit more than on"
            " the raters."
        )


def _unit(answer: Calibration) -> str:
    return "pairs judged twice or more" if answer.judged == "pairs" else "vignettes"


def _verdict(alpha: float) -> str:
    if alpha * 1000 >= rule("agreement_for_use"):
        return "By convention the raters agree."
    if alpha * 1000 >= rule("agreement_tentative"):
        return "By convention that allows tentative conclusions."
    return "By convention that is little: the weights are an average of different views."


def _vignettes(answer: Calibration) -> Table:
    found = "Strength" if answer.judged == "pairs" else "Mean rating"
    table = _table("Vignette", "Tier", "Judged", found, "")
    for one in sorted(answer.vignettes, key=lambda each: -each.found):
        form = f"{one.found:+.2f}" if answer.judged == "pairs" else f"{one.found:.1f}"
        table.add_row(one.id, str(one.tier), str(one.judged), form, _odd(one, answer))
    return table


def _odd(one: JudgedVignette, answer: Calibration) -> str:
    """Return a word for a vignette that lies beyond the next tier's, or the one before's."""
    if one.tier < len(answer.of_tier) and one.found > answer.of_tier[one.tier]:
        return f"above tier {one.tier + 1}"
    if one.tier > 1 and one.found < answer.of_tier[one.tier - 2]:
        return f"below tier {one.tier - 1}"
    return ""


def _end(answer: Calibration, out: str | None) -> str:
    budget = f"The unit budget that goes with them is {answer.weights.unit_budget.number / 1000:g}."
    if out is None:
        return f"{budget} Nothing was written; --out WEIGHTS.toml does."
    return (
        f"{budget} The weights {answer.weights.version} are in {out}; as weights.toml in an agency's"
        " folder they are planned with."
    )


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(columns):
        table.add_column(name, justify="left" if not place else "right", no_wrap=True)
    return table
