"""What a question changes about people: who is hired, is new, works less, supervises whom."""

from collections.abc import Collection, Iterable
from typing import Any

from planner.domain import Agency, Worker
from planner.errors import PlannerError, UnknownReference
from planner.simulate.changes import Hire, NewPeople, PartTime, SupervisionSpan

_ASKS = "The question"
_WHOLE = 100  # percent
_NOTHING_PERSONAL: dict[str, Any] = {
    "supervision_last": None,
    "peer_partner": None,
    "leave": (),
    "last_day": None,
    "conflicts": (),
}
_NO_SHIFTS: dict[str, Any] = {"duty": (), "standing_exposure": ()}


def someone(agency: Agency, id: str) -> Worker:
    """Return a worker by id.

    Raises
    ------
    UnknownReference
        There is no such worker.
    """
    if id not in agency.worker_of:
        raise UnknownReference("worker", id, _ASKS)
    return agency.worker_of[id]


def hired(agency: Agency, change: Hire) -> list[Worker]:
    """Return the new workers; their ids are `hire-1`, `hire-2` and so on over all changes."""
    like = _like(agency, change.like)
    field = like.months_in_field if change.months_in_field is None else change.months_in_field
    fields: dict[str, Any] = {
        "months_in_field": field,
        "months_in_post": 0,
        "skills": tuple(dict.fromkeys((*like.skills, *change.skills))),
        "trainings": tuple(dict.fromkeys((*like.trainings, *change.trainings))),
    }
    ids: list[str] = []
    number = 0
    while len(ids) < change.count:
        number += 1
        if f"hire-{number}" not in agency.worker_of:
            ids.append(f"hire-{number}")
    fields = _NOTHING_PERSONAL | _NO_SHIFTS | fields
    return [like.model_copy(update=fields | {"id": each}) for each in ids]


def _like(agency: Agency, id: str) -> Worker:
    """Return the worker, or the one of a team with the middle time in the field, not its supervisor."""
    if id not in agency.team_of:
        return someone(agency, id)
    leads = agency.team_of[id].supervisor
    members = [w for w in agency.workers if w.team == id and w.id != leads]
    if not members:
        raise PlannerError(f"{_ASKS} hires like team {id!r}, in which there is nobody to be like.")
    return sorted(members, key=lambda w: (w.months_in_field, w.id))[len(members) // 2]


def part_time(agency: Agency, change: PartTime) -> Agency:
    """Return the agency with smaller posts, hours and budgets alike, rounded down."""
    chosen = teams_of(agency, change.teams)
    return _with(
        agency, (_smaller(worker, change.percent) for worker in agency.workers if worker.team in chosen)
    )


def _smaller(worker: Worker, percent: int) -> Worker:
    fte, week = (max(1, whole * percent // _WHOLE) for whole in (worker.fte, worker.week))
    return worker.model_copy(update={"fte": fte, "week": week})


def new_people(agency: Agency, change: NewPeople, not_yet: Collection[str]) -> Agency:
    """Return the agency with other, new people in a part of the posts, spread evenly by id.

    They keep the post's cases, shifts, skills and licences, and have no ledger, no leave and no limits.
    """
    new = {"months_in_field": change.months_in_field, "months_in_post": change.months_in_field}
    replaced: list[Worker] = []
    for team in sorted(teams_of(agency, change.teams)):
        members = [w for w in agency.workers if w.team == team and w.id not in not_yet]
        leads = agency.team_of[team].supervisor
        settled = sorted((w for w in members if not w.first_year and w.id != leads), key=lambda w: w.id)
        wanted = len(members) * change.percent // _WHOLE - sum(w.first_year for w in members)
        wanted = max(0, min(wanted, len(settled)))
        replaced += [
            worker.model_copy(update=_NOTHING_PERSONAL | new)
            for place, worker in enumerate(settled)
            if place * wanted // len(settled) < (place + 1) * wanted // len(settled)
        ]
    gone = {worker.id for worker in replaced}
    return _with(agency, replaced).changed(
        exposures=tuple(event for event in agency.exposures if event.worker not in gone),
        profiles=tuple(profile for profile in agency.profiles if profile.worker not in gone),
    )


def supervision_span(agency: Agency, change: SupervisionSpan, not_yet: Collection[str]) -> Agency:
    """Return the agency in which nobody supervises more than the span.

    Above it, the longest in the field of those supervised become supervisors of the others and answer
    to their supervisor of before; a part of their post then goes to supervision.
    """
    span, people = change.workers, dict(agency.worker_of)
    answers: dict[str, list[str]] = {}
    for worker in agency.workers:
        over = worker.supervisor or agency.team_of[worker.team].supervisor
        if over is not None and over != worker.id:
            answers.setdefault(over, []).append(worker.id)
    wide = sorted(answers)
    while wide:
        over = wide.pop(0)
        under = sorted(answers[over])
        if len(under) <= span:
            continue
        able = [each for each in under if each not in answers and each not in not_yet]
        able.sort(key=lambda each: (-people[each].months_in_field, each))
        new = able[: min(span, -(-(len(under) - span) // span))]
        if not new:
            raise PlannerError(f"{_ASKS} wants a span of {span}; nobody under {over} can supervise.")
        others = [each for each in under if each not in new]
        stay = others[: span - len(new)]
        for place, each in enumerate(new):
            answers[each] = others[len(stay) :][place :: len(new)]
            people[each] = _smaller(people[each], change.percent_for_cases)
            for other in answers[each]:
                people[other] = people[other].model_copy(update={"supervisor": each})
        answers[over] = [*new, *stay]
        wide += new
    return _with(agency, people.values())


def teams_of(agency: Agency, named: tuple[str, ...]) -> set[str]:
    """Return the teams that are named, all where none is.

    Raises
    ------
    UnknownReference
        There is no such team.
    """
    for team in named:
        if team not in agency.team_of:
            raise UnknownReference("team", team, _ASKS)
    return set(named or agency.team_of)


def _with(agency: Agency, workers: Iterable[Worker]) -> Agency:
    """Return the agency with these workers in place of those with their ids."""
    new = {worker.id: worker for worker in workers}
    return agency.changed(workers=tuple(new.get(worker.id, worker) for worker in agency.workers))
