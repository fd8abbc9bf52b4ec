"""What a worker is told of their own lines, put together as data."""

from datetime import date, timedelta

from planner.domain import Plan
from planner.explain.headroom import Room
from planner.explain.own import Own, OwnGround, own
from planner.explain.own_wording import (
    changed_sentence,
    dose_sentences,
    keeps_sentence,
    own_sentences,
    room_phrase,
)
from planner.pipeline import Side, ground
from planner.present.own import OwnAnswer, OwnChangeAnswer, OwnReason, OwnRoom, OwnWeek
from planner.units import DAYS_PER_WEEK

_UNITS = {
    "hours": "minutes",
    "dose-budget": "thousandths of an exposure unit",
    "budget-margin": "thousandths of an exposure unit",
    "dose-windows": "thousandths of an exposure unit",
}


def own_answer(side: Side, plan: Plan, case: str, worker: str, before: Plan | None = None) -> OwnAnswer:
    """Return what a worker is told of a case; `before`: a plan to tell what changed for them since.

    Worked out on the side that knows of private facts the worker's own alone.
    """
    side.public.know_case(case)
    side.public.know_worker(worker)
    mine = side.own(worker)
    plan = mine.problem.decided(plan)
    found = own(OwnGround(ground(mine, plan), side.public.problem), case, worker, before)
    agency = side.agency
    return OwnAnswer(
        worker=worker,
        case=case,
        role=found.role,
        lead=found.lead,
        why=own_sentences(found),
        in_the_way=_reasons(found),
        cost=found.step,
        dose=dose_sentences(found.dose, agency.policy.action_level_share),
        action_level_share=agency.policy.action_level_share,
        weeks=_weeks(found, agency.date),
        room=[_room(room, agency.date) for room in found.room],
        changed=None
        if found.changed is None
        else [
            OwnChangeAnswer(
                case=change.case,
                before=change.before,
                after=change.after,
                why=changed_sentence(change),
            )
            for change in found.changed
        ],
    )


def _reasons(found: Own) -> list[OwnReason]:
    return [
        OwnReason(rule=each.breach.rule, private=each.private, beside=beside, why=keeps_sentence(each))
        for beside, keeps in ((False, found.in_the_way), (True, found.beside))
        for each in keeps
    ]


def _weeks(found: Own, today: date) -> list[OwnWeek]:
    dose = found.dose
    rows = zip(
        dose.carried.tolist(),
        dose.without.tolist(),
        dose.with_case.tolist(),
        dose.budget.tolist(),
        strict=True,
    )
    return [
        OwnWeek(
            begins=_begins(today, week),
            carried=carried,
            without_case=without,
            with_case=with_case,
            budget=budget,
        )
        for week, (carried, without, with_case, budget) in enumerate(rows)
    ]


def _room(room: Room, today: date) -> OwnRoom:
    return OwnRoom(
        rule=room.rule,
        of=room_phrase(room),
        unit=_UNITS.get(room.rule, "cases"),
        week=None if room.week is None else _begins(today, room.week),
        now=room.now,
        left=room.left,
    )


def _begins(today: date, week: int) -> date:
    return today + timedelta(days=week * DAYS_PER_WEEK)
