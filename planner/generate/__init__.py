"""INVENTED AGENCIES, from published figures: the same name and seed give the same agency."""

from planner.generate.agencies import NAMES, UnknownAgency
from planner.generate.agency import generate
from planner.generate.sources import sources

__all__ = ["NAMES", "UnknownAgency", "generate", "sources"]
