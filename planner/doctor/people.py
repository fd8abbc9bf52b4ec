"""What is missing, odd or risky about the workers and what they carry."""

from statistics import median

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen, threshold
from planner.domain import Worker
from planner.domain.calendar import is_away
from planner.dose.case_dose import weekly_minutes
from planner.units import MINUTES_PER_HOUR

_FEW = 3  # from so many workers on there is a usual week to compare with


def no_workers(seen: Seen) -> list[Finding]:
    """There is nobody to take a case."""
    return [] if seen.workers else [Finding("no-workers")]


def no_open_cases(seen: Seen) -> list[Finding]:
    """Nobody carries anything yet, as far as assignments.csv says."""
    return [Finding("no-open-cases")] if seen.workers and not seen.agency.assignments else []


def last_day_past(seen: Seen) -> list[Finding]:
    """A worker who has left is still in the file."""
    return found("last-day-past", (w.id for w in seen.agency.workers if seen.gone(w.id)))


def carries_nothing(seen: Seen) -> list[Finding]:
    """A worker who is there, and settled in, has no open case; supervisors often have none."""
    if not seen.agency.assignments:
        return []
    settled = (w for w in seen.workers if w.months_in_post >= seen.policy.ramp_step_months)
    free = (w for w in settled if not (seen.led.get(w.id) or seen.supported.get(w.id)))
    return found(
        "carries-nothing",
        (
            w.id
            for w in free
            if not (seen.supervised.get(w.id) or seen.leaving(w.id) or is_away(w, seen.date))
        ),
    )


def many_cases(seen: Seen) -> list[Finding]:
    """A worker leads far more open cases than a full caseload."""
    most = seen.policy.full_caseload * threshold("many_cases") / 1000
    many = [w for w in seen.workers if len(seen.led.get(w.id, ())) > most * w.fte / 1000]
    return found("many-cases", (w.id for w in many), full=seen.policy.full_caseload)


def work_beyond_contract(seen: Seen) -> list[Finding]:
    """The open cases of a worker take more hours this week than the contract has."""
    return found("work-beyond-contract", (w.id for w in seen.workers if _work(seen, w) > w.week))


def contract_and_fte(seen: Seen) -> list[Finding]:
    """The contract hours of a worker are far from what the share of a post would bring."""
    full = {w.id: w.week * 1000 / w.fte for w in seen.workers}
    if len(full) < _FEW:
        return []
    usual = median(full.values())
    off = usual * threshold("contract_off") / 1000
    hours = round(usual / MINUTES_PER_HOUR, 1)
    return found("contract-and-fte", (w for w in full if abs(full[w] - usual) > off), hours=f"{hours:g}")


def newcomer_alone(seen: Seen) -> list[Finding]:
    """A worker new to the field has no peer partner, or one who has left."""
    months = threshold("newcomer_months")
    new = (w for w in seen.workers if w.months_in_field < months)
    alone = (w.id for w in new if w.peer_partner is None or seen.gone(w.peer_partner))
    return found("newcomer-alone", alone, months=months)


def _work(seen: Seen, worker: Worker) -> float:
    led = sum(_this_week(seen, a.case) for a in seen.led.get(worker.id, ()))
    supported = sum(_this_week(seen, a.case) for a in seen.supported.get(worker.id, ()))
    return led + supported * seen.policy.support_share / 1000


def _this_week(seen: Seen, case: str) -> int:
    return weekly_minutes(seen.agency.case_of[case])[0]


CHECKS = (
    no_workers,
    no_open_cases,
    work_beyond_contract,
    many_cases,
    last_day_past,
    newcomer_alone,
    carries_nothing,
    contract_and_fte,
)
