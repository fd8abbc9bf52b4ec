"""FITTED AGENCIES: the row of an authority or a state in the published figures gives an agency."""

from planner.generate.fit.fitted_design import FittedDesign
from planner.generate.fit.like_authority import like_authority
from planner.generate.fit.like_state import like_state

__all__ = ["FittedDesign", "like_authority", "like_state"]
