"""PUBLISHED FIGURES: a row of workforce statistics as it was published, in England or a US state."""

from planner.published.england import authority
from planner.published.fitted import Fitted
from planner.published.place import Place, Row
from planner.published.states import state
from planner.published.tables import NotPublished

__all__ = ["Fitted", "NotPublished", "Place", "Row", "authority", "state"]
