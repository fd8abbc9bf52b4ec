"""WHAT MAKES A PLAN BETTER, one file each, most important first."""

from planner.goals.coverage import Coverage
from planner.goals.even_burden import EvenBurden
from planner.goals.expected_harm import ExpectedHarm
from planner.goals.fit import Fit
from planner.rule import Goal

GOALS: tuple[Goal, ...] = (Coverage(), ExpectedHarm(), EvenBurden(), Fit())
