"""ROWS AND COSTS: the mathematical program, known to no particular solver."""

from planner.program.build import build
from planner.program.parts import ArcCurve, ArcLocal
from planner.program.program import Program

__all__ = ["ArcCurve", "ArcLocal", "Program", "build"]
