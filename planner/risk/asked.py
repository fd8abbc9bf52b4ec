"""What was asked for in words: a setting, a dose, terms in SDs from their average."""

from collections.abc import Iterable
from math import isfinite

from planner.domain import Setting
from planner.errors import BadValue
from planner.risk.card import Card
from planner.sourced import unknown
from planner.units import thousandths


def sentence(words: str) -> str:
    """Return words as a sentence: with a capital, and an end."""
    return words[:1].upper() + words[1:] + ("" if words.endswith("?") else ".")


def asked_setting(word: str) -> Setting:
    """Return the setting of that name.

    Raises
    ------
    BadValue
        There is none.
    """
    try:
        return Setting(word)
    except ValueError:
        known = [setting.value for setting in Setting]
        raise BadValue(f"{sentence(unknown('setting', word, known))} All: {', '.join(known)}.") from None


def planned_dose_z(card: Card, dose: float) -> float:
    """Return a planned dose, in exposure units a week, in SDs from the card's dated average.

    Raises
    ------
    BadValue
        It is not a finite number from 0 on.
    """
    if not (isfinite(dose) and dose >= 0):
        raise BadValue("A dose is a number of exposure units a week, from 0 on.")
    return (thousandths(dose) - card.dose_mean.number) / card.dose_sd.number


def asked_z(given: Iterable[str]) -> dict[str, float]:
    """Return z by term from texts such as `experience=-1`.

    Raises
    ------
    BadValue
        A text is not a name, an equals sign and a number, or names a term again.
    """
    found: dict[str, float] = {}
    for text in given:
        name, equals, number = text.partition("=")
        try:
            value = float(number)
        except ValueError:
            value = float("nan")
        if not equals or not isfinite(value):
            raise BadValue(f"{text!r} is not a term and its SDs from average, such as experience=-1.")
        if name.strip() in found:
            raise BadValue(f"{name.strip()} is given twice.")
        found[name.strip()] = value
    return found
