"""Which cases are to be rated again now that somebody has met the client, and whom nobody met."""

from datetime import date

from planner.domain import FACTS, Agency, Case, Fact, ReferralType
from planner.domain.noun import Noun
from planner.dose.case_dose import tier


class RateAgain(Noun):
    """A case met `rating_days` ago or longer with unknown facts still: its tier, and what it could be.

    `tier_now` takes unknown facts as the referral type says; `lowest_tier` takes them all for no and
    `highest_tier` for yes.
    """

    case: str
    worker: str | None
    met: date
    unknown: tuple[str, ...]
    tier_now: int
    lowest_tier: int
    highest_tier: int


class NeverMet(Noun):
    """An open case whose client nobody met yet, as far as is recorded."""

    case: str
    worker: str
    deadline: date


class Unknowns(Noun):
    """How many cases there are, have unknown facts, and have a first meeting recorded."""

    new: int
    new_unknown: int
    open: int
    open_unknown: int
    open_met: int


def rate_again(agency: Agency) -> list[RateAgain]:
    """Return the cases to rate again, those first where it may change the tier most."""
    lead = _lead(agency)
    found = [
        RateAgain(
            case=case.id,
            worker=lead.get(case.id, case.held_by),
            met=case.first_met,
            unknown=unknown,
            tier_now=tier(case, agency.referral_type_of[case.referral_type]),
            lowest_tier=tier(case, _taken_for(case, ())),
            highest_tier=tier(case, _taken_for(case, FACTS)),
        )
        for case in agency.cases
        if case.first_met is not None
        and (agency.date - case.first_met).days >= agency.policy.rating_days
        and (unknown := unknown_facts(case))
    ]
    return sorted(
        found, key=lambda one: (one.lowest_tier - one.highest_tier, -one.tier_now, one.met, one.case)
    )


def never_met(agency: Agency) -> list[NeverMet]:
    """Return the open cases without a first meeting, the earliest deadline first."""
    lead = _lead(agency)
    found = [
        NeverMet(case=case.id, worker=lead[case.id], deadline=case.response_deadline)
        for case in agency.cases
        if case.id in lead and case.first_met is None
    ]
    return sorted(found, key=lambda one: (one.deadline, one.case))


def unknowns(agency: Agency, cases: list[Case]) -> Unknowns:
    """Return the counts of some of an agency's cases."""
    carried = [case for case in cases if case.id in agency.open_cases]
    new = [case for case in cases if case.id not in agency.open_cases]
    return Unknowns(
        new=len(new),
        new_unknown=sum(bool(unknown_facts(case)) for case in new),
        open=len(carried),
        open_unknown=sum(bool(unknown_facts(case)) for case in carried),
        open_met=sum(case.first_met is not None for case in carried),
    )


def unknown_facts(case: Case) -> tuple[str, ...]:
    """Return the rubric facts of a case that nobody knows yet."""
    return tuple(fact for fact in FACTS if getattr(case.rubric, fact) is Fact.UNKNOWN)


def _lead(agency: Agency) -> dict[str, str]:
    return {assignment.case: assignment.worker for assignment in agency.assignments}


def _taken_for(case: Case, yes: tuple[str, ...]) -> ReferralType:
    return ReferralType(id=case.referral_type, unknown_means_yes=yes)
