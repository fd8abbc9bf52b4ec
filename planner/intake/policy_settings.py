"""Which settings an agency changes, and which of them cannot be taken."""

from collections.abc import Mapping

from pydantic import ValidationError

from planner.domain import Policy, contradictions, policy, settings, unknown_setting
from planner.intake.faults import Faults
from planner.intake.setting_values import allowed_of, problem_with
from planner.sourced import Sourced

_LONGEST_NAME = 60


def read_policy(
    given: Mapping[str, object], file: str, faults: Faults, **defaults: object
) -> Policy | None:
    """Return the shipped policy with these settings changed, or note what cannot be taken.

    `defaults`: settings that differ from the shipped ones where they are not given.
    """
    sound: dict[str, object] = dict(defaults)
    for name, value in given.items():
        setting = settings().get(name)
        name = str(name)[:_LONGEST_NAME]
        place = f"policy.{name}"
        if setting is None:
            wrong = "" if faults.full else f"{unknown_setting(name)}.".replace("?.", "?")
            faults.add(file, 0, place, wrong)
        elif wrong := problem_with(value, setting):
            faults.add(file, 0, place, wrong, allowed_of(setting))
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
