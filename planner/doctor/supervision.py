"""What is missing, odd or risky about who supervises whom, and when."""

from datetime import timedelta

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen


def team_without_supervisor(seen: Seen) -> list[Finding]:
    """A team with workers has nobody who supervises it."""
    peopled = {worker.team for worker in seen.workers}
    bare = (t.id for t in seen.agency.teams if t.supervisor is None and t.id in peopled)
    return found("team-without-supervisor", bare)


def nobody_supervises(seen: Seen) -> list[Finding]:
    """A worker has no supervisor, neither their own nor the team's."""
    alone = (w for w in seen.workers if seen.supervisor_of(w) is None)
    return found("nobody-supervises", (w.id for w in alone if not seen.supervised.get(w.id)))


def supervisor_alone(seen: Seen) -> list[Finding]:
    """Who supervises others has nobody for themselves."""
    alone = (w for w in seen.workers if seen.supervisor_of(w) is None)
    return found("supervisor-alone", (w.id for w in alone if seen.supervised.get(w.id)))


def supervisor_goes(seen: Seen) -> list[Finding]:
    """A supervisor has left, leaves soon or is long away."""
    goes = (s for s in seen.supervised if seen.gone(s) or seen.leaving(s) or seen.long_away(s))
    return found("supervisor-goes", sorted(goes))


def wide_span(seen: Seen) -> list[Finding]:
    """A supervisor has more workers than the span that is reported."""
    span = seen.policy.span_of_supervisor
    wide = (s for s, workers in sorted(seen.supervised.items()) if len(workers) > span)
    return found("wide-span", wide, span=span)


def supervision_overdue(seen: Seen) -> list[Finding]:
    """The next supervision should have been already."""
    late = [
        w.id
        for w in seen.workers
        if w.supervision_last is not None
        and w.supervision_every_weeks is not None
        and w.supervision_last + timedelta(weeks=w.supervision_every_weeks) < seen.date
    ]
    return found("supervision-overdue", late)


def no_supervision_date(seen: Seen) -> list[Finding]:
    """Nobody says when a worker with a supervisor was last supervised."""
    supervised = [w for w in seen.workers if seen.supervisor_of(w) is not None]
    unknown = [w.id for w in supervised if w.supervision_last is None]
    return found("no-supervision-date", unknown, count=len(unknown), workers=len(supervised))


def no_supervision_interval(seen: Seen) -> list[Finding]:
    """Nobody says how often a worker is supervised."""
    dated = (w for w in seen.workers if w.supervision_last is not None)
    return found("no-supervision-interval", (w.id for w in dated if w.supervision_every_weeks is None))


def supervision_ahead(seen: Seen) -> list[Finding]:
    """The last supervision is said to be after the agency's date."""
    dated = ((w.id, w.supervision_last) for w in seen.workers if w.supervision_last is not None)
    return found("supervision-ahead", (worker for worker, last in dated if last > seen.date))


CHECKS = (
    nobody_supervises,
    supervisor_goes,
    supervision_overdue,
    team_without_supervisor,
    no_supervision_date,
    no_supervision_interval,
    supervisor_alone,
    wide_span,
    supervision_ahead,
)
