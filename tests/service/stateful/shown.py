"""Does the service show everybody what the plain model says they see, and nothing else?"""

from collections.abc import Callable
from typing import Any

from tests.service.stateful import by_hand, deciding, dose, facts
from tests.service.stateful.agency import Person
from tests.service.stateful.door import Answer, House
from tests.service.stateful.model import Case, Model, Refused

View = Callable[[Model, Person], Any]


def look(m: Model, house: House, who: Person, name: str) -> None:
    """Hold one list, as somebody sees it, against the model."""
    path, due, told = VIEWS[name]
    answer = house.call(who, "GET", path)
    wanted = _or_refusal(lambda: due(m, who), answer)
    if wanted is None:
        return
    if who.agency != "riverside":
        assert b"riverside" not in answer.raw.replace(b"riversidezq9far", b"")
        return
    found = {each["id"]: told(each) for each in answer.body["data"]}
    assert found == wanted, f"{who.name} {path}: {found}, should be {wanted}"


def look_at_dose(m: Model, house: House, who: Person, worker: str) -> None:
    """Hold a worker's planned weeks against plain arithmetic; the look goes into the record."""
    answer = house.call(who, "GET", f"/v1/workers/{worker}/dose")
    if _or_refusal(lambda: facts.look_at_dose(m, who, worker, "dose.read"), answer) is None:
        return
    weeks = answer.body["weeks"]
    assert [week["planned"] for week in weeks] == dose.planned(m, worker)
    assert [week["usual_budget"] for week in weeks] == dose.budgets(m, worker)
    assert answer.body["at_action_level"] == dose.at_action_level(m, worker)


def look_at_ledger(m: Model, house: House, who: Person, worker: str) -> None:
    """Hold a worker's ledger against the model; the look goes into the record."""
    answer = house.call(who, "GET", f"/v1/workers/{worker}/exposures?limit=500")
    if _or_refusal(lambda: facts.look_at_dose(m, who, worker, "exposures.read"), answer) is None:
        return
    found = {e["id"]: (e["case"], e["facts"]["hours"], e["version"]) for e in answer.body["data"]}
    due = {
        e.id: (e.case, e.minutes, e.version)
        for e in m.exposures
        if e.worker == worker and not e.replaced
    }
    assert {key: (case, round(hours * 60), v) for key, (case, hours, v) in found.items()} == due


def look_at_record(m: Model, house: House, who: Person) -> None:
    """Hold the last of the record against the model; and that it was read stands in it."""
    after = max(0, len(m.record) - 50)
    answer = house.call(who, "GET", f"/v1/audit-events?after={after}&limit=100")
    due = _or_refusal(lambda: facts.look_at_record(m, who, after), answer)
    if due is None:
        return
    found = [(e["actor"], e["action"], e["kind"], e["object"]) for e in answer.body["items"]]
    assert found == due


def _or_refusal(work: Callable[[], Any], answer: Answer) -> Any:
    """Return what the model says, or None where it refuses, and the service as well."""
    due, found = (200, ""), None
    try:
        found = work()
    except Refused as refused:
        due = refused.status, refused.kind
    assert (answer.status, answer.kind) == due, answer.raw
    return found


def _cases(m: Model, who: Person) -> Any:
    m.may(who, "read cases")
    seen = [c for c in m.cases.values() if c.state != "closed" and _sees(m, who, c)]
    return {c.id: (c.state, c.team, c.holder, c.version, _known(c.facts)) for c in seen}


def _sees(m: Model, who: Person, case: Case) -> bool:
    on_it = tuple(m.carriers(case.id))
    if case.state == "waiting" and case.holder:
        on_it = (*on_it, case.holder)
    return m.reaches(who, case.team, workers=on_it)


def _known(facts: dict[str, Any]) -> Any:
    stages = [(s["name"], s["weeks"], s["exposure_hours"]) for s in facts["stages"]]
    return (stages, [facts[fact] for fact in dose.FACTS], facts.get("first_met"))


def _workers(m: Model, who: Person) -> Any:
    m.may(who, "read workers")
    seen = [w for w in m.workers.values() if w.enabled and m.reaches(who, w.team, workers=(w.id,))]
    return {w.id: (w.team, m.load(w.id), w.version, w.facts.get("last_day")) for w in seen}


def _assignments(m: Model, who: Person) -> Any:
    m.may(who, "read assignments")
    found = {}
    for a in m.assignments.values():
        teams = [m.cases[a.case].team, *(m.workers[w].team for w in a.carriers())]
        if a.active and m.reaches(who, *teams, workers=tuple(a.carriers())):
            found[a.id] = (a.case, a.worker, a.support, a.path, a.hold, a.wish, a.version)
    return found


def _proposals(m: Model, who: Person) -> Any:
    m.may(who, "read proposals")
    seen = [p for p in m.proposals.values() if m.reaches(who, *p.teams)]
    return {p.id: (deciding.state_of(m, p), p.case, p.version) for p in seen}


def _asks(m: Model, who: Person) -> Any:
    m.may(who, "read assignments")
    seen = [a for a in m.asks.values() if m.reaches(who, m.workers[a.worker].team, workers=(a.worker,))]
    return {a.id: (by_hand.state_of(m, a, who), a.case, a.worker, a.version) for a in seen}


def _reviews(m: Model, who: Person) -> Any:
    m.may(who, "review")
    seen = [r for r in m.reviews.values() if m.reaches(who, m.workers[r.worker].team)]
    return {r.id: (r.state, r.case, r.due_on.isoformat(), r.by, r.version) for r in seen}


def _notices(m: Model, who: Person) -> Any:
    m.may(who, "read notices")
    return {n.id: (n.kind, n.worker, n.version) for n in m.notices if n.worker == who.worker}


def _offers(m: Model, who: Person) -> Any:
    m.may(who, "review")
    return {
        n.id: (n.kind, n.worker, n.version)
        for n in m.notices
        if n.kind == "action-level"
        and n.ended is None
        and n.supervised is None
        and by_hand.told_first(m, n)
        and m.reaches(who, m.workers[n.worker].team)
    }


def _told(*names: str) -> Callable[[dict[str, Any]], Any]:
    return lambda each: tuple(each[name] for name in names)


VIEWS: dict[str, tuple[str, View, Callable[[dict[str, Any]], Any]]] = {
    "cases": (
        "/v1/cases?limit=500",
        _cases,
        lambda c: (c["state"], c["team"], c["holder"], c["version"], _known(c["facts"])),
    ),
    "workers": (
        "/v1/workers",
        _workers,
        lambda w: (w["team"], w["open_cases"], w["version"], w["facts"]["last_day"]),
    ),
    "assignments": (
        "/v1/assignments?limit=500",
        _assignments,
        _told("case", "worker", "support", "path", "hold", "wish", "version"),
    ),
    "proposals": ("/v1/proposals", _proposals, _told("state", "case", "version")),
    "asks": ("/v1/asks", _asks, _told("state", "case", "worker", "version")),
    "reviews": ("/v1/reviews", _reviews, _told("state", "case", "due_on", "by", "version")),
    "notices": ("/v1/notices", _notices, _told("kind", "worker", "version")),
    "offers": ("/v1/supervision-offers", _offers, _told("kind", "worker", "version")),
}
