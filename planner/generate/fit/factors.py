"""What cases are about in a place: how many assessed episodes have each factor.

A count that is not published is taken in England's proportion to the episodes. Abuse by an unknown
person, published before 2025, is shared out to abuse by children and by adults as England's is in 2025.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planner.generate.figures import case_factors
from planner.generate.mix import EPISODES as OF_ALL
from planner.published import Fitted, Row
from planner.published.fitted import derived, statistic
from planner.published.publications import EPISODES
from planner.sourced import Sourced
from planner.units import whole

_ABUSE = ("physical-abuse", "sexual-abuse")
_BY = ("-child-on-child", "-adult-on-child")
_BY_UNKNOWN = "-unknown"
_NAME = "factors"


@dataclass(frozen=True)
class Mix:
    """How many episodes have each factor, and what is to be said of it."""

    factors: Mapping[str, Sourced]
    told: Fitted


def england_mix() -> Mix:
    """Return the mix of England as it is shipped, for a place of which none is published."""
    shipped = case_factors()
    return Mix(shipped, Fitted(_NAME, shipped[OF_ALL], "no factors are published by state"))


def mix_of(row: Row) -> Mix:
    """Return the mix of a place; England's as it is shipped, where its episodes are not published."""
    shipped, episodes = case_factors(), row.get(EPISODES)
    if not episodes:
        why = row.lacks(EPISODES) or f"{EPISODES} is 0"
        return Mix(shipped, Fitted(_NAME, shipped[OF_ALL], why))
    counts, guessed = _counts(row, episodes)
    if not any(counts.values()):
        return Mix(shipped, Fitted(_NAME, shipped[OF_ALL], "every factor is 0"))
    # An episode has one factor or more, whatever was rounded or is not published.
    most = min(whole(episodes, 1), sum(counts.values()))
    found = {OF_ALL: statistic(shipped[OF_ALL], most, row.source(EPISODES), "episodes with a factor")}
    for name, count in counts.items():
        default = shipped[name]
        if name in guessed:
            source = (
                f"{row.title}, not published; {default.number} of {shipped[OF_ALL].number} in England"
            )
            found[name] = derived(default, count, source, default.meaning)
        else:
            found[name] = statistic(default, count, row.title, default.meaning)
    missing = ", ".join(sorted(guessed))
    partly = f"not published, and taken in England's proportion: {missing}" if missing else ""
    return Mix(found, Fitted(_NAME, found[OF_ALL], partly=partly))


def _counts(row: Row, episodes: Decimal) -> tuple[dict[str, int], set[str]]:
    """Return the count of every factor, and which of them are not published."""
    shipped = case_factors()
    known = {column.casefold().replace("_", "-"): figure for column, figure in row.figures.items()}
    share = episodes / shipped[OF_ALL].number
    found: dict[str, Decimal] = {}
    guessed = set()
    for name in shipped.keys() - {OF_ALL}:
        if name not in known:
            guessed.add(name)
        found[name] = known.get(name, shipped[name].number * share)
    for abuse in _ABUSE:
        kinds = [abuse + by for by in _BY]
        unknown = known.get(abuse + _BY_UNKNOWN)
        if not unknown:
            continue
        if guessed.issuperset(kinds):  # the year's counts are all by persons unknown
            found |= dict.fromkeys(kinds, Decimal(0))
        total = sum(shipped[kind].number for kind in kinds)
        for kind in kinds:
            found[kind] += unknown * shipped[kind].number / total
    return {name: whole(found[name], 1) for name in shipped if name != OF_ALL}, guessed
