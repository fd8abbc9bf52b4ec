"""A second person's consent in the plain model: by another, for this case and worker, used once."""

from typing import Any

from tests.service.stateful.agency import Person
from tests.service.stateful.model import CONFLICT, DAY, FORBIDDEN, GONE, Consent, Model, Refused


def ask(m: Model, who: Person, case: str, worker: str, id: str) -> Consent:
    m.a_case(who, "decide", case)
    m.a_worker(who, "decide", worker)
    made = m.consents[id] = Consent(id, case, worker, who.id, m.now + DAY)
    m.write(who, "consent.ask", "consent", id)
    m.tell("consent.asked", consent=id)
    return made


def answer(m: Model, who: Person, id: str, verb: str, seen: int | None) -> Consent:
    """Give, refuse or withdraw."""
    state = {"give": "given", "refuse": "refused", "withdraw": "withdrawn"}[verb]
    m.may(who, "decide" if verb == "withdraw" else "consent")
    consent = m.consents.get(id)
    teams = (m.cases[consent.case].team, m.workers[consent.worker].team) if consent else ()
    m.need(who, consent, *teams)
    assert consent
    m.against(consent, seen)
    if m.now >= consent.until:
        raise Refused(*GONE)
    if verb == "withdraw":
        if consent.state not in ("asked", "given"):
            raise Refused(*CONFLICT)
    else:
        if who.id == consent.asked_by:
            raise Refused(*FORBIDDEN)
        if consent.state != "asked":
            raise Refused(*CONFLICT)
        consent.answered_by = who.id
    consent.state = state
    m.bump(consent)
    m.write(who, f"consent.{state}", "consent", id)
    return consent


def good(m: Model, given: dict[str, Any], id: str | None, *deciders: str) -> bool:
    """Return whether this is a second person's consent to it: of none of those who decide it."""
    consent = m.consents.get(id or "")
    return (
        consent is not None
        and consent.state == "given"
        and m.now < consent.until
        and (consent.case, consent.worker) == (given["case"], given["worker"])
        and consent.answered_by not in deciders
    )


def use(m: Model, given: dict[str, Any], over: bool, id: str | None, *deciders: str) -> str | None:
    """Use a consent up where it is beyond the usual budget."""
    if not over:
        return None
    if not good(m, given, id, *deciders):
        raise Refused(409, "consent-needed")
    assert id
    m.consents[id].state = "used"
    m.bump(m.consents[id])
    return id


def state_of(m: Model, consent: Consent) -> str:
    over = m.now >= consent.until and consent.state in ("asked", "given")
    return "expired" if over else consent.state
