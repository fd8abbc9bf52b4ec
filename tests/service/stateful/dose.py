"""Dose and its ledger in plain arithmetic: what is planned, what a week that is over brought."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from typing import Any

from planner.domain import policy
from tests.service.stateful.model import Assignment, Case, Exposure, Model, Worker

WEEKS = 13
WEIGHT = {"reading": 750, "live": 1000, "media": 1500}
FACTS = (
    "multiple_trauma_types",
    "sexual_violence",
    "child_13_or_under",
    "death_or_threat",
    "graphic_material",
    "continuing_danger",
)
_NOISE = 1e-6


def setting(m: Model, name: str) -> Any:
    """Return a setting of the policy in force."""
    return m.policy.settings.get(name, getattr(policy(), name))


def tier(case: Case) -> int:
    """Return 1 and one for each fact that holds, 5 at most; of unknown ones continuing danger holds."""
    holds: int = sum(
        case.facts[fact] == "yes" or (case.facts[fact] == "unknown" and fact == "continuing_danger")
        for fact in FACTS
    )
    return min(5, 1 + holds)


def minutes(stage: dict[str, Any]) -> list[tuple[str, int]]:
    return [(mode, round(hours * 60)) for mode, hours in stage["exposure_hours"].items()]


def dose(spent: int, of_tier: int, mode: str) -> int:
    """Return thousandths of an exposure unit, rounded up: hours x tier x weight of the mode."""
    return -(-spent * of_tier * WEIGHT[mode] // 60)


def weekly(case: Case) -> list[int]:
    """Return the dose of each week of a case that is still expected."""
    return [
        sum(dose(spent, tier(case), mode) for mode, spent in minutes(stage))
        for stage in case.facts["stages"]
        for _ in range(stage["weeks"])
    ]


def planned(m: Model, worker: str) -> list[int]:
    """Return what a worker carries and holds already, week by week, as weekly equivalents."""
    kept = 2.0 ** (-1.0 / setting(m, "half_life_weeks"))
    fresh = [float(_shifts(m.workers[worker], m))] * WEEKS
    for a in m.assignments.values():
        if a.active and worker in a.carriers():
            share = 1.0 if a.worker == worker else setting(m, "support_share") / 1000
            for week, brought in enumerate(weekly(m.cases[a.case])[:WEEKS]):
                fresh[week] += share * brought
    for case in m.cases.values():
        if case.state == "waiting" and case.holder == worker:
            fresh[0] += setting(m, "holding_share") / 1000 * weekly(case)[0]
    stock: float = sum(
        (1 - kept) * kept ** ((m.today - e.week).days // 7 - 1) * dose(e.minutes, e.tier, e.mode)
        for e in m.exposures
        if e.worker == worker and not e.replaced and e.week + timedelta(days=7) <= m.today
    )
    found, grown = [], 0.0
    for added in fresh:
        grown = kept * grown + (1 - kept) * added
        stock *= kept
        found.append(ceil(grown + stock - _NOISE))
    return found


def budgets(m: Model, worker: str) -> list[int]:
    """Return the usual budget of the coming weeks; newcomers to the field have steps of it."""
    facts, found = m.workers[worker].facts, []
    for week in range(WEEKS):
        later = int(week / (365.25 / 12 / 7))
        share = 1000
        if round(facts["years_in_field"] * 12) + later < 24:
            step = (facts["months_in_post"] + later) // 3
            share = [250, 500, 750, 1000][min(step, 3)]
        found.append(setting(m, "unit_budget") * round(facts["fte"] * 1000) * share // 10**6)
    return found


def at_action_level(m: Model, worker: str) -> bool:
    """Return whether some coming week comes to the action level of the usual budget."""
    level = setting(m, "action_level_share")
    both = zip(planned(m, worker), budgets(m, worker), strict=True)
    return any(carried * 1000 // max(1, budget) >= level for carried, budget in both)


def _shifts(worker: Worker, m: Model) -> int:
    return sum(dose(spent, of_tier, mode) for spent, of_tier, mode in shifts(worker))


def shifts(worker: Worker) -> list[tuple[int, int, str]]:
    """Return minutes, tier and mode of what comes every week outside cases."""
    found = []
    for text in worker.facts.get("standing_exposure", []):
        weight, _, hours = text.partition(":")
        of_tier, _, mode = weight.partition("/")
        found.append((round(float(hours) * 60), int(of_tier), mode))
    return found


def close_weeks(m: Model) -> None:
    """Write the ledger of every week that is over; each open case is a week nearer its end."""
    this_week = m.today - timedelta(days=m.today.weekday())
    if m.ledger_from >= this_week:
        return
    while m.ledger_from < this_week:
        m.exposures += [*_of_week(m, m.ledger_from)]
        for case in m.cases.values():
            if case.state == "open":
                case.facts = case.facts | {"stages": _older(case.facts["stages"])}
                m.bump(case)
        m.ledger_from += timedelta(days=7)
    m.write("ledger", "ledger.close", "agency", "riverside")


def _of_week(m: Model, week: date) -> Iterator[Exposure]:
    for a in m.assignments.values():
        days = sum(_on_it(a, week + timedelta(days=n)) for n in range(7))
        case = m.cases[a.case]
        yield from _spent(case, week, a.worker, days * 1000, "case")
        if a.support:
            yield from _spent(case, week, a.support, days * setting(m, "support_share"), "support")
    for case in m.cases.values():
        if case.state == "waiting" and case.holder:
            yield from _spent(case, week, case.holder, 7 * setting(m, "holding_share"), "case")
    for worker in m.workers.values():
        for spent, of_tier, mode in shifts(worker) if worker.enabled else ():
            yield Exposure("", worker.id, week, None, spent, of_tier, mode, "shift")


def _on_it(a: Assignment, day: date) -> bool:
    return a.since <= day and (a.ended_on is None or day < a.ended_on)


def _spent(case: Case, week: date, worker: str, of_days: int, source: str) -> Iterator[Exposure]:
    for mode, whole in minutes(case.facts["stages"][0]):
        spent = -(-whole * of_days // 7000)
        if spent:
            yield Exposure("", worker, week, case.id, spent, tier(case), mode, source)


def _older(stages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    first, *rest = stages
    if first["weeks"] > 1:
        return [first | {"weeks": first["weeks"] - 1}, *rest]
    return rest or [first]
