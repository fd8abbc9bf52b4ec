"""Facts that change beside decisions, in the plain model: cases, workers, policy, switch, ledger."""

from datetime import date
from typing import Any

from tests.service.stateful.agency import Person
from tests.service.stateful.model import CONFLICT, Case, Exposure, Model, Policy, Refused, Worker

BAD = (422, "bad-input")


def take_in(m: Model, who: Person, team: str, holder: str, facts: dict[str, Any]) -> Case:
    """Take a case in: it waits, and its holder answers for it."""
    m.may(who, "write cases")
    worker = m.workers.get(holder)
    if not m.reaches(who, team) or worker is None or not m.reaches(who, worker.team):
        raise Refused(*BAD)
    if not worker.enabled:
        raise Refused(*BAD)
    key = facts["case"]
    if key in m.cases:
        raise Refused(*CONFLICT)
    made = m.cases[key] = Case(key, team, facts, holder)
    m.write(who, "case.create", "case", key)
    m.tell("case.received", case=key)
    return made


def switch_worker(m: Model, who: Person, key: str, verb: str, seen: int | None) -> Worker:
    """Disable a worker who carries and holds nothing, or enable one."""
    worker = m.a_worker(who, "write workers", key)
    m.against(worker, seen)
    holds = any(c.holder == key and c.state == "waiting" for c in m.cases.values())
    if worker.enabled == (verb == "enable"):
        raise Refused(*CONFLICT)
    if verb == "disable" and (m.load(key) or holds):
        raise Refused(*CONFLICT)
    worker.enabled = verb == "enable"
    m.bump(worker)
    m.write(who, f"worker.{verb}", "worker", key)
    m.tell("worker.changed", worker=key)
    return worker


def limit_worker(m: Model, who: Person, key: str, changes: dict[str, Any], seen: int | None) -> Worker:
    """Change what is known of a worker, such as their hours or a conflict of interest."""
    worker = m.a_worker(who, "write workers", key)
    m.against(worker, seen)
    worker.facts = worker.facts | changes
    m.bump(worker)
    m.write(who, "worker.change", "worker", key)
    m.tell("worker.changed", worker=key)
    return worker


def set_policy(m: Model, who: Person, day: date, changes: dict[str, Any]) -> Policy:
    """A new version, from a day on, of what would hold that day."""
    m.may(who, "write policy")
    if day < m.today:
        raise Refused(*BAD)
    base = max(
        (p for p in m.policies if p.effective_from <= day), key=lambda p: (p.effective_from, p.number)
    )
    number = max(p.number for p in m.policies) + 1
    made = Policy(number, day, base.settings | changes)
    m.policies.append(made)
    m.write(who, "policy.create", "policy", str(number))
    m.tell("policy.changed", policy=str(number))
    return made


def switch_planner(m: Model, who: Person, on: bool, seen: int | None) -> None:
    m.may(who, "write agency")
    if seen is None:
        raise Refused(428, "version-needed")
    if seen != m.version:
        raise Refused(412, "version-moved")
    if on != m.planner_on:
        m.planner_on = on
        m.version += 1
        m.write(who, "agency.change", "agency", "riverside")


def correct(  # noqa: PLR0913, PLR0917  (what a correction is)
    m: Model, who: Person, key: str, minutes: int, seen: int | None, new: str
) -> Exposure:
    """A worker says what it was: a new event takes the place of one, which stays."""
    m.may(who, "correct")
    before = next((e for e in m.exposures if e.id == key), None)
    m.need(who, before, workers=(before.worker,) if before else ())
    assert before
    m.against(before, seen)
    if before.replaced:
        raise Refused(*CONFLICT)
    before.replaced = True
    m.bump(before)
    week, case, tier = before.week, before.case, before.tier
    made = Exposure(new, before.worker, week, case, minutes, tier, before.mode, before.source, key)
    m.exposures.append(made)
    m.write(who, "exposure.correct", "exposure", new)
    return made


def look_at_dose(m: Model, who: Person, key: str, action: str) -> Worker:
    """A look at somebody's dose or ledger, which goes into the record."""
    worker = m.a_worker(who, "read dose", key)
    if action == "dose.read" and not worker.enabled:
        raise Refused(404, "not-here")
    m.write(who, action, "worker", key)
    return worker


def look_at_record(m: Model, who: Person, after: int) -> list[tuple[str, str, str, str]]:
    """Return what of the record is read; that it was read stands in it from then on."""
    m.may(who, "read record")
    seen = m.record[after:]
    m.write(who, "audit.read", "audit", str(after))
    return seen
