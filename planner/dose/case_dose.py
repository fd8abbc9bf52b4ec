"""How much a case weighs, week by week, on the worker who leads it."""

from collections.abc import Iterable
from functools import cache

from planner.domain import FACTS, Case, Exposure, Fact, Mode, ReferralType, Weights
from planner.sourced import Sourced, shipped
from planner.units import MINUTES_PER_HOUR, Dose, Minutes

HIGHEST_TIER = 5
_PER_UNIT = MINUTES_PER_HOUR * 1000 * 1000


@cache
def rubric() -> dict[str, Sourced]:
    """Return the rubric's lines with their sources."""
    return shipped("planner.dose", "rubric.toml")


@cache
def severe_tier() -> int:
    """Return the tier from which a case is severe."""
    return shipped("planner.dose", "severe.toml")["severe_tier"].number


@cache
def severest_tier() -> int:
    """Return the tier from which a case is severest."""
    return shipped("planner.dose", "severe.toml")["severest_tier"].number


def tier(case: Case, referral_type: ReferralType) -> int:
    """Return the tier of a case, 1 to 5.

    tier = min(5, 1 + rubric facts that hold); an unknown fact holds where the referral type's upper
    estimate says so.
    """
    points = 1
    for fact in FACTS:
        known = getattr(case.rubric, fact)
        if known is Fact.YES or (known is Fact.UNKNOWN and fact in referral_type.unknown_means_yes):
            points += rubric()[fact].number
    return min(HIGHEST_TIER, points)


def dose(minutes: Minutes, tier: int, mode: Mode, weights: Weights) -> Dose:
    """Return the dose of some minutes of exposure, rounded up.

    dose = hours x weight of the tier x weight of the mode, in thousandths of an exposure unit
    """
    product = minutes * weights.by_tier[tier - 1] * weights.by_mode[mode] * 1000
    return -(-product // _PER_UNIT)


def weekly_dose(case: Case, tier: int, weights: Weights) -> list[Dose]:
    """Return the dose of each week of the case's expected life."""
    return [
        week
        for stage in case.stages
        for week in [sum(dose(spent, tier, mode, weights) for mode, spent in stage.exposure)]
        * stage.weeks
    ]


def weekly_minutes(case: Case) -> list[Minutes]:
    """Return the work of each week of the case's expected life, exposure and all else."""
    return [
        week
        for stage in case.stages
        for week in [stage.other + sum(spent for _, spent in stage.exposure)] * stage.weeks
    ]


def event_dose(event: Exposure, weights: Weights) -> Dose:
    """Return the dose of one event of the ledger."""
    return dose(event.minutes, event.tier, event.mode, weights)


def event_doses(events: Iterable[Exposure], weights: Weights) -> list[Dose]:
    """Return the dose of each of many events."""
    known: dict[tuple[Minutes, int, Mode], Dose] = {}
    found: list[Dose] = []
    for event in events:
        key = event.minutes, event.tier, event.mode
        if key not in known:
            known[key] = dose(*key, weights)
        found.append(known[key])
    return found


def stage_doses(cases: Iterable[Case], tiers: Iterable[int], weights: Weights) -> list[Dose]:
    """Return the dose a week of each stage of many cases, stage after stage, case after case."""
    known: dict[tuple[tuple[tuple[Mode, Minutes], ...], int], Dose] = {}
    found: list[Dose] = []
    for case, its_tier in zip(cases, tiers, strict=True):
        for stage in case.stages:
            key = stage.exposure, its_tier
            if key not in known:
                known[key] = sum(dose(spent, its_tier, mode, weights) for mode, spent in stage.exposure)
            found.append(known[key])
    return found
