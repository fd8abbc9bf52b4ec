"""INVENTED AGENCIES, from published figures: the same name and seed give the same agency."""

from planner.generate.agencies import FITTED, NAMES, UnknownAgency, design_of
from planner.generate.agency import generate, made
from planner.generate.sources import sources

__all__ = ["FITTED", "NAMES", "UnknownAgency", "design_of", "generate", "made", "sources"]
