"""What an agency's answers make of the card, term by term, and whether it then predicts any better."""

from datetime import date

from pydantic import BaseModel, ConfigDict
from scipy.stats import norm

from planner.domain import Setting
from planner.errors import BadValue
from planner.risk.card import Card
from planner.risk.entries import Population, Term
from planner.risk.survey.columns import CHILD_WELFARE, OUTCOME, survey_columns
from planner.risk.survey.reading import Answers
from planner.risk.survey.rules import rule
from planner.risk.survey.usable import refuse_too_few, usable
from planner.risk.update.belief import discounted, learned
from planner.risk.update.own_card import CONFIDENCE, Asked, own_card
from planner.risk.update.prior import prior_of, rows_of
from planner.risk.update.quality import Quality, quality


class Shift(BaseModel):
    """One figure before and after; `weight` is how much of it is now the answers', 0 to 1."""

    model_config = ConfigDict(frozen=True)

    figure: str
    before: float
    after: float
    low: float
    high: float
    weight: float
    against_sign: bool


class Update(BaseModel):
    """The whole answer, the new card included."""

    model_config = ConfigDict(frozen=True)

    setting: Setting
    n: int
    asked: date
    discount: float
    shifts: tuple[Shift, ...]
    sd_before: float
    sd_after: float
    not_updated: dict[str, str]
    rows_left_out: int
    quality: Quality
    card: Card


def update_card(answers: Answers, card: Card, asked: Asked) -> Update:
    """Return the card updated with the answers of one setting, the card being what is believed before.

    Raises
    ------
    BadInput
        There are too few complete answers to tell anything without telling of a person.
    BadValue
        The discount is out of its range, or the survey mixes child welfare with other settings.
    """
    if not 0 < asked.discount <= 1:
        raise BadValue(
            "A discount is above 0 and at most 1: the share of itself that the card counts for."
        )
    columns = [c for c in survey_columns(card).values() if c.name != OUTCOME]
    movable = [c for c in columns if c.term is not None and c.term.sign and c.term.prior_sd > 0]
    _refuse_mixed(answers)
    found = usable(answers, movable)
    refuse_too_few(found, rule("fewest_answers"), "so that nobody's answer can be guessed")
    names = tuple(column.name for column in found.columns)
    x = rows_of(found)
    before = discounted(prior_of(card, asked.setting, names), asked.discount)
    after = learned(before, x, found.y)
    own = own_card(card, names, after, asked, found.n)
    return Update(
        setting=asked.setting,
        n=found.n,
        asked=asked.on,
        discount=asked.discount,
        shifts=(
            _mean_shift(card.population[asked.setting], own.population[asked.setting], asked.discount),
            *(
                _shift(name, card.term[name], own.term[name], float(mean), asked.discount)
                for name, mean in zip(names, after.mean[1:], strict=True)
            ),
        ),
        sd_before=card.population[asked.setting].sd,
        sd_after=own.population[asked.setting].sd,
        not_updated=_not_updated(card, names, found.left_out),
        rows_left_out=found.incomplete,
        quality=quality(before, x, found.y, asked.seed),
        card=own,
    )


def _refuse_mixed(answers: Answers) -> None:
    if CHILD_WELFARE in answers.names and len({*answers.column(CHILD_WELFARE)} - {None}) > 1:
        raise BadValue(
            f"The survey mixes child welfare with other settings (column {CHILD_WELFARE}); update with"
            " the answers of one setting at a time."
        )


def _mean_shift(before: Population, after: Population, discount: float) -> Shift:
    half = float(norm.ppf((1 + CONFIDENCE) / 2)) * after.prior_sd
    return Shift(
        figure="mean",
        before=before.mean,
        after=after.mean,
        low=after.mean - half,
        high=after.mean + half,
        weight=_weight(before.prior_sd, after.prior_sd, discount),
        against_sign=False,
    )


def _shift(name: str, before: Term, after: Term, mean: float, discount: float) -> Shift:
    return Shift(
        figure=name,
        before=before.estimate,
        after=after.estimate,
        low=after.low,
        high=after.high,
        weight=_weight(before.prior_sd, after.prior_sd, discount),
        against_sign=mean * before.sign < 0,
    )


def _weight(before: float, after: float, discount: float) -> float:
    """Return the share of what is now known that is from the answers.

    1 - (SD after / SD before)^2, the SD before being the larger for the discount
    """
    return max(0.0, 1 - discount * (after / before) ** 2)


def _not_updated(card: Card, names: tuple[str, ...], left_out: dict[str, str]) -> dict[str, str]:
    reasons = {}
    for name, term in card.moving.items():
        if name not in names:
            sure = "" if term.prior_sd else "the card holds it for sure"
            reasons[name] = left_out.get(name) or sure or "the survey did not ask it"
    return reasons
