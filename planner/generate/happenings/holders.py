"""Which supervisor holds each new case while it waits for a worker: nobody for a few."""

from collections import Counter
from datetime import timedelta

from planner.domain import Agency, Case, Kind, Worker
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases

_DAYS = 7


def holders(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency where the supervisors of an office hold its new cases in turn.

    Who is away or has a conflict of interest holds none; those of the other offices stand in. Forgotten
    are cases of the last week that nobody must answer today.
    """
    waiting = [case.id for case in agency.new_cases if _forgettable(case, agency)]
    forgotten = set(chance.shuffled(waiting)[: figures.one("unheld")])
    held: Counter[str] = Counter()
    changes: dict[str, dict[str, object]] = {}
    for case in agency.new_cases:
        able = _able(case, agency)
        holder = min(able, key=lambda who: (held[who], able.index(who))) if able else None
        changes[case.id] = {"held_by": None if case.id in forgotten else holder}
        if holder is not None and case.id not in forgotten:
            held[holder] += 1
    return with_cases(agency, changes)


def _forgettable(case: Case, agency: Agency) -> bool:
    recent = case.received > agency.date - timedelta(days=_DAYS)
    later = case.response_deadline > agency.date and case.kind is not Kind.IMMEDIATE_RESPONSE
    return recent and later and case.group is None


def _able(case: Case, agency: Agency) -> list[str]:
    """Return the supervisors who may hold a case: those of its office, or else all of them."""
    near = [t.supervisor for t in agency.teams if t.supervisor is not None and t.office == case.office]
    far = [t.supervisor for t in agency.teams if t.supervisor is not None and t.office != case.office]
    for supervisors in (near, far):
        able = [who for who in supervisors if _may(agency.worker_of[who], case, agency)]
        if able:
            return able
    return []


def _may(worker: Worker, case: Case, agency: Agency) -> bool:
    away = any(days.first <= agency.date <= days.last for days in worker.leave)
    return not away and not {case.id, case.group} & set(worker.conflicts)
