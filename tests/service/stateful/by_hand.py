"""Workers who are asked, immediate responses and their review, and notices, in the plain model."""

from datetime import date

from tests.service.stateful import consenting, dose
from tests.service.stateful.agency import Person
from tests.service.stateful.carrying import give, refuse_gone, tell_first, working_days_after
from tests.service.stateful.judging import one, verdict
from tests.service.stateful.model import (
    CONFLICT,
    DAY,
    FORBIDDEN,
    GONE,
    NOT_HERE,
    RULE,
    Ask,
    Assignment,
    Model,
    Notice,
    Refused,
    Review,
)


def ask(  # noqa: PLR0913, PLR0917  (what is asked)
    m: Model, who: Person, case: str, worker: str, consent: str | None, id: str
) -> Ask:
    row = m.a_case(who, "decide", case)
    m.a_worker(who, "decide", worker)
    if row.state == "closed" or worker in m.carriers(case):
        raise Refused(*CONFLICT)
    given = one(case, worker)
    refuse_gone(m, given)
    found = verdict(m, given)
    if found.never:
        raise Refused(*RULE)
    if found.budget and not consenting.good(m, given[0], consent, who.id):
        raise Refused(409, "consent-needed")
    made = m.asks[id] = Ask(id, case, worker, consent, who.id, m.now + DAY)
    m.write(who, "ask.create", "ask", id)
    m.tell("ask.created", ask=id, worker=worker)
    return made


def take(m: Model, who: Person, id: str, seen: int | None, new: str) -> Assignment:
    """The worker accepts."""
    asked = _asked(m, who, "answer", id)
    _refuse_answered(m, asked)
    m.against(asked, seen)
    given = one(asked.case, asked.worker)
    refuse_gone(m, given)
    if asked.worker in m.carriers(asked.case) or m.given_since(asked.case, asked.until - DAY):
        raise Refused(*CONFLICT)
    found = verdict(m, given)
    if found.never:
        raise Refused(*RULE)
    used = consenting.use(m, given[0], bool(found.budget), asked.consent, who.id, asked.by)
    written = give(m, who, given[0], "manual", new, None, used)
    _answer(m, who, asked, "accepted")
    tell_first(m, given)
    return written


def answer(m: Model, who: Person, id: str, verb: str, seen: int | None) -> Ask:
    """Decline or withdraw."""
    asked = _asked(m, who, "answer" if verb == "decline" else "decide", id)
    m.against(asked, seen)
    if verb == "decline":
        _refuse_answered(m, asked)
        asked.state = "declined"
    else:
        _refuse_answered(m, asked, "declined")
        _answer(m, who, asked, "withdrawn")
    return asked


def state_of(m: Model, asked: Ask, who: Person) -> str:
    """Return the state as somebody sees it: others than the worker see no answer until it is over."""
    over = m.now >= asked.until
    if who.worker == asked.worker:
        return "expired" if asked.state == "asked" and over else asked.state
    state = "asked" if asked.state == "declined" else asked.state
    return "not-placed" if state == "expired" or (state == "asked" and over) else state


def on_duty(m: Model, who: Person, case: str, worker: str, ids: list[str]) -> tuple[Assignment, Review]:
    row = m.a_case(who, "decide", case)
    m.a_worker(who, "decide", worker)
    if row.state != "waiting" or row.facts["kind"] != "immediate-response":
        raise Refused(*CONFLICT)
    given = one(case, worker)
    if not _is_on_duty(m, worker):
        raise Refused(*CONFLICT)
    refuse_gone(m, given)
    if verdict(m, given).never:
        raise Refused(*RULE)
    beyond = verdict(m, given, off_duty=worker).budget
    written = give(m, who, given[0], "immediate", ids[0])
    due = working_days_after(m.today, 1)
    review = m.reviews[ids[1]] = Review(ids[1], written.id, case, worker, due, who.id)
    m.tell("review.due", review=review.id)
    if beyond:
        m.notices.append(Notice("", worker, "relief-offered", m.now))
    tell_first(m, given)
    return written, review


def review(m: Model, who: Person, id: str, verb: str, seen: int | None) -> Review:
    m.may(who, "review")
    found = m.reviews.get(id)
    m.need(who, found, m.workers[found.worker].team if found else "")
    assert found
    m.against(found, seen)
    if who.id == found.assigned_by:
        raise Refused(*FORBIDDEN)
    if found.state != "due":
        raise Refused(*CONFLICT)
    found.state, found.by = f"{verb.removesuffix('e')}ed", who.id
    m.bump(found)
    m.write(who, f"review.{found.state}", "review", id)
    held = m.assignments[found.assignment]
    if verb == "relieve" and held.active:
        held.hold, held.wish = "movable", "worker"
        m.bump(held)
    return found


def see(m: Model, who: Person, id: str, seen: int | None) -> Notice:
    m.may(who, "read notices")
    notice = _notice(m, id)
    m.need(who, notice, workers=(notice.worker,) if notice else ())
    assert notice
    m.against(notice, seen)
    if notice.seen is None:
        notice.seen = m.now
        m.bump(notice)
        m.write(who, "notice.seen", "notice", id)
    return notice


def offer(m: Model, who: Person, id: str, seen: int | None) -> Notice:
    """Supervision was offered: the worker is told first, and alone for a day."""
    m.may(who, "review")
    notice = _notice(m, id)
    m.need(who, notice, m.workers[notice.worker].team if notice else "")
    assert notice
    if not told_first(m, notice) or notice.kind != "action-level":
        raise Refused(*NOT_HERE)
    if notice.supervised is not None:
        raise Refused(*CONFLICT)
    m.against(notice, seen)
    notice.supervised = m.now
    m.bump(notice)
    m.write(who, "supervision.offer", "notice", id)
    return notice


def told_first(m: Model, notice: Notice) -> bool:
    return notice.seen is not None or m.now >= notice.at + DAY


def keep_notices(m: Model) -> None:
    """Whoever is at the action level is told, however they came there; it ends once they are below."""
    there = [name for name, worker in sorted(m.workers.items()) if worker.enabled]
    tell_first(m, [{"worker": worker} for worker in there])
    for notice in m.notices:
        reached = m.workers[notice.worker].enabled and dose.at_action_level(m, notice.worker)
        if notice.kind == "action-level" and notice.ended is None and not reached:
            notice.ended = m.now
            m.bump(notice)


def _notice(m: Model, id: str) -> Notice | None:
    return next((notice for notice in m.notices if notice.id == id), None)


def _is_on_duty(m: Model, worker: str) -> bool:
    facts = m.workers[worker].facts
    day = m.today.isoformat()
    left = facts.get("last_day") or "9999"
    runs = [run.split("/") for run in facts.get("duty", [])]
    away = [run.split("/") for run in facts.get("leave", [])]
    return (
        any(first <= day <= last for first, last in runs)
        and not any(first <= day <= last for first, last in away)
        and date.fromisoformat(day).isoformat() <= left
    )


def _asked(m: Model, who: Person, verb: str, id: str) -> Ask:
    m.may(who, verb)
    asked = m.asks.get(id)
    workers = (asked.worker,) if asked else ()
    m.need(who, asked, m.workers[asked.worker].team if asked else "", workers=workers)
    assert asked
    return asked


def _refuse_answered(m: Model, asked: Ask, *also: str) -> None:
    if asked.state not in ("asked", *also):
        raise Refused(*CONFLICT)
    if m.now >= asked.until:
        raise Refused(*GONE)


def _answer(m: Model, who: Person, asked: Ask, state: str) -> None:
    asked.state = state
    m.bump(asked)
    m.write(who, "ask.withdraw" if state == "withdrawn" else "ask.accept", "ask", asked.id)
