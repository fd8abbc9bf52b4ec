"""What a check found: facts only; the words are in words.toml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, the most first."""

    RISKY = "risky"  # somebody may be hurt by it, or a plan may be wrong
    MISSING = "missing"  # something the planner weighs is not there
    ODD = "odd"  # can be right, and is worth a look


@dataclass(frozen=True)
class Finding:
    """Which check found something, in which records (by id), and what the sentences need to know."""

    check: str
    records: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


def found(check: str, records: Iterable[str], **facts: object) -> list[Finding]:
    """Return the finding of a check, or nothing where there is no record to name."""
    named = tuple(dict.fromkeys(records))
    return [Finding(check, named, facts)] if named else []
