"""WHAT NO PLAN MAY BREAK, one file each, in the order a supervisor would read them."""

from planner.rule import Rule
from planner.rules.action_level import ActionLevel
from planner.rules.apart import Apart
from planner.rules.budget_margin import BudgetMargin
from planner.rules.client import Client
from planner.rules.conflict_of_interest import ConflictOfInterest
from planner.rules.days_between_severest import DaysBetweenSeverest
from planner.rules.dose_budget import DoseBudget
from planner.rules.dose_windows import DoseWindows
from planner.rules.first_year_per_supervisor import FirstYearPerSupervisor
from planner.rules.first_year_support import FirstYearSupport
from planner.rules.hours import Hours
from planner.rules.immediate_response import ImmediateResponse
from planner.rules.intake_pace import IntakePace
from planner.rules.known_threat import KnownThreat
from planner.rules.moves import Moves
from planner.rules.must_assign import MustAssign
from planner.rules.new_cases_a_batch import NewCasesABatch
from planner.rules.office import Office
from planner.rules.one_lead import OneLead
from planner.rules.own_limits import OwnLimits
from planner.rules.presence import Presence
from planner.rules.qualification import Qualification
from planner.rules.severe_share import SevereShare
from planner.rules.severest_at_once import SeverestAtOnce
from planner.rules.together import Together
from planner.rules.turn_taking import TurnTaking

RULES: tuple[Rule, ...] = (
    MustAssign(),
    OneLead(),
    Qualification(),
    Office(),
    Client(),
    ConflictOfInterest(),
    Presence(),
    KnownThreat(),
    Moves(),
    OwnLimits(),
    Hours(),
    DoseBudget(),
    BudgetMargin(),
    DoseWindows(),
    ActionLevel(),
    SeverestAtOnce(),
    DaysBetweenSeverest(),
    SevereShare(),
    IntakePace(),
    NewCasesABatch(),
    TurnTaking(),
    FirstYearSupport(),
    FirstYearPerSupervisor(),
    Together(),
    Apart(),
    ImmediateResponse(),
)
