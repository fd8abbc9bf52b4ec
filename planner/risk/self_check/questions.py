"""What the self-check asks: each construct that moves the score on the card, and a screener's total."""

from dataclasses import dataclass

from planner.domain import Step
from planner.risk.card import Card
from planner.risk.self_check.material import say, thresholds, words

_YES_OR_NO = (0.0, 1.0)


@dataclass(frozen=True)
class Question:
    """One question: the card's term it asks for, its words, and what can be true."""

    term: str
    label: str
    asks: str
    hint: str
    least: float
    most: float

    @property
    def yes_or_no(self) -> bool:
        """Whether it is answered by yes or no."""
        return (self.least, self.most) == _YES_OR_NO


@dataclass(frozen=True)
class Screener:
    """A published scale whose total can be entered, its bands, and from where on a step is proposed."""

    name: str
    least: int
    most: int
    bands: tuple[str, ...]
    lowest: tuple[int, ...]
    steps: tuple[tuple[int, Step], ...]  # rising

    def band(self, total: int) -> str:
        """Return the name of the published band a total lies in."""
        return [name for name, low in zip(self.bands, self.lowest, strict=True) if low <= total][-1]

    def step(self, total: int) -> Step:
        """Return the step proposed at a total."""
        return [Step.USUAL, *(step for start, step in self.steps if start <= total)][-1]


def questions(card: Card) -> tuple[Question, ...]:
    """Return a question for each term that moves the score: in the card's order, one's history last."""
    found = [_question(card, name) for name in card.moving]
    return tuple(sorted(found, key=lambda question: question.yes_or_no))


def _question(card: Card, name: str) -> Question:
    term = card.moving[name]
    least, most = term.bounds
    asks, hint = term.label, f"{term.unit}: {{least}} to {{most}}."
    if name in words()["question"]:
        asks, hint = say(f"question.{name}.asks"), words()["question"][name]["hint"]
    hint = hint.format(least=f"{least:g}", most=f"{most:g}")
    return Question(name, term.label, asks, hint, least, most)


def screeners_for(card: Card) -> dict[str, Screener]:
    """Return the scales whose total can be entered, by key; the first is the one the card predicts."""
    limits = thresholds()
    least, most = card.outcome_range
    lighter, rest = limits["lighter_from"].number, limits["rest_from"].number
    low, high = limits["proqol_range"].numbers
    return {
        "stss": Screener(
            "STSS (17 items)",
            least,
            most,
            card.bands.names,
            card.bands.lowest,
            ((lighter, Step.LIGHTER), (rest, Step.REST)),
        ),
        "proqol": Screener(
            "ProQOL 5, scale of secondary traumatic stress",
            low,
            high,
            ("low", "average", "high"),
            limits["proqol_bands"].numbers,
            ((limits["proqol_lighter_from"].number, Step.LIGHTER),),
        ),
    }
