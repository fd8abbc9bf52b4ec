"""What agency.toml says before it is filled in: every key with its meaning, none of them a number
that could grow old, because settings and their defaults come from policy.toml.
"""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from pydantic.fields import FieldInfo

from planner.domain import settings
from planner.intake.body import AgencyHead
from planner.intake.case_rows import ReferralTypeRow
from planner.intake.example_rows import examples, first_example, listed
from planner.intake.people_rows import TeamRow
from planner.intake.row import Row
from planner.intake.toml_values import toml_text
from planner.intake.values import SEVERAL
from planner.intake.words import allowed_in

FIRST_SETTINGS = (
    "unit_budget",
    "action_level_share",
    "half_life_weeks",
    "full_caseload",
    "productive_share",
    "severest_at_once",
    "new_cases_a_batch",
    "ramp_shares",
    "away_days",
    "leaver_weeks",
    "moratorium_days",
    "rating_days",
    "waiting_days_per_urgency",
    "span_of_supervisor",
    "risk_weight",
)
"""The settings that agencies ask about first, as agency.toml lists them."""

_WIDTH = 96
_TOP = """\
# Your agency, its teams, its settings and the ways cases come in.
# Lines that begin with # are not read: they explain, or show a key that may be left out.
# Fill in between the quotes. To use a key behind a #, take the # away.
# FILL_IN.md explains the other files. To see what is still missing: caseload doctor FOLDER
"""
_POLICY = """\
Settings that differ from the shipped ones; nothing here has to be changed. Each line shows the \
default: take its # away and write your own. All settings are listed in FILL_IN.md."""
_TEAM = "One [[team]] for each team: copy the whole block for a second one."
_REFERRAL_TYPE = """\
One [[referral_type]] for each way cases come in, such as the police, a school or the client."""


def new_agency_toml() -> str:
    """Return agency.toml with its needed keys empty and all others commented out."""
    parts = [_TOP, *_keys(AgencyHead), _block("policy", _POLICY, _settings())]
    parts.append(_block("[team]", _TEAM, _keys(TeamRow)))
    parts.append(_block("[referral_type]", _REFERRAL_TYPE, _keys(ReferralTypeRow)))
    return "\n".join(parts)


def filled_agency_toml() -> str:
    """Return a short agency.toml of a made-up agency, to compare with."""
    blocks = (
        ("", examples(AgencyHead, needed_only=True)),
        ("[[team]]\n", examples(TeamRow)),
        ("[[referral_type]]\n", examples(ReferralTypeRow)),
    )
    return "\n".join(title + "".join(_lines(values)) for title, values in blocks)


def _lines(values: dict[str, Any]) -> Iterator[str]:
    return (f"{name} = {toml_text(value)}\n" for name, value in values.items())


def _block(title: str, about: str, keys: Iterator[str]) -> str:
    return _comment(about) + f"[{title}]\n" + "\n".join(keys)


def _keys(row: type[Row]) -> Iterator[str]:
    for name, field in row.model_fields.items():
        if name != "policy":
            yield _comment(_about(field)) + _key(name, field)


def allowed_in_toml(field: FieldInfo) -> str:
    """Return what may stand in a key of agency.toml, where a list is a list."""
    allowed = allowed_in(field)
    several = allowed.endswith(SEVERAL)
    return f"a list of these: {allowed.removesuffix(SEVERAL)}" if several else allowed


def _about(field: FieldInfo) -> str:
    needed = "Needed" if field.is_required() else "May be left out"
    example = toml_text(first_example(field))
    return f"{field.description} {needed}: {allowed_in_toml(field)}. Example: {example}"


def _key(name: str, field: FieldInfo) -> str:
    if not field.is_required():
        return f"# {name} = {toml_text(first_example(field))}\n"
    return f"{name} = false\n" if field.annotation is bool else f'{name} = ""\n'


def _settings() -> Iterator[str]:
    shipped = settings()
    for name in FIRST_SETTINGS:
        setting = shipped[name]
        yield (
            _comment(f"{setting.meaning} ({setting.unit})")
            + f"# {name} = {toml_text(listed(setting.value))}\n"
        )


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(text, _WIDTH, break_on_hyphens=False))
