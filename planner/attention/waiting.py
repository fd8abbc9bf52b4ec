"""Who holds each waiting case, how long it has waited, and what holding it costs."""

from datetime import date, timedelta

from planner.domain import Agency, Case, urgency_now
from planner.domain.calendar import at_work, is_away
from planner.domain.noun import Noun
from planner.dose.case_dose import tier, weekly_dose, weekly_minutes
from planner.units import Dose, Minutes, Thousandths


class Waiting(Noun):
    """A new case while it waits. `minutes` and `dose` (thousandths of an exposure unit) are what
    holding it costs in the first week; `ask` are the supervisors of its office where nobody is named.
    `answer_by` is the last day up to the deadline on which anybody works.
    """

    case: str
    office: str
    held_by: str | None
    holder_away: bool
    ask: tuple[str, ...]
    days: int
    urgency: int
    urgency_now: int
    deadline: date
    answer_by: date
    tier: int
    minutes: Minutes
    dose: Dose


class Holder(Noun):
    """What somebody holds, and what that costs them in the first week."""

    worker: str
    cases: int
    minutes: Minutes
    dose: Dose


def waiting(agency: Agency) -> list[Waiting]:
    """Return every new case, the most pressing first: to be answered by today, urgency now, deadline."""
    found = [_waiting(agency, case) for case in agency.new_cases]
    return sorted(found, key=lambda w: (w.answer_by > agency.date, -w.urgency_now, w.answer_by, w.case))


def holders(held: list[Waiting]) -> list[Holder]:
    """Return what each holder holds in all, the most minutes first."""
    cases: dict[str, list[Waiting]] = {}
    for one in held:
        if one.held_by is not None:
            cases.setdefault(one.held_by, []).append(one)
    found = [
        Holder(
            worker=worker,
            cases=len(mine),
            minutes=sum(one.minutes for one in mine),
            dose=sum(one.dose for one in mine),
        )
        for worker, mine in cases.items()
    ]
    return sorted(found, key=lambda holder: (-holder.minutes, holder.worker))


def supervisors(agency: Agency, office: str) -> tuple[str, ...]:
    """Return who supervises a team in an office, by id; those away today only where all are."""
    named = sorted({t.supervisor for t in agency.teams if t.office == office and t.supervisor})
    here = [one for one in named if not is_away(agency.worker_of[one], agency.date)]
    return tuple(here or named)


def _waiting(agency: Agency, case: Case) -> Waiting:
    its_tier = tier(case, agency.referral_type_of[case.referral_type])
    share = agency.policy.holding_share
    return Waiting(
        case=case.id,
        office=case.office,
        held_by=case.held_by,
        holder_away=case.held_by is not None and is_away(agency.worker_of[case.held_by], agency.date),
        ask=() if case.held_by else supervisors(agency, case.office),
        days=(agency.date - case.received).days,
        urgency=case.urgency,
        urgency_now=urgency_now(case, agency.date, agency.policy),
        deadline=case.response_deadline,
        answer_by=_answer_by(agency, case),
        tier=its_tier,
        minutes=_part(weekly_minutes(case)[0], share),
        dose=_part(weekly_dose(case, its_tier, agency.weights)[0], share),
    )


def _answer_by(agency: Agency, case: Case) -> date:
    """Return the last day from today to the deadline on which somebody who reaches the case works."""
    reach = [worker for worker in agency.workers if case.office in worker.offices]
    day = case.response_deadline
    while day > agency.date and not any(at_work(worker, day) for worker in reach):
        day -= timedelta(days=1)
    return day


def _part(amount: int, share: Thousandths) -> int:
    return -(-amount * share // 1000)
