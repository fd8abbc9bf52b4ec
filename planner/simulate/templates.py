"""What a simulated case is like: the agency's own cases are the mix that new ones are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import Agency, Case, Kind, Role
from planner.dose.case_dose import tier, weekly_dose, weekly_minutes, weights
from planner.problem import Problem, measure
from planner.problem.arrays import Bools, Ints, by_week
from planner.rules import RULES

_YES_OR_NO = ("qualification", "office", "client", "known-threat")


@dataclass(frozen=True)
class Templates:
    """The agency's cases by id; M templates, L weeks of the longest life, W workers.

    `may`: who may lead a case like it at all, whatever they carry. A case drawn from a template is a
    stranger: it belongs to no family, was never with the agency, and nobody is barred from it.
    """

    cases: tuple[Case, ...]
    tier: Ints  # (M,)
    weeks: Ints  # (M,) of its planned life
    minutes: Ints  # (M, L)
    fresh: Ints  # (M, L) dose as it comes in
    response_days: Ints  # (M,) from its arrival to its deadline
    urgency: Ints  # (M,)
    severe: Bools  # (M,)
    severest: Bools  # (M,)
    ongoing: Bools  # (M,) of its kind of work
    investigations: Bools  # (M,)
    may: Bools  # (M, W)
    extra_minutes: Ints  # (M, W) a week that an interpreter and travel add
    severe_share: int  # in thousandths


def templates(agency: Agency) -> Templates:
    """Return what cases like an agency's own bring and ask for."""
    cases = tuple(_stranger(case) for case in sorted(agency.cases, key=lambda case: case.id))
    tiers = np.array([_tier(agency, case) for case in cases], dtype=np.int64)
    longest = max((case.weeks for case in cases), default=1)
    problem = _of_strangers(agency, cases)
    return Templates(
        cases=cases,
        tier=tiers,
        weeks=np.array([case.weeks for case in cases], dtype=np.int64),
        minutes=by_week([weekly_minutes(case) for case in cases], longest),
        fresh=by_week([weekly_dose(c, int(t)) for c, t in zip(cases, tiers, strict=True)], longest),
        response_days=np.array([(c.response_deadline - c.received).days for c in cases], dtype=np.int64),
        urgency=np.array([case.urgency for case in cases], dtype=np.int64),
        severe=tiers >= weights().severe_tier,
        severest=tiers >= weights().severest_tier,
        ongoing=np.array([case.kind is Kind.ONGOING for case in cases], dtype=bool),
        investigations=np.array([case.kind is Kind.INVESTIGATION for case in cases], dtype=bool),
        may=_may(problem),
        extra_minutes=problem.extra_minutes,
        severe_share=problem.severe_share,
    )


def _stranger(case: Case) -> Case:
    nothing = {"group": None, "group_rule": None, "earlier_worker": None, "held_by": None}
    return case.model_copy(update=nothing | {"must_assign": False, "first_met": None})


def _tier(agency: Agency, case: Case) -> int:
    return tier(case, agency.referral_type_of[case.referral_type])


def _of_strangers(agency: Agency, cases: Sequence[Case]) -> Problem:
    """Return the problem in which every case is new and nobody is barred from any."""
    workers = tuple(worker.model_copy(update={"conflicts": ()}) for worker in agency.workers)
    return measure(agency.public().changed(workers=workers, cases=tuple(cases), assignments=()))


def _may(problem: Problem) -> Bools:
    """Return who may lead each case by the rules that say yes or no, shape (M, W)."""
    may = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
    for rule in RULES:
        admits = rule.admits(problem, Role.LEAD) if rule.name in _YES_OR_NO else None
        if admits is not None:
            may &= admits
    return may
