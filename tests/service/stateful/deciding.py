"""Proposals and what people do with them, in the plain model."""

from typing import Any

from tests.service.stateful.agency import Person
from tests.service.stateful.carrying import give, refuse_gone, tell_first
from tests.service.stateful.consenting import use
from tests.service.stateful.judging import may_move, one, verdict
from tests.service.stateful.model import CONFLICT, DAY, GONE, RULE, Assignment, Model, Proposal, Refused


def ask(m: Model, who: Person, case: str, answer: dict[str, Any]) -> Proposal:
    """Propose for a case. Whom is the planner's choice; that it keeps every rule is looked at here."""
    row = m.a_case(who, "ask", case)
    if not m.planner_on:
        raise Refused(503, "switched-off")
    if row.state == "closed":
        raise Refused(*CONFLICT)
    if row.state == "open" and not may_move(m, case):
        raise Refused(409, "unknown-reference")
    given = answer.get("assignments", [])
    for each in given:
        for worker in _named(each):
            assert m.workers[worker].team in who.teams, f"{worker} is beyond the scope of {who.name}"
    if given:
        assert not verdict(m, given).any, f"{given} breaks {verdict(m, given)}"
    else:
        _nobody_could(m, who, case)
    named = sorted({worker for each in given for worker in _named(each)})
    based_on = {
        "cases": {case: row.version} | {e["case"]: m.cases[e["case"]].version for e in given},
        "workers": {worker: m.workers[worker].version for worker in named},
        "policy": m.policy.number,
    }
    key = answer.get("id", "")
    made = Proposal(key, case, [row.team], given, based_on, m.now + DAY)
    m.proposals[key] = made
    m.write(who, "proposal.create", "proposal", key)
    m.tell("proposal.created", proposal=key, case=case)
    return made


def accept(  # noqa: PLR0913, PLR0917  (what an acceptance is)
    m: Model,
    who: Person,
    key: str,
    only: list[str] | None,
    seen: int | None,
    ids: list[str],
) -> tuple[Proposal, list[Assignment]]:
    proposal = _proposal(m, who, key)
    given = [e for e in proposal.given if only is None or e["case"] in only]
    if not given or (only is not None and len(only) != len(given)):
        raise Refused(*CONFLICT)
    for each in given:
        _may(m, who, each)
    _refuse_decided(m, proposal)
    m.against(proposal, seen)
    for each in given:
        moved = m.cases[each["case"]].version != proposal.based_on["cases"][each["case"]]
        for worker in _named(each):
            moved |= m.workers[worker].version != proposal.based_on["workers"][worker]
        if moved or proposal.based_on["policy"] != m.policy.number:
            raise Refused(409, "stale")
    if verdict(m, given).any:
        raise Refused(*RULE)
    written = [give(m, who, each, "proposal", i, key) for each, i in zip(given, ids, strict=True)]
    _decide(m, who, proposal, "accepted")
    tell_first(m, given)
    return proposal, written


def override(  # noqa: PLR0913, PLR0917  (what an override is)
    m: Model, who: Person, key: str, chosen: dict[str, Any], seen: int | None, new: str
) -> tuple[Proposal, list[Assignment]]:
    proposal = _proposal(m, who, key)
    given = one(proposal.case, chosen["worker"], chosen["support"])
    _may(m, who, given[0])
    _refuse_decided(m, proposal)
    m.against(proposal, seen)
    refuse_gone(m, given)
    held = m.carried(proposal.case)
    since = m.given_since(proposal.case, proposal.until - DAY)
    if since or (held and chosen["worker"] == held.worker):
        raise Refused(*CONFLICT)
    found = verdict(m, given)
    if found.never:
        raise Refused(*RULE)
    used = use(m, given[0], bool(found.budget), chosen["consent"], who.id)
    written = give(m, who, given[0], "override", new, key, used)
    proposal.reason_code = chosen["reason_code"]
    _decide(m, who, proposal, "overridden")
    tell_first(m, given)
    return proposal, [written]


def reject(m: Model, who: Person, key: str, seen: int | None) -> Proposal:
    proposal = _proposal(m, who, key)
    _refuse_decided(m, proposal)
    m.against(proposal, seen)
    proposal.reason_code = "continuity"
    _decide(m, who, proposal, "rejected")
    return proposal


def state_of(m: Model, proposal: Proposal) -> str:
    """Return the state as it is shown: past its day it has expired."""
    return "expired" if proposal.state == "open" and m.now >= proposal.until else proposal.state


def expire(m: Model) -> None:
    """Note what is past its time."""
    for _, proposal in sorted(m.proposals.items()):
        if proposal.state == "open" and m.now >= proposal.until:
            proposal.state = "expired"
            m.bump(proposal)
            m.write("housekeeping", "proposal.expired", "proposal", proposal.id)
            m.tell("proposal.expired", proposal=proposal.id)
    for _, asked in sorted(m.asks.items()):
        if asked.state in ("asked", "declined") and m.now >= asked.until:
            asked.state = "expired"
            m.bump(asked)
            m.write("housekeeping", "ask.expired", "ask", asked.id)


def _proposal(m: Model, who: Person, key: str) -> Proposal:
    m.may(who, "decide")
    proposal = m.proposals.get(key)
    m.need(who, proposal, *(proposal.teams if proposal else ()))
    assert proposal
    return proposal


def _may(m: Model, who: Person, each: dict[str, Any]) -> None:
    m.a_case(who, "decide", each["case"])
    for worker in _named(each):
        m.a_worker(who, "decide", worker)


def _named(each: dict[str, Any]) -> list[str]:
    covers = [cover["worker"] for cover in each.get("cover", [])]
    return [w for w in (each["worker"], each.get("support"), *covers) if w]


def _refuse_decided(m: Model, proposal: Proposal) -> None:
    if state_of(m, proposal) == "expired":
        raise Refused(*GONE)
    if proposal.state != "open":
        raise Refused(*CONFLICT)


def _decide(m: Model, who: Person, proposal: Proposal, state: str) -> None:
    proposal.state, proposal.decided_by = state, who.id
    m.bump(proposal)
    m.write(who, f"proposal.{state}", "proposal", proposal.id)
    m.tell(f"proposal.{state}", proposal=proposal.id)


def _nobody_could(m: Model, who: Person, case: str) -> None:
    """Hold that nobody of somebody's teams could take a waiting case alone, where nobody is proposed."""
    if m.cases[case].state != "waiting":
        return
    for worker in m.workers.values():
        if worker.enabled and worker.team in who.teams:
            assert verdict(m, one(case, worker.id)).any, f"{worker.id} could take {case}"
