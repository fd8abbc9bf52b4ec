"""Which unit budget goes with any weights, so that an ordinary caseload keeps its place below it.

    unit budget = shipped unit budget x sum of (minutes x weights) / sum of (minutes x shipped weights)

both sums over the tiers of an ordinary full caseload (`ordinary.toml`). The shipped budget is 1.25 times
what that caseload brings under the shipped weights, so that it sits at the action level; so it does
under any others.
"""

from collections.abc import Sequence

from planner.domain import Policy, Weights, settings, shipped_weights
from planner.sourced import Sourced, shipped
from planner.units import Dose, Thousandths


def ordinary() -> dict[str, Sourced]:
    """Return what is taken for an ordinary full caseload, with where it is from."""
    return shipped("planner.dose", "ordinary.toml")


def ordinary_budget(by_tier: Sequence[Thousandths]) -> Dose:
    """Return the unit budget that goes with weights by tier, rounded to a multiple of `nearest`."""
    minutes = ordinary()["minutes_by_tier"].numbers
    usual = _weighed(minutes, shipped_weights().by_tier)
    return _rounded(settings()["unit_budget"].number * _weighed(minutes, by_tier), usual)


def budget_for(brought: Sequence[int], policy: Policy, before: Weights, after: Weights) -> Dose:
    """Return the unit budget under other weights at which a mix of work sits where it sat.

    unit budget x sum of (brought x weights after) / sum of (brought x weights before), with `brought`
    the minutes of exposure by tier, weighed by mode; the unit budget itself where nothing is brought
    """
    usual = _weighed(brought, before.by_tier)
    if not usual:
        return policy.unit_budget
    return _rounded(policy.unit_budget * _weighed(brought, after.by_tier), usual)


def _weighed(minutes: Sequence[int], by_tier: Sequence[Thousandths]) -> int:
    return sum(m * weight for m, weight in zip(minutes, by_tier, strict=True))


def _rounded(amount: int, per: int) -> Dose:
    nearest = ordinary()["nearest"].number
    return (2 * amount + per * nearest) // (2 * per * nearest) * nearest
