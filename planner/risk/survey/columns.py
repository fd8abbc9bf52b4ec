"""Which columns an anonymous survey may have, and what may stand in each."""

from dataclasses import dataclass

from planner.risk.card import Card
from planner.risk.entries import LEVELS, Level, Term

OUTCOME = "sts"
CHILD_WELFARE = "child_welfare"
_YES_OR_NO = (0.0, 1.0)


@dataclass(frozen=True)
class Column:
    """One column: what it asks, its level, the least and the most that can be true, and its term."""

    name: str
    label: str
    unit: str
    level: Level | None  # None for the outcome
    least: float
    most: float
    term: Term | None = None

    @property
    def yes_or_no(self) -> bool:
        """Whether only 0 and 1 may stand in it."""
        return (self.least, self.most) == _YES_OR_NO


def survey_columns(card: Card) -> dict[str, Column]:
    """Return every column by name: predictors in the order of the study's levels, then the outcome."""
    found = [
        Column(name, term.label, term.unit, term.level, *term.bounds, term)
        for name, term in card.term.items()
    ]
    setting = card.setting
    found.append(Column(CHILD_WELFARE, setting.label, setting.unit, setting.level, *_YES_OR_NO))
    found.sort(key=lambda column: LEVELS.index(column.level or LEVELS[0]))
    least, most = card.outcome_range
    found.append(Column(OUTCOME, card.outcome, card.outcome, None, least, most))
    return {column.name: column for column in found}
