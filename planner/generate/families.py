"""Which new cases belong together, apart or to a family with an open case, and who may have none.

Children of one family come in together: same office, day, source and language; a further child
takes part of the work of the first. What comes in at night comes alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from planner.domain import Case, GroupRule, Stage, Worker
from planner.generate.chance import Chance
from planner.generate.course import GRAIN
from planner.generate.figures import Figures
from planner.units import Thousandths

_OF_OPEN_CASE = ("office", "language", "interpreter", "group", "group_rule")
_SHARED = ("office", "received", "referral_type", "language", "interpreter", "earlier_worker")


def join_families(
    new: Sequence[Case], open_cases: Sequence[Case], figures: Figures, chance: Chance
) -> tuple[Case, ...]:
    """Return the new cases, some of them joined in groups."""
    free = chance.shuffled(range(figures.one("on_call_cases"), len(new)))
    changed = list(new)
    groups = 0
    for rule in (GroupRule.TOGETHER, GroupRule.APART, GroupRule.PREFERRED):
        for _ in range(_count(len(new), figures.one(rule)) // 2):
            groups += 1
            first, second = free.pop(), free.pop()
            group = {"group": f"gn-{groups:03d}", "group_rule": rule}
            further = _further_child(new[first], new[second], rule, figures)
            changed[first] = new[first].model_copy(update=group)
            changed[second] = new[second].model_copy(update=group | further)
    families = [case for case in open_cases if case.group_rule is GroupRule.PREFERRED]
    for case in chance.shuffled(families)[: _count(len(new), figures.one("open_sibling"))]:
        if free:
            place = free.pop()
            shared = {name: getattr(case, name) for name in _OF_OPEN_CASE}
            changed[place] = new[place].model_copy(update=shared)
    return tuple(changed)


def _count(cases: int, share: Thousandths) -> int:
    return (cases * share + 500) // 1000


def _further_child(first: Case, second: Case, rule: GroupRule, figures: Figures) -> dict[str, Any]:
    if rule is GroupRule.APART:
        return {}
    shared: dict[str, Any] = {name: getattr(first, name) for name in _SHARED}
    days = second.response_deadline - second.received
    stages = tuple(_part(stage, figures.one("sibling_work")) for stage in second.stages)
    return shared | {"response_deadline": first.received + days, "stages": stages}


def _part(stage: Stage, share: Thousandths) -> Stage:
    exposure = tuple((mode, _grains(minutes, share)) for mode, minutes in stage.exposure)
    return stage.model_copy(update={"exposure": exposure, "other": _grains(stage.other, share)})


def _grains(minutes: int, share: Thousandths) -> int:
    return max(GRAIN, minutes * share // 1000 // GRAIN * GRAIN)


def with_conflicts(
    workers: Sequence[Worker], new: Sequence[Case], figures: Figures, chance: Chance
) -> Iterator[Worker]:
    """Yield the workers, a few of them with a conflict of interest in a new case."""
    conflicts: dict[str, list[str]] = {}
    for case in chance.quota(new, figures.one("conflicts")):
        conflicts.setdefault(chance.pick(workers).id, []).append(case.id)
    for worker in workers:
        own = tuple(conflicts.get(worker.id, ()))
        yield worker.model_copy(update={"conflicts": own}) if own else worker
