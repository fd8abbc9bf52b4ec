"""How calibrated weights become a versioned weights file."""

from datetime import date

from planner.calibrate.judgements import Floats, Judgements
from planner.calibrate.rules import rule
from planner.domain import Rated, Weights, shipped_weights
from planner.dose.ordinary import ordinary_budget
from planner.errors import BadValue
from planner.sourced import Provenance, Sourced
from planner.units import thousandths

NAME = "own"


def made_of(
    judged: Judgements,
    on: date,
    anchor: float | None,
    weights: tuple[Floats, Floats, Floats],
    alpha: tuple[float, float, float],
) -> Weights:
    """Return the weights with their source; `weights` and `alpha` each with their interval's ends."""
    by_tier, low, high = ([thousandths(each) for each in ends.tolist()] for ends in weights)
    how = "ratios of mean ratings from 0" if anchor is None else f"anchored at {anchor:g} for tier 5"
    if judged.judged == "pairs" and anchor is None:
        how = "odds of being found heavier than tier 1, Bradley-Terry"
    asked = f"{judged.n:,} {judged.judged} by {len(judged.raters)} raters, {on}"
    try:
        return Weights(
            name=NAME,
            version=f"{on}-n{len(judged.raters)}",
            tier_weights=Sourced(
                value=by_tier,
                unit=shipped_weights().tier_weights.unit,
                provenance=Provenance.AGENCY,
                source=asked,
                meaning=f"weight of an hour at each tier; {how}, never falling",
            ),
            unit_budget=Sourced(
                value=ordinary_budget(by_tier),
                unit=shipped_weights().unit_budget.unit,
                provenance=Provenance.DERIVED,
                source="an ordinary caseload's hours by tier (planner/dose/ordinary.toml)",
                meaning="unit budget under these weights where the agency sets none: an ordinary full"
                " caseload sits as far below it as under the shipped weights",
            ),
            rated=Rated(
                on=on,
                judged=judged.judged,
                raters=len(judged.raters),
                judgements=judged.n,
                confidence=rule("confidence"),
                low=tuple(low),
                high=tuple(high),
                agreement=thousandths(alpha[0]),
                agreement_low=thousandths(alpha[1]),
                agreement_high=thousandths(alpha[2]),
            ),
        )
    except ValueError as error:
        raise BadValue(f"These weights cannot be counted with: {error}") from None
