"""New opaque ids: a word for the kind and 80 random bits."""

from secrets import token_hex

_BYTES = 10


def new_id(kind: str) -> str:
    """Return a new id, such as prp-3f...; no secret, only hard to guess and never used twice."""
    return f"{kind}-{token_hex(_BYTES)}"
