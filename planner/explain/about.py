"""What the claims of one explanation are about: one program, one plan, one set of prices."""

from functools import cached_property
from typing import TypedDict

from planner.claims.hashes import plan_hash, price_hash
from planner.domain import Plan
from planner.prices import Prices
from planner.program import Program
from planner.program.certificate import fingerprint


class Hashes(TypedDict):
    """The hashes that every claim names."""

    instance: str
    plan: str
    prices: str | None


class About:
    """A program, a plan and lookahead prices, as claims name them."""

    def __init__(self, program: Program, plan: Plan, prices: Prices | None) -> None:
        self._program, self._plan, self._prices = program, plan, prices

    @cached_property
    def hashes(self) -> Hashes:
        """The hashes that every claim names, worked out once."""
        return {
            "instance": fingerprint(self._program),
            "plan": plan_hash(self._plan),
            "prices": price_hash(self._prices),
        }
