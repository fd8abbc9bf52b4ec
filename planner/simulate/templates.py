"""What a simulated case is like: the agency's own cases are the mix that new ones are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import Agency, Case, Kind, Role
from planner.dose.case_dose import (
    severe_tier,
    severest_tier,
    tier,
    weekly_dose,
    weekly_minutes,
)
from planner.problem import Problem, measure
from planner.problem.absence import NEVER
from planner.problem.arrays import Bools, Ints, by_week
from planner.problem.carried import extra_minutes
from planner.rules import RULES

_CASES_AT_ONCE = 4_000  # that are measured: memory stays bounded
_YES_OR_NO = ("qualification", "office", "client", "known-threat")


@dataclass(frozen=True)
class Templates:
    """The agency's cases by id; M templates, L weeks of the longest life, W workers.

    `may`: who may lead a case like it at all, whatever they carry. A case drawn from a template is a
    stranger: it belongs to no family, was never with the agency, and nobody is barred from it.
    """

    cases: tuple[Case, ...]
    tier: Ints  # (M,)
    tier_weights: Ints  # (5,) of an hour, by tier
    weeks: Ints  # (M,) of its planned life
    minutes: Ints  # (M, L)
    fresh: Ints  # (M, L) dose as it comes in
    response_days: Ints  # (M,) from its arrival to its deadline
    urgency: Ints  # (M,)
    severe: Bools  # (M,)
    severest: Bools  # (M,)
    investigations: Bools  # (M,) as they come in
    ongoing_from: Ints  # (M,) week of its life from which it is ongoing work; NEVER where it never is
    may: Bools  # (M, W)
    extra_kind: Ints  # (M,) which of the rows of `extra_minutes` a case has
    extra_minutes: Ints  # (kinds, W) a week that an interpreter and travel add
    severe_share: int  # in thousandths


def templates(agency: Agency) -> Templates:
    """Return what cases like an agency's own bring and ask for."""
    cases = tuple(_stranger(case) for case in sorted(agency.cases, key=lambda case: case.id))
    tiers = np.array([_tier(agency, case) for case in cases], dtype=np.int64)
    longest = max((case.weeks for case in cases), default=1)
    kinds = {(case.language, case.office): case for case in cases}
    places = {kind: place for place, kind in enumerate(kinds)}
    workers = sorted(agency.workers, key=lambda worker: worker.id)
    extra = [[extra_minutes(agency, worker, case) for worker in workers] for case in kinds.values()]
    brings = [weekly_dose(c, int(t), agency.weights) for c, t in zip(cases, tiers, strict=True)]
    severe = tiers >= severe_tier()
    return Templates(
        cases=cases,
        tier=tiers,
        tier_weights=np.array(agency.weights.by_tier, dtype=np.int64),
        weeks=np.array([case.weeks for case in cases], dtype=np.int64),
        minutes=by_week([weekly_minutes(case) for case in cases], longest),
        fresh=by_week(brings, longest),
        response_days=np.array([(c.response_deadline - c.received).days for c in cases], dtype=np.int64),
        urgency=np.array([case.urgency for case in cases], dtype=np.int64),
        severe=severe,
        severest=tiers >= severest_tier(),
        investigations=np.array([case.kind is Kind.INVESTIGATION for case in cases], dtype=bool),
        ongoing_from=np.array([_ongoing_from(case) for case in cases], dtype=np.int64),
        may=_may(agency, cases),
        extra_kind=np.array([places[case.language, case.office] for case in cases], dtype=np.int64),
        extra_minutes=np.array(extra, dtype=np.int64).reshape(len(kinds), len(workers)),
        severe_share=int(severe.sum()) * 1000 // max(1, len(cases)),
    )


def _stranger(case: Case) -> Case:
    nothing = {"group": None, "group_rule": None, "earlier_worker": None, "held_by": None}
    return case.model_copy(update=nothing | {"must_assign": False, "first_met": None})


def _ongoing_from(case: Case) -> int:
    """Return the week of its life from which a case is ongoing work.

    An investigation or immediate response that goes on is ongoing work once its first stage is over.
    """
    if case.kind is Kind.ONGOING:
        return 0
    goes_on = case.kind in {Kind.INVESTIGATION, Kind.IMMEDIATE_RESPONSE} and len(case.stages) > 1
    return case.stages[0].weeks if goes_on else NEVER


def _tier(agency: Agency, case: Case) -> int:
    return tier(case, agency.referral_type_of[case.referral_type])


def of_strangers(agency: Agency, cases: Sequence[Case]) -> Problem:
    """Return the problem in which every case is new and nobody is barred from any."""
    workers = tuple(worker.model_copy(update={"conflicts": ()}) for worker in agency.workers)
    return measure(agency.public().changed(workers=workers, cases=tuple(cases), assignments=()))


def _may(agency: Agency, cases: Sequence[Case]) -> Bools:
    """Return who may lead each case by the rules that say yes or no, shape (M, W)."""
    parts = [np.ones((0, len(agency.workers)), dtype=bool)]
    for begin in range(0, len(cases), _CASES_AT_ONCE):
        problem = of_strangers(agency, cases[begin : begin + _CASES_AT_ONCE])
        may = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        for rule in RULES:
            admits = rule.admits(problem, Role.LEAD) if rule.name in _YES_OR_NO else None
            if admits is not None:
                may &= admits
        parts.append(may)
    return np.concatenate(parts)
