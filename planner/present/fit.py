"""A hierarchical regression on a terminal: what each level adds, each coefficient, what to mistrust."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.risk.card import Card
from planner.risk.regression.answer import Fit
from planner.risk.survey.rules import rule

_LEAST_P = 0.001
_CANNOT = (
    "These are differences between people who answered, at one time. They do not tell what would change"
    " for a person whose work changed, and must not be used to judge one."
)


def fit_page(answer: Fit, card: Card) -> RenderableType:
    """Return a fit as a page."""
    return Group(
        Text(
            f"{answer.n:,} complete answers; {len(answer.terms)} predictors explain {answer.r2:.1%} of"
            f" how people differ in {card.outcome}. Fewest answers for so many: {answer.least_answers}.",
            style="bold",
        ),
        _blocks(answer),
        _terms(answer, card),
        *(Text(line) for line in _sentences(answer)),
        Text(_CANNOT, style="dim"),
    )


def probability(p: float) -> str:
    """Return a p as it is written in the field: .031, or <.001."""
    return "<.001" if p < _LEAST_P else f"{p:.3f}".removeprefix("0")


def _table(title: str, left: tuple[str, ...], right: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for name in left:
        table.add_column(name)
    for name in right:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _blocks(answer: Fit) -> Table:
    table = _table("Level by level", ("Level entered",), ("R2", "Change in R2", "F of the change", "p"))
    for block in answer.blocks:
        figures = (f"{block.r2:.3f}", f"{block.delta_r2:.3f}", f"{block.f:.2f}", probability(block.p))
        table.add_row(block.name, *figures)
    return table


def _terms(answer: Fit, card: Card) -> Table:
    coded = "as the card codes them" if answer.coding == "as-card" else "in the units asked"
    title = f"All levels together, predictors {coded}"
    table = _table(title, ("Predictor",), ("b", "SE", "beta", "95 % from", "to", "p", "VIF", "Study"))
    signs = {-1: "-", 0: "", 1: "+"}
    for term in answer.terms:
        reported = card.term[term.term].sign if term.term in card.term else card.setting.sign
        numbers = (term.b, term.se, term.beta, term.low, term.high)
        table.add_row(
            term.term,
            *(f"{number:.3f}" for number in numbers),
            probability(term.p),
            f"{term.vif:.2f}",
            signs[reported],
        )
    i = answer.intercept
    table.add_row(
        "(intercept)", f"{i.b:.3f}", f"{i.se:.3f}", "", f"{i.low:.3f}", f"{i.high:.3f}", probability(i.p)
    )
    return table


def _sentences(answer: Fit) -> Iterator[str]:
    yield (
        f"b and its interval are in STSS points for one unit, beta in SDs for one SD. Residual SD"
        f" {answer.residual_sd:.2f} points. Study: the sign it reported."
    )
    missing = answer.missing
    empty = ", ".join(f"{name} {count}" for name, count in missing.empty_cells.items() if count)
    yield (
        f"Missing: {missing.rows_left_out:,} rows with an empty cell were left out whole ({empty})."
        " If who left a cell empty differs from who did not, the result is off."
        if empty
        else "Missing: no cell was empty."
    )
    for name, why in answer.left_out.items():
        yield f"Left out: {name}, because {why}."
    if high := [term.term for term in answer.terms if term.vif >= rule("high_vif")]:
        yield f"Nearly a mix of the others, so hard to tell apart: {', '.join(high)}."
    for check in answer.residual_checks:
        p = f", p {probability(check.p)}" if check.p is not None else ""
        yield f"{check.test}: {check.statistic:.3f}{p}. {check.says}"
