"""What else the coefficients may be: a card with every estimate drawn from how unsure it is."""

import numpy as np
from scipy.special import ndtr, ndtri

from planner.risk.card import Card
from planner.risk.entries import Term

_EDGE = 1e-12  # keeps a drawn estimate off 0, where dose would not matter, and off infinity


def drawn_card(card: Card, generator: np.random.Generator) -> Card:
    """Return a card in which the estimate of each term that moves the score is drawn.

    estimate ~ Normal(estimate, prior_sd), cut off at 0 on the side the study's sign rules out

    One number is drawn a term, in the card's order; where `prior_sd` is 0 the estimate stays. What is
    drawn is taken for the truth: its interval is the estimate itself. Populations stay. Should the
    squares of the drawn estimates add up to 1 or more, which no card of small effects meets, the draw
    is repeated, because a card explains no more than there is.
    """
    while True:
        terms = {name: _drawn(term, generator) for name, term in card.term.items()}
        if sum(term.estimate**2 for term in terms.values()) < 1:
            return card.model_copy(update={"term": terms})


def _drawn(term: Term, generator: np.random.Generator) -> Term:
    if not term.sign or not term.prior_sd:
        return term
    size = abs(term.estimate)
    ruled_out = ndtr(-size / term.prior_sd)  # the share of the normal on the other side of 0
    part = generator.uniform(_EDGE, 1 - _EDGE)
    z = float(ndtri(ruled_out + part * (1 - ruled_out)))
    estimate = term.sign * (size + z * term.prior_sd)
    return term.model_copy(
        update={"estimate": estimate, "low": estimate, "high": estimate, "prior_sd": 0.0}
    )
