"""WHAT NO PLAN MAY BREAK, one file each, in the order a supervisor would read them."""

from planner.rule import Rule
from planner.rules.conflict_of_interest import ConflictOfInterest
from planner.rules.dose_budget import DoseBudget
from planner.rules.first_year_support import FirstYearSupport
from planner.rules.hours import Hours
from planner.rules.must_assign import MustAssign
from planner.rules.one_lead import OneLead
from planner.rules.own_limits import OwnLimits
from planner.rules.presence import Presence
from planner.rules.qualification import Qualification
from planner.rules.severest_at_once import SeverestAtOnce
from planner.rules.together import Together

RULES: tuple[Rule, ...] = (
    MustAssign(),
    OneLead(),
    Qualification(),
    ConflictOfInterest(),
    Presence(),
    OwnLimits(),
    Hours(),
    DoseBudget(),
    SeverestAtOnce(),
    FirstYearSupport(),
    Together(),
)
