"""What is missing or odd about past exposure."""

from collections import Counter, defaultdict
from datetime import timedelta

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen, threshold
from planner.domain import Worker
from planner.domain.calendar import working_days_away
from planner.units import DAYS_PER_WEEK

_MOSTLY_AWAY = 3  # working days in a week


def no_exposures(seen: Seen) -> list[Finding]:
    """The ledger is empty."""
    return [Finding("no-exposures")] if seen.workers and not seen.agency.exposures else []


def exposures_stop(seen: Seen) -> list[Finding]:
    """The newest exposure is some weeks old."""
    if not seen.agency.exposures:
        return []
    newest = max(event.week for event in seen.agency.exposures)
    silent = (seen.date - newest).days // DAYS_PER_WEEK - 1
    facts = {"newest": newest, "date": seen.date}
    return [Finding("exposures-stop", (), facts)] if silent >= threshold("silent_weeks") else []


def weeks_missing(seen: Seen) -> list[Finding]:
    """A worker with open cases has no exposure in several of the newest weeks of the ledger."""
    ages = {(seen.date - event.week).days // DAYS_PER_WEEK for event in seen.agency.exposures}
    if not ages:
        return []
    newest = min(ages)
    looked_at = range(newest, min(newest + threshold("weeks_looked_at"), max(ages) + 1))
    known: dict[str, set[int]] = defaultdict(set)
    for event in seen.agency.exposures:
        known[event.worker].add((seen.date - event.week).days // DAYS_PER_WEEK)
    least = threshold("weeks_missing")
    gaps = (
        worker.id
        for worker in seen.workers
        if sum(age not in known[worker.id] and _carried(seen, worker, age) for age in looked_at) >= least
    )
    return found("weeks-missing", gaps, weeks=len(looked_at), least=least)


def _carried(seen: Seen, worker: Worker, age: int) -> bool:
    """Return whether a worker had one of today's cases all week, and was there."""
    first = seen.date - timedelta(weeks=age)
    carried = any(assignment.since <= first for assignment in seen.led.get(worker.id, ()))
    last = first + timedelta(days=DAYS_PER_WEEK - 1)
    return carried and working_days_away(worker, first, last) < _MOSTLY_AWAY


def one_mode(seen: Seen) -> list[Finding]:
    """All exposure has come in one mode."""
    modes = {event.mode for event in seen.agency.exposures}
    only = len(modes) == 1 and len(seen.agency.exposures) >= threshold("few_events")
    return [Finding("one-mode", (), {"mode": min(modes)})] if only else []


def one_tier(seen: Seen) -> list[Finding]:
    """All exposure was of one tier."""
    tiers = {event.tier for event in seen.agency.exposures}
    only = len(tiers) == 1 and len(seen.agency.exposures) >= threshold("few_events")
    return [Finding("one-tier", (), {"tier": min(tiers)})] if only else []


def exposure_twice(seen: Seen) -> list[Finding]:
    """The same row stands there twice."""
    twice = (event for event, times in Counter(seen.agency.exposures).items() if times > 1)
    return found("exposure-twice", sorted(f"{event.worker} {event.week}" for event in twice))


def week_beyond_contract(seen: Seen) -> list[Finding]:
    """A worker was exposed for more hours in a week than the contract has."""
    minutes: Counter[tuple[str, str]] = Counter()
    for event in seen.agency.exposures:
        minutes[event.worker, str(event.week)] += event.minutes
    contract = {worker.id: worker.week for worker in seen.agency.workers}
    beyond = (key for key, spent in minutes.items() if spent > contract[key[0]])
    return found("week-beyond-contract", (" ".join(key) for key in sorted(beyond)))


CHECKS = (
    exposure_twice,
    no_exposures,
    exposures_stop,
    weeks_missing,
    week_beyond_contract,
    one_mode,
    one_tier,
)
