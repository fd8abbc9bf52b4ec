"""Which status and which stable name each refusal has over HTTP: the only table of statuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.errors import BadInput, BadRow, PlannerError, TooLarge, UnknownReference


class NotJson(BadInput):
    """The body is no JSON, or JSON that two programs could read differently."""


class WrongContentType(PlannerError):
    """The body is sent as something other than plain JSON."""


class BodyTooLarge(PlannerError):
    """The body is larger than what is read."""


class UnknownHost(PlannerError):
    """The service is called by a name that is not its own."""


class Busy(PlannerError):
    """As many questions are being worked on as the service takes on at once."""


class NotReady(PlannerError):
    """The service runs but cannot answer."""


class NotHere(PlannerError):
    """There is nothing of this kind by this id that whoever asks may know of."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"There is no such {kind}, or none that you may see.")


class NotSignedIn(PlannerError):
    """Nobody has said who is asking, or what they showed is not or no longer good."""


class Forbidden(PlannerError):
    """Whoever asks is known, and their role does not do this."""


class StepUpNeeded(Forbidden):
    """This asks for a second factor shown a short while ago."""


class Conflict(PlannerError):
    """What is asked contradicts how things stand."""


class BadDecision(Conflict):
    """What is decided does not fit what it is decided about."""


class Stale(Conflict):
    """What a decision was based on has moved; each thing that moved is a fault of it."""

    def __init__(self, moved: Sequence[BadRow]) -> None:
        self.faults = tuple(moved)
        super().__init__("What this was based on has moved since. Ask again.")


class RuleBroken(Conflict):
    """An assignment would break rules; each is a fault of it, in public facts."""

    said = "This would break a rule."

    def __init__(self, broken: Sequence[BadRow]) -> None:
        self.faults = tuple(broken)
        super().__init__(self.said)


class ConsentNeeded(RuleBroken):
    """An assignment is beyond the usual budget and needs a second person's consent."""

    said = "This is beyond the usual budget: ask a second person for consent first, and name it."


class Gone(PlannerError):
    """A proposal, a request or a job is over: it was decided, withdrawn or has expired."""


class VersionNeeded(PlannerError):
    """A change does not say against which version it is made (If-Match)."""


class VersionMoved(PlannerError):
    """A change is made against a version that is no longer the present one."""


class KeyNeeded(PlannerError):
    """A POST comes without an Idempotency-Key, or with one that cannot be used."""


class KeyReused(PlannerError):
    """An Idempotency-Key comes again with another body."""


class InFlight(PlannerError):
    """A request with the same Idempotency-Key is being answered."""


class TooMany(PlannerError):
    """Whoever asks has asked too often within a short time, and may ask again in so many seconds."""

    def __init__(self, told: str, seconds: int = 10) -> None:
        self.headers = {"Retry-After": str(seconds)}
        super().__init__(told)


class SwitchedOff(PlannerError):
    """The planner is switched off; assigning by hand still works."""


@dataclass(frozen=True)
class Refusal:
    """How a refusal is told: a name that stays, a status, a title, and headers that go with it."""

    name: str
    status: int
    title: str
    headers: Mapping[str, str] | None = None

    @property
    def type(self) -> str:
        """The name as a URN, for programs to compare."""
        return f"urn:caseload:problem:{self.name}"


NOT_FOUND = Refusal("not-found", 404, "There is nothing at this path")
WRONG_METHOD = Refusal("wrong-method", 405, "This path does not know this method")
BAD_INPUT = Refusal("bad-input", 422, "The input cannot be used; nothing was read in part")
UNEXPECTED = Refusal("unexpected", 500, "Something went wrong that should not have")

REFUSALS: dict[type[PlannerError], Refusal] = {
    NotJson: Refusal("not-json", 400, "The body is not JSON that can be read in one way only"),
    UnknownHost: Refusal("unknown-host", 400, "This service does not go by that name"),
    UnknownReference: Refusal(
        "unknown-reference", 409, "The question mentions what its agency does not have"
    ),
    BodyTooLarge: Refusal(
        "body-too-large", 413, "The body is larger than what is read", {"Connection": "close"}
    ),
    TooLarge: Refusal("too-large", 413, "The agency is larger than what one call takes on"),
    WrongContentType: Refusal(
        "wrong-content-type",
        415,
        "The body has to be plain JSON",
        {"Accept": "application/json", "Accept-Encoding": "identity", "Connection": "close"},
    ),
    BadInput: BAD_INPUT,
    NotHere: Refusal("not-here", 404, "There is nothing by this id"),
    NotSignedIn: Refusal(
        "not-signed-in", 401, "Nobody has said who is asking", {"WWW-Authenticate": "Bearer"}
    ),
    StepUpNeeded: Refusal("step-up-needed", 403, "This asks for a second factor shown just now"),
    Forbidden: Refusal("forbidden", 403, "Your role does not do this"),
    Stale: Refusal("stale", 409, "What this was based on has moved"),
    ConsentNeeded: Refusal("consent-needed", 409, "A second person has to consent"),
    RuleBroken: Refusal("rule-broken", 409, "This would break a rule"),
    Conflict: Refusal("conflict", 409, "This contradicts how things stand"),
    Gone: Refusal("gone", 410, "This is over"),
    VersionMoved: Refusal("version-moved", 412, "Somebody else changed this first"),
    VersionNeeded: Refusal("version-needed", 428, "A change has to say against which version it is"),
    KeyNeeded: Refusal("key-needed", 400, "A POST has to come with an Idempotency-Key"),
    KeyReused: Refusal("key-reused", 422, "The Idempotency-Key came with another body before"),
    InFlight: Refusal("in-flight", 409, "The same request is being answered", {"Retry-After": "1"}),
    TooMany: Refusal("too-many", 429, "Too many requests", {"Retry-After": "10"}),
    SwitchedOff: Refusal("switched-off", 503, "The planner is switched off"),
    Busy: Refusal("busy", 503, "The service is busy", {"Retry-After": "5"}),
    NotReady: Refusal("not-ready", 503, "The service cannot answer yet", {"Retry-After": "5"}),
}


def refusal_of(error: type[PlannerError]) -> Refusal:
    """Return how a kind of error is told; one that is not in the table was not expected."""
    return next((REFUSALS[kind] for kind in error.__mro__ if kind in REFUSALS), UNEXPECTED)
