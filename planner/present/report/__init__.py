"""WHAT HAPPENS IF, ON PAPER: a simulation's answer as one page that needs nothing else."""

from planner.present.report.material import Assumption, Material, Series, Shares
from planner.present.report.page import report

__all__ = ["Assumption", "Material", "Series", "Shares", "report"]
