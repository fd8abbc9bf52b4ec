"""An agency in which facts of workers are changed, as a claim says."""

from collections.abc import Sequence

from planner.claims import Change
from planner.domain import Agency, Worker
from planner.verify.finding import Untrue, hold

_LISTS = {
    "skill": "skills",
    "training": "trainings",
    "licence": "licences",
    "language": "languages",
    "office": "offices",
}
_NUMBERS = ("fte", "week", "months_in_field", "months_in_post", "supervision_every_weeks")


def changed(agency: Agency, changes: Sequence[Change]) -> Agency:
    """Return the agency with some facts changed; Untrue where a change does not begin at what is so.

    Whoever is away stays in it: see `away`.
    """
    workers = dict(agency.worker_of)
    for change in changes:
        if change.lever == "hire":
            hold(change.worker not in workers, f"{change.worker} is a worker of the agency already.")
            workers[change.worker] = _hired(agency, change)
            continue
        hold(change.worker in workers, f"{change.worker} is no worker of the agency.")
        if change.lever != "away":
            workers[change.worker] = _with(workers[change.worker], change)
    try:
        return agency.changed(workers=tuple(workers.values()))
    except ValueError:
        raise Untrue("With the changes the agency does not hold together.") from None


def away(changes: Sequence[Change]) -> frozenset[str]:
    """Return who is not there to be asked."""
    return frozenset(change.worker for change in changes if change.lever == "away")


def weaker(changes: Sequence[Change]) -> list[tuple[Change, ...]]:
    """Return the changes without each of them, and with each number changed by one step less."""
    found = []
    for place, change in enumerate(changes):
        others = [*changes[:place], *changes[place + 1 :]]
        found.append(tuple(others))
        if change.lever == "number":
            by = change.step if change.after > change.before else -change.step
            less = change.model_copy(update={"after": change.after - by})
            if less.after != change.before:
                found.append((*others, less))
    return found


def fits_its_steps(change: Change) -> bool:
    """Return whether a number changes by whole steps, one at least; what is no number, from 0 to 1."""
    if change.lever != "number":
        return (change.before, change.after) in ((0, 0), (0, 1)) and change.step == 1
    by = abs(change.after - change.before)
    return change.step > 0 and by > 0 and by % change.step == 0


def _hired(agency: Agency, change: Change) -> Worker:
    """Return who joins a team: like its middle worker by months in the field, with nothing booked."""
    hold(change.what in agency.team_of, f"{change.what} is no team of the agency.")
    leads = agency.team_of[change.what].supervisor
    members = [each for each in agency.workers if each.team == change.what and each.id != leads]
    hold(bool(members), f"In the team {change.what} there is nobody to be like.")
    like = sorted(members, key=lambda each: (each.months_in_field, each.id))[len(members) // 2]
    return like.model_copy(
        update={
            "id": change.worker,
            "months_in_post": 0,
            "leave": (),
            "duty": (),
            "standing_exposure": (),
            "last_day": None,
            "conflicts": (),
            "peer_partner": None,
            "supervision_last": None,
        }
    )


def _with(worker: Worker, change: Change) -> Worker:
    if change.lever == "number":
        hold(change.what in _NUMBERS, f"A worker has no number {change.what} that could change.")
        now = getattr(worker, change.what)
        hold(now == change.before, f"{change.what} of {worker.id} is {now}, not {change.before}.")
        return worker.model_copy(update={change.what: change.after})
    field = _LISTS[change.lever]
    now = getattr(worker, field)
    hold(change.what not in now, f"{worker.id} has the {change.lever} {change.what} already.")
    return worker.model_copy(update={field: (*now, change.what)})
