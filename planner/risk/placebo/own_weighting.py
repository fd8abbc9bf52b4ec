"""Which card follows from a comparison with placebos: weighted, no longer weighted, or as before."""

from datetime import date

from planner.risk.card import Card
from planner.risk.entries import Weighting
from planner.risk.placebo.verdict import Decision, Verdict
from planner.sourced import Provenance


def own_weighting(card: Card, found: Verdict, asked: date) -> Card:
    """Return the card with what the panel decided; the card itself where it could decide nothing."""
    if found.decision is Decision.KEEP:
        return card
    on = found.decision is Decision.WEIGHT
    weighting = Weighting(
        provenance=Provenance.AGENCY,
        source=f"dose {'beats' if on else 'does not beat'} its placebos in repeated anonymous answers",
        n=found.people,
        asked=asked,
        on=on,
    )
    return card.model_copy(update={"weighting": weighting})
