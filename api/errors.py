"""Which status and which stable name each refusal has over HTTP: the only table of statuses."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.errors import BadInput, PlannerError, TooLarge, UnknownReference


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
    Busy: Refusal("busy", 503, "The service is busy", {"Retry-After": "5"}),
    NotReady: Refusal("not-ready", 503, "The service cannot answer yet", {"Retry-After": "5"}),
}


def refusal_of(error: PlannerError) -> Refusal:
    """Return how an error is told; one that is not in the table was not expected."""
    return next((REFUSALS[kind] for kind in type(error).__mro__ if kind in REFUSALS), UNEXPECTED)
