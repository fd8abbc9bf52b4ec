"""What came of a claim: true, false with the reason, or not decided."""

from dataclasses import dataclass
from enum import StrEnum

from planner.claims import Claim


class Verdict(StrEnum):
    """Whether a claim holds."""

    TRUE = "true"
    FALSE = "false"
    NOT_DECIDED = "not decided"


@dataclass(frozen=True)
class Finding:
    """What came of one claim; `reason` is one sentence, empty where it is true."""

    claim: Claim
    verdict: Verdict
    reason: str = ""


class Untrue(Exception):
    """A claim is false; the message says why."""


class Undecided(Exception):
    """The engine ran out of time; the message says over what."""


def hold(holds: bool, otherwise: str) -> None:
    """Raise Untrue with a sentence where something does not hold."""
    if not holds:
        raise Untrue(otherwise)
