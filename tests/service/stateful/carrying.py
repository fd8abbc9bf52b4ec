"""What gives a case to somebody and takes it from them, in the plain model."""

from datetime import date, timedelta
from typing import Any

from tests.service.stateful import dose
from tests.service.stateful.agency import Person
from tests.service.stateful.judging import one, verdict
from tests.service.stateful.model import (
    CONFLICT,
    GONE,
    MINUTE,
    RULE,
    Assignment,
    Case,
    Exposure,
    Model,
    Notice,
    Refused,
    Worker,
)

UNDO_WITHIN = 30 * MINUTE


def refuse_gone(m: Model, given: list[dict[str, Any]]) -> None:
    """Refuse a closed case, and a worker who is not there any more."""
    for each in given:
        if m.cases[each["case"]].state == "closed":
            raise Refused(*CONFLICT)
        if any(not m.workers[worker].enabled for worker in named(each)):
            raise Refused(*CONFLICT)


def named(each: dict[str, Any]) -> list[str]:
    """Return who does something on a case: lead, support, cover."""
    covers = [cover["worker"] for cover in each.get("cover", [])]
    return sorted({w for w in (each["worker"], each.get("support"), *covers) if w})


def give(  # noqa: PLR0913, PLR0917  (what an assignment is)
    m: Model,
    who: Person,
    each: dict[str, Any],
    path: str,
    key: str,
    proposal: str | None = None,
    consent: str | None = None,
) -> Assignment:
    """Give a case to somebody; an open one moves, and reading its file counts as dose."""
    case, worker = m.cases[each["case"]], each["worker"]
    if case.state == "open":
        take(m, who, case, "moved")
        monday = m.today - timedelta(days=m.today.weekday())
        minutes = dose.setting(m, "handover_minutes")
        m.exposures.append(
            Exposure("", worker, monday, case.id, minutes, dose.tier(case), "reading", "handover")
        )
    support = each.get("support")
    given = Assignment(key, case.id, worker, support, m.today, path, m.now, proposal, consent)
    m.assignments[key] = given
    m.made(given)
    case.state, case.holder = "open", None
    m.bump(case, *(m.workers[w] for w in named(each)))
    m.write(who, "assignment.create", "assignment", key)
    m.tell("assignment.created", assignment=key, case=case.id, worker=worker)
    return given


def take(m: Model, who: Person, case: Case, reason: str) -> Assignment:
    """Take a case from whoever carries it."""
    held = m.carried(case.id)
    assert held
    held.active, held.ended_on, held.end_reason = False, m.today, reason
    m.ended.append(held.id)
    m.bump(held, *(m.workers[w] for w in held.carriers()))
    m.write(who, "assignment.end", "assignment", held.id)
    m.tell("assignment.ended", assignment=held.id, case=case.id, worker=held.worker)
    return held


def tell_first(m: Model, given: list[dict[str, Any]]) -> None:
    """Tell everybody whom this brings to the action level, once until it ends."""
    for worker in sorted({worker for each in given for worker in named(each)}):
        open_yet = [
            n for n in m.notices if (n.worker, n.kind, n.ended) == (worker, "action-level", None)
        ]
        if not open_yet and dose.at_action_level(m, worker):
            day = working_days_after(m.today, dose.setting(m, "action_days"))
            m.notices.append(Notice("", worker, "action-level", m.now, day))
            m.tell("worker.action_level_reached", worker=worker)


def working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def release(m: Model, who: Person, key: str, holder: str, seen: int | None) -> Case:
    case = m.a_case(who, "decide", key)
    to = m.a_worker(who, "decide", holder)
    m.against(case, seen)
    if not to.enabled or case.state != "open":
        raise Refused(*CONFLICT)
    take(m, who, case, "workload")
    case.state, case.holder = "waiting", holder
    m.bump(case)
    return case


def close(m: Model, who: Person, key: str, seen: int | None) -> Case:
    case = m.a_case(who, "decide", key)
    if case.state == "closed":
        raise Refused(*CONFLICT)
    m.against(case, seen)
    if case.state == "open":
        take(m, who, case, "closed")
    case.state, case.holder, case.closed_on = "closed", None, m.today
    m.bump(case)
    m.write(who, "case.close", "case", key)
    m.tell("case.closed", case=key)
    return case


def rate(  # noqa: PLR0913, PLR0917  (what a rating is)
    m: Model, who: Person, key: str, facts: dict[str, str], met: date, seen: int | None
) -> Case:
    case = m.a_case(who, "write cases", key)
    m.against(case, seen)
    received = date.fromisoformat(case.facts["received"])
    if case.state == "closed" or not received <= met <= m.today:
        raise Refused(*CONFLICT)
    case.facts = case.facts | facts | {"first_met": met.isoformat()}
    m.bump(case)
    m.write(who, "case.rate", "case", key)
    m.tell("case.changed", case=key)
    return case


def undo(m: Model, who: Person, key: str, seen: int | None, again: str) -> Case:
    """A fresh assignment is as if it had not been; the ledger keeps what was read."""
    m.may(who, "decide")
    fresh = m.assignments.get(key)
    m.need(who, fresh, m.cases[fresh.case].team if fresh else "")
    assert fresh
    if not fresh.active:
        raise Refused(*CONFLICT)
    m.against(fresh, seen)
    if m.now >= fresh.at + UNDO_WITHIN:
        raise Refused(*GONE)
    case = m.cases[fresh.case]
    before = _before(m, case.id)
    back = before if before is not None and before.end_reason == "moved" else None
    if back is not None:
        given = one(case.id, back.worker, back.support)
        refuse_gone(m, given)
        found = verdict(m, given)
        if found.never or found.budget:
            raise Refused(*RULE)
    take(m, who, case, "undone")
    m.bump(case)
    if back is None:
        case.state, case.holder = "waiting", fresh.worker
        return case
    held = Assignment(
        again,
        case.id,
        back.worker,
        back.support,
        back.since,
        "undo",
        m.now,
        back.proposal,
        back.consent,
        back.hold,
        back.wish,
    )
    m.assignments[again] = held
    m.made(held)
    m.bump(*(m.workers[w] for w in held.carriers()))
    m.write(who, "assignment.undo", "assignment", again)
    m.tell("assignment.created", assignment=again, case=case.id, worker=held.worker)
    return case


def _before(m: Model, case: str) -> Assignment | None:
    """Return whose the case was last, of those whose it is no longer."""
    ended = [key for key in m.ended if m.assignments[key].case == case]
    return m.assignments[ended[-1]] if ended else None


def end_service(m: Model, who: Person, key: str, last_day: date, seen: int | None) -> Worker:
    worker = m.a_worker(who, "decide", key)
    m.against(worker, seen)
    if last_day < m.today:
        raise Refused(*CONFLICT)
    worker.facts = worker.facts | {"last_day": last_day.isoformat()}
    m.bump(worker)
    m.write(who, "worker.end-service", "worker", key)
    m.tell("worker.changed", worker=key)
    return worker
