"""THE NOUNS: what an agency's people would recognise, frozen and consistent."""

from planner.domain.agency import Agency
from planner.domain.assignment import Assignment, Hold
from planner.domain.case import (
    FACTS,
    Case,
    Fact,
    GroupRule,
    Kind,
    Mode,
    ReferralType,
    Rubric,
    Safety,
    Stage,
)
from planner.domain.consistency import Inconsistency, inconsistencies
from planner.domain.exposure import Exposure, Source
from planner.domain.plan import Plan, Proposed
from planner.domain.policy import Policy, policy, settings, unknown_setting
from planner.domain.private import PrivateProfile, Step
from planner.domain.team import Setting, Team
from planner.domain.worker import Days, Worker

__all__ = [
    "FACTS",
    "Agency",
    "Assignment",
    "Case",
    "Days",
    "Exposure",
    "Fact",
    "GroupRule",
    "Hold",
    "Inconsistency",
    "Kind",
    "Mode",
    "Plan",
    "Policy",
    "PrivateProfile",
    "Proposed",
    "ReferralType",
    "Rubric",
    "Safety",
    "Setting",
    "Source",
    "Stage",
    "Step",
    "Team",
    "Worker",
    "inconsistencies",
    "policy",
    "settings",
    "unknown_setting",
]
