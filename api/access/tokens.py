"""Secrets that callers show: 256 random bits after what they are and for which agency."""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe

_BYTES = 32
_TOKEN = re.compile(r"(clss|clsp)\.([a-z0-9][a-z0-9_-]{0,39})\.([A-Za-z0-9_-]{43})")


class Prefix(StrEnum):
    """What a token is, for programs that look for secrets where there should be none."""

    SESSION = "clss"
    PROGRAM = "clsp"


@dataclass(frozen=True)
class Token:
    """A token as it was shown."""

    prefix: Prefix
    agency: str
    text: str

    @property
    def hash(self) -> str:
        """What is kept of it: SHA-256, in hexadecimal; enough for 256 random bits."""
        return sha256(self.text.encode()).hexdigest()


def new_token(prefix: Prefix, agency: str) -> Token:
    """Return a fresh token."""
    return Token(prefix, agency, f"{prefix}.{agency}.{token_urlsafe(_BYTES)}")


def token_of(text: str) -> Token | None:
    """Return a token from its text, or None where it is none."""
    found = _TOKEN.fullmatch(text)
    return None if found is None else Token(Prefix(found[1]), found[2], text)
