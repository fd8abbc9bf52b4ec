"""Which public facts could be changed to help a plan, and the agency once one is."""

from planner.claims import Change
from planner.domain import Agency, Worker
from planner.errors import PlannerError
from planner.rule import Breach
from planner.simulate.changed_people import hired
from planner.simulate.changes import Hire
from planner.sourced import shipped

_HELD = {
    "skill": "skills",
    "training": "trainings",
    "licence": "licences",
    "language": "languages",
    "office": "offices",
}
_OFFERED = {"qualification", "office"}
MOST_WEEK = 60 * 60  # minutes of contract


def number(name: str) -> int:
    """Return a choice of `levers.toml`."""
    return shipped(__package__, "levers.toml")[name].number


def lever_of(worker: Worker, breach: Breach, productive_share: int) -> Change | None:
    """Return the change of one fact of a worker that mends a breach, None where none may or does."""
    if breach.rule in _OFFERED:
        kind, _, name = breach.what.partition(":")
        return Change.model_validate({"worker": worker.id, "lever": kind, "what": name})
    if breach.rule == "hours":
        longer = more_hours(worker)
        if longer is None:
            return None
        added = (longer.after * productive_share - longer.before * productive_share) // 1000
        return longer if breach.needed - breach.limit <= added else None
    return None


def more_hours(worker: Worker) -> Change | None:
    """Return a few more hours of contract a week for one worker, None where the week is full."""
    after = worker.week + number("more_hours")
    if after > MOST_WEEK:
        return None
    return Change(
        worker=worker.id,
        lever="number",
        what="week",
        before=worker.week,
        after=after,
        step=after - worker.week,
    )


def hires(agency: Agency) -> list[Change]:
    """Return a hire for each team in which there is a usual worker to be like."""
    found = []
    for team in sorted(team.id for team in agency.teams):
        try:
            (new,) = hired(agency, Hire(count=1, like=team))
        except PlannerError:  # nobody is there to be like
            continue
        found.append(Change(worker=new.id, lever="hire", what=team))
    return found


def changed(agency: Agency, *changes: Change) -> Agency:
    """Return an agency with some facts changed; several hires get ids one after the other."""
    for change in changes:
        if change.lever == "hire":
            (new,) = hired(agency, Hire(count=1, like=change.what))
            agency = agency.changed(workers=(*agency.workers, new))
            continue
        worker = agency.worker_of[change.worker]
        if change.lever == "number":
            update: dict[str, object] = {change.what: change.after}
        elif change.lever in _HELD:
            field = _HELD[change.lever]
            update = {field: (*getattr(worker, field), change.what)}
        else:
            raise ValueError(f"{change.lever} is no change that helps a plan")
        new = worker.model_copy(update=update)
        others = (new if other.id == new.id else other for other in agency.workers)
        agency = agency.changed(workers=tuple(others))
    return agency
