"""What a row of published figures gives for one number, and why it may give nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.sourced import Provenance, Sourced


@dataclass(frozen=True)
class Fitted:
    """A number that holds, with its unit and source.

    `instead`: why it is the default, '' where the row gives it; `partly`: what of it the row lacks.
    """

    name: str
    entry: Sourced
    instead: str = ""
    partly: str = ""


def statistic(default: Sourced, value: int | list[int], source: str, meaning: str) -> Sourced:
    """Return a published number in the stead of a default, in the default's unit."""
    return replaced(default, value, Provenance.STATISTIC, source, meaning)


def derived(default: Sourced, value: int | list[int], source: str, meaning: str) -> Sourced:
    """Return arithmetic on published numbers in the stead of a default, in the default's unit."""
    return replaced(default, value, Provenance.DERIVED, source, meaning)


def replaced(
    default: Sourced, value: int | list[int], provenance: Provenance, source: str, meaning: str
) -> Sourced:
    """Return a default with another value and what stands behind it; its bounds are kept."""
    changes = {"value": value, "provenance": provenance, "source": source, "meaning": meaning}
    return default.model_copy(update=changes | {"page": "", "table": ""})


def bounded(setting: Sourced, amount: int) -> int:
    """Return an amount, or the bound of a number that it is beyond."""
    least = amount if setting.least is None else int(setting.least)
    most = amount if setting.most is None else int(setting.most)
    return min(max(amount, least), most)


def entries(fitted: Iterable[Fitted]) -> dict[str, Sourced]:
    """Return the numbers that a row gives, by name, without the defaults."""
    return {one.name: one.entry for one in fitted if not one.instead}
