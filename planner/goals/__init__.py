"""WHAT MAKES A PLAN BETTER, one file each, most important first."""

from planner.goals.coverage import Coverage
from planner.goals.even_burden import EvenBurden
from planner.goals.expected_harm import ExpectedHarm
from planner.goals.extra_hours import ExtraHours
from planner.goals.few_moves import FewMoves
from planner.goals.fit import Fit
from planner.goals.rotation import Rotation
from planner.rule import Goal

GOALS: tuple[Goal, ...] = (
    Coverage(),
    ExpectedHarm(),
    EvenBurden(),
    Rotation(),
    Fit(),
    ExtraHours(),
    FewMoves(),
)
