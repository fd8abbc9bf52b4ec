"""Every sentence of a finding: what was found, what it means for the planner, what to do."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from planner.doctor.finding import Finding, Severity


class Words(BaseModel):
    """The words of a check, with places for its facts in braces."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    severity: Severity
    file: str
    found: str
    means: str
    do: str


@cache
def words() -> dict[str, Words]:
    """Return the words of every check."""
    text = files("planner.doctor").joinpath("words.toml").read_text(encoding="utf-8")
    return {name: Words.model_validate(entry) for name, entry in tomllib.loads(text).items()}


def said(finding: Finding) -> Words:
    """Return the words of a finding with its facts filled in."""
    blank = words()[finding.check]
    spoken = {part: getattr(blank, part).format(**finding.facts) for part in ("found", "means", "do")}
    if near := finding.facts.get("near"):
        spoken["do"] = f"Did you mean {near}? {spoken['do']}"
    return blank.model_copy(update=spoken)
