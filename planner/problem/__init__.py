"""THE AGENCY WITH EVERY NUMBER MEASURED: arrays over cases, workers and weeks, all whole numbers."""

from planner.problem.measure import measure
from planner.problem.problem import Problem
from planner.problem.surveyed import Surveyed, surveyed

__all__ = ["Problem", "Surveyed", "measure", "surveyed"]
