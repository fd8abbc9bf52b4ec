"""Which settings an agency changes, and which of them cannot be taken."""

import re
from collections.abc import Mapping

from pydantic import ValidationError

from planner.domain import Policy, contradictions, policy, settings, unknown_setting
from planner.intake.cells import shown
from planner.intake.faults import Faults
from planner.sourced import Sourced
from planner.units import thousandths

_LONGEST_NAME = 60
_FRACTION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")


def read_policy(given: Mapping[str, object], file: str, faults: Faults) -> Policy | None:
    """Return the shipped policy with these settings changed, or note what cannot be taken."""
    sound: dict[str, object] = {}
    for name, value in given.items():
        setting = settings().get(name)
        name = str(name)[:_LONGEST_NAME]
        place = f"policy.{name}"
        if setting is None:
            wrong = "" if faults.full else f"{unknown_setting(name)}.".replace("?.", "?")
            faults.add(file, 0, place, wrong)
        elif wrong := _problem(value, setting):
            faults.add(file, 0, place, wrong, _allowed(setting))
        else:
            sound[name] = value
    unread = given.keys() - sound.keys()
    if found := list(contradictions({n: s.value for n, s in settings().items()} | sound)):
        for each in found:
            if not unread.intersection(each.names):
                faults.add(file, 0, "policy", f"{each.sentence}.")
        return None
    try:
        return policy(**sound)
    except ValidationError as error:
        for fault in error.errors():
            faults.add(file, 0, "policy", f"{fault.get('ctx', {}).get('error', fault['msg'])}.")
        return None


def _problem(value: object, setting: Sourced) -> str:
    if type(value) is not type(setting.value):
        return f"{shown(value)} is not of the kind needed here{_meant(value, setting)}"
    for amount in value if isinstance(value, list) else [value]:
        if type(amount) is not int and not isinstance(setting.value, bool):
            return f"{shown(amount)} is not a whole number{_meant(amount, setting)}"
        if setting.least is not None and amount < setting.least:
            return f"{shown(amount)} is less than {setting.least:,.0f}."
        if setting.most is not None and amount > setting.most:
            return f"{shown(amount)} is more than {setting.most:,.0f}."
    return ""


def _meant(value: object, setting: Sourced) -> str:
    """Return how a sentence ends: with a fraction in thousandths, where a setting counts in them."""
    fraction = str(value)
    if not setting.unit.startswith("thousandths") or not _FRACTION.fullmatch(fraction):
        return "."
    meant = thousandths(fraction)
    within = (setting.least or 0) <= meant <= (meant if setting.most is None else setting.most)
    return f"; did you mean {meant}?" if within else "."


def _allowed(setting: Sourced) -> str:
    if isinstance(setting.value, bool):
        return "true or false"
    many = isinstance(setting.value, list)
    bounds = f"from {setting.least:,.0f} to {setting.most:,.0f} ({setting.unit})"
    return f"a list of whole numbers, each {bounds}" if many else f"a whole number {bounds}"


def policy_schema() -> dict[str, object]:
    """Return the JSON schema of the settings an agency may change."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _schema(setting) for name, setting in settings().items()},
    }


def _schema(setting: Sourced) -> dict[str, object]:
    described: dict[str, object] = {
        "description": f"{setting.meaning} ({setting.unit})",
        "default": setting.value,
    }
    if isinstance(setting.value, bool):
        return {"type": "boolean"} | described
    number: dict[str, object] = {
        "type": "integer",
        "minimum": setting.least,
        "maximum": setting.most,
    }
    if isinstance(setting.value, list):
        return {"type": "array", "items": number} | described
    return number | described
