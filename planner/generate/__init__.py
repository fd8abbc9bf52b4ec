"""INVENTED AGENCIES, from published figures: the same name and seed give the same agency."""

from planner.generate.agency import generate
from planner.generate.figures import sources

__all__ = ["generate", "sources"]
