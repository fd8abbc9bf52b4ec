"""Which supervisor holds each new case while it waits for a worker: nobody for a few."""

from datetime import timedelta
from itertools import cycle

from planner.domain import Agency, Case, Kind
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases

_DAYS = 7


def holders(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency where the supervisors of an office who are at work hold its new cases in turn.

    Where all of them are away, those of the other offices do. Forgotten are cases of the last week
    that need no answer at once.
    """
    last_week = [case.id for case in agency.new_cases if _forgettable(case, agency)]
    forgotten = set(chance.shuffled(last_week)[: figures.one("unheld")])
    everywhere = [team.supervisor for team in agency.teams if _at_work(team.supervisor, agency)]
    turns = {}
    for office in {case.office for case in agency.new_cases}:
        own = [t.supervisor for t in agency.teams if t.office == office and t.supervisor in everywhere]
        turns[office] = cycle(own or everywhere or [None])
    changes = {}
    for case in agency.new_cases:
        holder = next(turns[case.office])
        changes[case.id] = {"held_by": None if case.id in forgotten else holder}
    return with_cases(agency, changes)


def _forgettable(case: Case, agency: Agency) -> bool:
    recent = case.received > agency.date - timedelta(days=_DAYS)
    return recent and case.kind is not Kind.IMMEDIATE_RESPONSE and case.group is None


def _at_work(worker: str | None, agency: Agency) -> bool:
    return worker is not None and not any(
        days.first <= agency.date <= days.last for days in agency.worker_of[worker].leave
    )
