"""Which answers and columns can be used: complete rows, columns that differ, enough of both."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.intake.faults import refuse
from planner.risk.survey.columns import OUTCOME, Column
from planner.risk.survey.reading import Answers
from planner.risk.survey.rules import rule

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Usable:
    """Complete answers: `x` of shape (n, columns) in the units asked, `y` the outcome of shape (n,).

    `left_out` says why a column is not used; `missing` counts the empty cells of each used column and
    the outcome, and `incomplete` the rows left out for them.
    """

    file: str
    columns: tuple[Column, ...]
    x: Floats
    y: Floats
    left_out: dict[str, str]
    missing: dict[str, int]
    incomplete: int

    @property
    def n(self) -> int:
        """How many complete answers there are."""
        return len(self.y)


def usable(answers: Answers, columns: Iterable[Column]) -> Usable:
    """Return the complete answers on those of the columns that differ between people.

    Columns without an answer or without a difference are left out first, then rows with an empty cell
    in any used column; what then no longer differs is left out as well.

    Raises
    ------
    BadInput
        The outcome is the same for everybody, no predictor is left, or one is the outcome again.
    """
    left_out: dict[str, str] = {}
    used = [column for column in columns if column.name in answers.names]
    table = {c.name: np.array(answers.column(c.name), dtype=np.float64) for c in used}
    y = np.array(answers.column(OUTCOME), dtype=np.float64)
    whole = ~np.isnan(y)
    while True:
        why = {c.name: reason for c in used if (reason := _why_not(c, table[c.name][whole]))}
        left_out |= why
        used = [c for c in used if c.name not in why]
        whole = ~np.isnan(y)
        for column in used:
            whole &= ~np.isnan(table[column.name])
        if not why:
            break
    missing = {c.name: int(np.isnan(table[c.name]).sum()) for c in used} | {
        OUTCOME: int(np.isnan(y).sum())
    }
    x = (
        np.column_stack([table[c.name][whole] for c in used])
        if used
        else np.empty((int(whole.sum()), 0))
    )
    found = Usable(answers.file, tuple(used), x, y[whole], left_out, missing, int((~whole).sum()))
    _refuse_useless(found)
    return found


def refuse_too_few(found: Usable, least: int, why: str) -> None:
    """Raise BadInput where there are fewer complete answers than the least."""
    if found.n < least:
        problem = f"there are {found.n} complete answers, and {least} are needed {why}."
        if found.incomplete:
            problem += f" {found.incomplete} more rows have an empty cell."
        raise refuse(found.file, problem, allowed="more answers, or fewer columns")


def _why_not(column: Column, values: Floats) -> str:
    told = values[~np.isnan(values)]
    if not len(told):
        return "nobody answered it"
    if told.min() == told.max():
        return f"it is {told[0]:g} for everybody"
    least = rule("fewest_on_a_side")
    if column.yes_or_no and min((told == 0).sum(), (told == 1).sum()) < least:
        return f"fewer than {least} answered the one or the other, which could point at somebody"
    return ""


def _refuse_useless(found: Usable) -> None:
    if not found.n or found.y.min() == found.y.max():
        raise refuse(found.file, "the outcome sts does not differ between complete answers.")
    if not found.columns:
        reasons = "; ".join(f"{name}: {why}" for name, why in found.left_out.items())
        raise refuse(found.file, f"no predictor is left. {reasons}.")
    for column, values in zip(found.columns, found.x.T, strict=True):
        likeness = abs(float(np.corrcoef(values, found.y)[0, 1]))
        if found.n >= rule("fewest_answers") and 1000 * likeness >= rule("outcome_likeness"):
            problem = (
                f"column {column.name} goes with {OUTCOME} at r = {likeness:.2f}, row by row; it seems"
                " to be the outcome measured again, and an outcome cannot stand for a predictor."
            )
            raise refuse(found.file, problem)
