"""Which settings `name=value` changes, as somebody types it to try a policy out."""

import re
from collections.abc import Sequence

from planner.domain import Policy, settings
from planner.intake.faults import Faults
from planner.intake.policy_settings import read_policy
from planner.sourced import Sourced

_WHOLE = re.compile(r"-?[0-9]{1,9}")
_YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}
_LONGEST = 60


def read_changes(texts: Sequence[str], base: Policy) -> Policy:
    """Return a policy with some settings changed, each written `name=value`, a list `name=1,2,3`.

    Raises
    ------
    BadInput
        A setting does not exist or cannot have that value, or two of them contradict each other.
    """
    faults = Faults()
    given: dict[str, object] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            faults.add("--set", 0, name[:_LONGEST], "there is no value.", "name=value")
        elif name in given:
            faults.add("--set", 0, name[:_LONGEST], "this setting is given twice.")
        given[name] = _value(value, settings().get(name))
    faults.raise_any()
    before = {name: list(v) if isinstance(v, tuple) else v for name, v in base}
    changed = read_policy(before | given, "--set", faults)
    faults.raise_any()
    if changed is None:
        raise AssertionError("a policy that is not read has a fault")
    return changed


def _value(text: str, setting: Sourced | None) -> object:
    """Return a text as the kind of value a setting has; the text itself where it is none."""
    if setting is None:
        return text
    if isinstance(setting.value, bool):
        return _YES_OR_NO.get(text.lower(), text)
    if isinstance(setting.value, list):
        return [_whole(part.strip()) for part in text.strip("[]").split(",")]
    return _whole(text)


def _whole(text: str) -> object:
    return int(text) if _WHOLE.fullmatch(text) else text
