"""Who has just come back from a long leave, and who carried their cases meanwhile.

While they were away most of their cases went to others of their team, and with the cases what was
heard of them; the few they kept, which they had longest, were covered. So they have room where nobody
else has.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from planner.domain import Agency, Assignment, Exposure, Source, Worker
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_assignments, with_workers


def back_from_leave(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency where one experienced worker of each team is just back."""
    left = agency.date - timedelta(weeks=figures.one("away_weeks"))
    returned = tuple(_returned(agency, left, figures, chance))
    changes: dict[str, dict[str, object]] = {}
    for worker, others in returned:
        own = [a for a in agency.assignments if a.worker == worker.id]
        given = sorted(own, key=lambda a: (a.since, a.case))[figures.one("kept_on_leave") :]
        turns = chance.shuffled(others)
        for turn, assignment in enumerate(given):
            lead = turns[turn % len(turns)].id
            changes[assignment.case] = _taken_over(assignment, lead, left)
    gone = {worker.id: others for worker, others in returned}
    here = with_workers(agency, {worker: {"leave": ()} for worker in gone})
    rows = _passed_on(agency, gone, left, chance)
    return with_assignments(here.changed(exposures=tuple(rows)), changes)


def _returned(
    agency: Agency, left: date, figures: Figures, chance: Chance
) -> Iterator[tuple[Worker, list[Worker]]]:
    """Yield who is back, and who of the team could take cases over when they left."""
    new = figures.one("newcomer_months")
    for team in agency.teams:
        people = [w for w in agency.workers if w.team == team.id]
        able = [w for w in people if w.months_in_field >= new and w.id != team.supervisor]
        worker = chance.pick(able) if able else None
        others = [other for other in people if other != worker and not other.first_year]
        if worker and others:
            yield worker, others


def _taken_over(assignment: Assignment, lead: str, left: date) -> dict[str, object]:
    support = None if assignment.support == lead else assignment.support
    return {"worker": lead, "support": support, "since": max(assignment.since, left)}


def _passed_on(
    agency: Agency, gone: dict[str, list[Worker]], left: date, chance: Chance
) -> Iterator[Exposure]:
    """Yield the ledger, with what came from cases of those who were away on those who were there."""
    minutes: Counter[tuple[str, date, int, str, str]] = Counter()
    for event in agency.exposures:
        worker = event.worker
        if worker in gone and event.week >= left:
            if event.source is not Source.CASE:
                continue
            worker = _one_of(gone[worker], chance)
        minutes[worker, event.week, event.tier, event.mode, event.source] += event.minutes
    names = ("worker", "week", "tier", "mode", "source")
    for key, spent in sorted(minutes.items()):
        yield Exposure.model_validate(dict(zip(names, key, strict=True)) | {"minutes": spent})


def _one_of(workers: Sequence[Worker], chance: Chance) -> str:
    return chance.pick(workers).id
