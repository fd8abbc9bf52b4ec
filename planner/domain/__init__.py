"""THE NOUNS: what an agency's people would recognise, frozen and consistent."""

from planner.domain.agency import Agency
from planner.domain.assignment import Assignment, Hold, Wish
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
from planner.domain.contact import Contact, ContactKind
from planner.domain.exposure import Exposure, Source
from planner.domain.plan import COVERED_WEEKS, COVERS, HELPERS, Cover, Plan, Proposed, Role
from planner.domain.policy import Policy, groups, policy, settings, unknown_setting
from planner.domain.policy_conflicts import PAIRS, contradictions
from planner.domain.private import PrivateProfile, Step
from planner.domain.team import Setting, Team
from planner.domain.waiting import urgency_now
from planner.domain.weights import (
    ALTERNATIVES,
    Rated,
    Weights,
    alternative_text,
    alternatives,
    modes,
    read_weights,
    shipped_weights,
)
from planner.domain.worker import Days, StandingExposure, Worker

__all__ = [
    "ALTERNATIVES",
    "COVERED_WEEKS",
    "COVERS",
    "FACTS",
    "HELPERS",
    "PAIRS",
    "Agency",
    "Assignment",
    "Case",
    "Contact",
    "ContactKind",
    "Cover",
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
    "Rated",
    "ReferralType",
    "Role",
    "Rubric",
    "Safety",
    "Setting",
    "Source",
    "Stage",
    "StandingExposure",
    "Step",
    "Team",
    "Weights",
    "Wish",
    "Worker",
    "alternative_text",
    "alternatives",
    "contradictions",
    "groups",
    "inconsistencies",
    "modes",
    "policy",
    "read_weights",
    "settings",
    "shipped_weights",
    "unknown_setting",
    "urgency_now",
]
