"""A WHOLE CASELOAD REBALANCED: a few open cases move, found neighbourhood by neighbourhood."""

from planner.rebalance.part import Asked
from planner.rebalance.rebalance import Rebalanced, rebalance

__all__ = ["Asked", "Rebalanced", "rebalance"]
