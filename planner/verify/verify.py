"""Are these claims true? Each is read, measured and solved again from the agency itself."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from planner.claims import Claim, Claims, Seen, Unit
from planner.claims.hashes import plan_hash, price_hash
from planner.domain import Agency
from planner.prices import Prices
from planner.verify.changed import bottleneck, counterfactual
from planner.verify.costs import chain, cost_step, delta, lower_bound, tie
from planner.verify.finding import Finding, Undecided, Untrue, Verdict, hold
from planner.verify.side import OnSide, Side
from planner.verify.standing import can, cannot, left, repair
from planner.verify.whole import impossible, optimal

_JUDGES: dict[str, Callable[[Any, OnSide, float], None]] = {
    "can": can,
    "cannot": cannot,
    "cost-step": cost_step,
    "delta": delta,
    "lower-bound": lower_bound,
    "chain": chain,
    "tie": tie,
    "counterfactual": counterfactual,
    "left": left,
    "repair": repair,
    "bottleneck": bottleneck,
    "impossible": impossible,
    "optimal": optimal,
}

_UNITS = {
    "cannot": Unit.OF_RULE,
    "cost-step": Unit.STEP,
    "delta": Unit.COST_POINTS,
    "lower-bound": Unit.COST_POINTS,
    "can": Unit.WORKERS,
    "chain": Unit.CASES,
    "tie": Unit.WORKERS,
    "counterfactual": Unit.CHANGES,
    "left": Unit.WORKERS,
    "repair": Unit.LIMITS,
    "bottleneck": Unit.COST_POINTS,
    "impossible": Unit.RULES,
    "optimal": Unit.COST_POINTS,
}
"""What the value of a claim counts."""

_NEVER_A_MANAGERS = ("delta", "lower-bound", "chain")


class Verifier:
    """An agency in which claims about one plan are judged; each side is measured once, when asked of."""

    def __init__(self, agency: Agency, claims: Claims, prices: Prices | None = None) -> None:
        self.claims, self._price_hash = claims, price_hash(prices)
        self._plan_hash = plan_hash(claims.plan)
        self._agency, self._prices = agency, prices
        self._public = OnSide(Side(agency.public(), prices), claims.plan)

    @cached_property
    def _whole(self) -> OnSide:
        if not self._agency.profiles:
            return self._public
        return OnSide(Side(self._agency, self._prices), self.claims.plan)

    @property
    def public_alone(self) -> bool:
        """Whether every claim is about the public side."""
        public = self._public.side.hash
        return all(claim.instance == public for claim in self.claims.claims)

    def finding(self, claim: Claim, seconds: float) -> Finding:
        """Return what comes of one claim, each question to the engine limited to some seconds."""
        try:
            on = self._about(claim)
            _JUDGES[claim.type](claim, on, seconds)
        except Untrue as reason:
            return Finding(claim, Verdict.FALSE, str(reason))
        except Undecided as reason:
            return Finding(claim, Verdict.NOT_DECIDED, str(reason))
        return Finding(claim, Verdict.TRUE)

    def _about(self, claim: Claim) -> OnSide:
        """Return the side a claim is about; Untrue where there is none, or it tells too much."""
        hold(claim.plan == self._plan_hash, "The claim is about another plan.")
        hold(claim.prices == self._price_hash, "The claim was made with other lookahead prices.")
        on = self._public
        if claim.instance != on.side.hash:
            on = self._whole
            hold(claim.instance == on.side.hash, "The claim is about another agency, or other settings.")
            hold(claim.seen is not Seen.MANAGER, "A manager would be told what is not public.")
        problem = on.side.problem
        for proposed in self.claims.plan.assignments:
            decided = proposed.case in problem.case_at
            hold(decided, f"The plan names {proposed.case}, which is no case to decide on.")
            for _, worker in proposed.roles():
                on.side.place(worker)
        exact = claim.type in _NEVER_A_MANAGERS and claim.seen is Seen.MANAGER
        hold(not exact, "A manager would be told an exact cost or what moves.")
        unit = _UNITS[claim.type]
        hold(claim.unit is unit, f"Its value counts {unit.value}, not {claim.unit.value}.")
        return on


def verify(agency: Agency, claims: Claims, prices: Prices | None, seconds: float) -> list[Finding]:
    """Return what comes of each claim; each question to the engine is limited to some seconds."""
    verifier = Verifier(agency, claims, prices)
    return [verifier.finding(claim, seconds) for claim in claims.claims]
