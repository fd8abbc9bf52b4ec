"""Which values a sourced number can take from a file, and why it cannot take others."""

import re

from planner.intake.cells import shown
from planner.sourced import Sourced
from planner.units import thousandths

_FRACTION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")


def problem_with(value: object, setting: Sourced) -> str:
    """Return why a value cannot be a setting's, '' where it can."""
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


def allowed_of(setting: Sourced) -> str:
    """Return what a setting can be, in words."""
    if isinstance(setting.value, bool):
        return "true or false"
    many = isinstance(setting.value, list)
    bounds = f"from {setting.least:,.0f} to {setting.most:,.0f} ({setting.unit})"
    return f"a list of whole numbers, each {bounds}" if many else f"a whole number {bounds}"
