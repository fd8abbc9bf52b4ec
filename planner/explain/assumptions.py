"""What a plan hangs on: the unknown facts that are taken for the worse, of new and of open cases."""

from collections import Counter
from dataclasses import dataclass, field

from planner.domain import FACTS, Agency, Case, Fact

HANGS_ON = (
    "half_life_weeks",
    "unit_budget",
    "support_share",
    "budget_kept",
    "rate_spread",
    "weeks_spread",
    "harm_weeks",
    "sts_cut_off",
    "risk_weight",
    "urgency_weights",
    "burden_points_per_sts_point",
    "fit_points_per_burden_point",
)
"""The settings that are told even where they are as by default: of dose, of how sure, and of trades."""


@dataclass(frozen=True)
class Unknown:
    """Facts of the rubric that are not known yet and count as if they held; `facts`: how often each."""

    cases: int
    of_cases: int
    facts: dict[str, int] = field(default_factory=dict)


def unknown_facts(agency: Agency, *, new: bool) -> Unknown:
    """Return the unknown facts taken for the worse, of the new cases or of the open ones."""
    cases = agency.new_cases if new else [c for c in agency.cases if c.id in agency.open_cases]
    counts: Counter[str] = Counter()
    having = 0
    for case in cases:
        taken = _taken_for_worse(agency, case)
        having += bool(taken)
        counts.update(taken)
    return Unknown(having, len(cases), {fact: counts[fact] for fact in FACTS if counts[fact]})


def _taken_for_worse(agency: Agency, case: Case) -> list[str]:
    worse = agency.referral_type_of[case.referral_type].unknown_means_yes
    return [f for f in FACTS if getattr(case.rubric, f) is Fact.UNKNOWN and f in worse]
