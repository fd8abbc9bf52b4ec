"""What moves come to, told from public facts: as data to print, and as a plan to check."""

import numpy as np

from planner.check import cost
from planner.domain import Plan, Proposed, Wish
from planner.explain.conditions import conditions
from planner.explain.reasons import Why
from planner.explain.wording import condition_sentence, short_why, why_left_sentence
from planner.goals import GOALS
from planner.measures import changed_dose, worker_loads
from planner.pipeline import Side, why_left, why_workers
from planner.present.answers import CoverAnswer, PlanAnswer, ProposedAnswer, UnassignedAnswer
from planner.present.rebalance import EffectAnswer, MoveAnswer, RebalanceAnswer
from planner.problem import Surveyed
from planner.rebalance.rebalance import Rebalanced
from planner.solve.outcome import Ending

_NEW = "New: rebalancing gives out no new case; see `caseload plan`."
_USED_UP = "The moves asked for are used up; allow more with --moves."
_NOT_ASKED = "It is not with a worker named, and was not given to one."
_WITH_NEW = "It goes together with a new case; see `caseload plan`."


def rebalance_answer(found: Rebalanced) -> RebalanceAnswer:
    """Return moves, what they bring and what one more would bring, as data."""
    around, plan = found.around, found.plan
    near, within = around.staying()
    leavers = sum(not one.may_stay for one in around.known.moving.values())
    more = found.more
    weeks = around.agency.policy.harm_weeks
    return RebalanceAnswer(
        ending=_ending(found),
        moves=_moves(found) if plan.assignments else [],
        moves_at_most=found.asked.moves,
        only_for=sorted(found.asked.workers),
        open_cases=len(around.agency.assignments),
        may_move=len(around.known.moving),
        stay_near_date=near,
        stay_within_budget=within,
        leavers_cases=leavers,
        leavers_left=_left(found),
        weeks=weeks,
        worker_weeks_over_before=_weeks_over(around.known, weeks),
        effect=_effect(found, Plan(), plan),
        one_more=None if more is None else _effect(found, plan, more),
        one_more_known=found.more_known,
        one_more_cases=[] if more is None else sorted(_cases(more) - _cases(plan)),
        neighbourhoods=found.neighbourhoods,
        proven=found.proven,
        settled=found.settled,
        seconds=None if found.seconds is None else round(found.seconds, 3),
    )


def moves_as_plan(found: Rebalanced) -> PlanAnswer:
    """Return the moves as a plan that `check` and `explain` read; it claims no cost and no bound."""
    waiting = [
        UnassignedAnswer(case=case.id, why=_NEW, held_by=case.held_by)
        for case in found.around.agency.new_cases
    ]
    told = _told(found)
    return PlanAnswer(
        ending=Ending.GOOD,
        assignments=[
            ProposedAnswer(
                case=each.case,
                worker=each.worker,
                support=each.support,
                cover=_cover(each),
                moved_from=found.around.moving[each.case].assignment.worker,
                conditions=told[each.case],
            )
            for each in found.plan.assignments
        ],
        unassigned=sorted([*waiting, *_left(found)], key=lambda each: each.case),
        cost=None,
        bound=None,
        greedy_cost=None,
        goals=[],
        seconds=None if found.seconds is None else round(found.seconds, 3),
        measures={},
        why_none=[],
    )


def _ending(found: Rebalanced) -> Ending:
    if found.broken:
        return Ending.NONE
    return Ending.BEST if found.best else Ending.GOOD


def _moves(found: Rebalanced) -> list[MoveAnswer]:
    problem, plan = found.side.public.problem, found.plan
    loads = {load.worker: load for load in worker_loads(problem, plan)}
    whys = {why.case: why for why in why_workers(found.side, plan)}
    told = _told(found, beside="handover")
    answers = []
    for each in plan.assignments:
        before = found.around.moving[each.case].assignment.worker
        answers.append(
            MoveAnswer(
                case=each.case,
                tier=found.around.known.tiers[each.case],
                moved_from=before,
                worker=each.worker,
                support=each.support,
                cover=_cover(each),
                from_before=loads[before].before,
                from_after=loads[before].after,
                to_before=loads[each.worker].before,
                to_after=loads[each.worker].after,
                why=_why(found, each.case, whys[each.case]),
                conditions=told[each.case],
            )
        )
    return answers


def _told(found: Rebalanced, beside: str | None = None) -> dict[str, list[str]]:
    """Return what each move asks of people, beside one kind of condition."""
    if not found.plan.assignments:
        return {}
    asked = conditions(found.side.public.problem, found.plan)
    return {
        case: [condition_sentence(each) for each in of_case if each.kind != beside]
        for case, of_case in asked.items()
    }


def _cover(each: Proposed) -> list[CoverAnswer]:
    return [CoverAnswer(week=cover.week, worker=cover.worker) for cover in each.cover]


def _why(found: Rebalanced, case: str, why: Why) -> str:
    """Return why a case moves and what speaks for who takes it, in a few words."""
    assignment = found.around.moving[case].assignment
    worker = found.around.agency.worker_of[assignment.worker]
    if not found.around.moving[case].may_stay:
        reason = f"{worker.id} leaves on {worker.last_day}"
    elif assignment.wish is not None:
        reason = f"the {'client' if assignment.wish is Wish.CLIENT else 'worker'} asked"
    else:
        reason = f"{worker.id} is over budget"
    return f"{reason}; {short_why(why)}"


def _left(found: Rebalanced) -> list[UnassignedAnswer]:
    moving = found.around.known.moving
    return [
        UnassignedAnswer(case=case, why=_why_left(found, case), held_by=moving[case].assignment.worker)
        for case in found.left
    ]


def _why_left(found: Rebalanced, case: str) -> str:
    if case not in found.around.moving:
        return _WITH_NEW
    asked = found.asked.workers
    if asked and found.around.moving[case].assignment.worker not in asked:
        return _NOT_ASKED
    if found.used_up:
        return _USED_UP
    return why_left_sentence(why_left(found.side, found.plan, case, change=False))


def _cases(plan: Plan) -> set[str]:
    return {proposed.case for proposed in plan.assignments}


def _effect(found: Rebalanced, before: Plan, after: Plan) -> EffectAnswer:
    if before == after:
        return EffectAnswer(leavers_cases=0, expected_harm=0.0, cost=0, worker_weeks_over=0)
    problem, known = found.side.public.problem, found.around.known
    rest = [goal for goal in GOALS if goal.left_weights(problem) is None]
    harm = next(goal for goal in GOALS if goal.name == "expected-harm")
    weeks = problem.agency.policy.harm_weeks
    moved = [len(problem.left(plan)) for plan in (before, after)]
    return EffectAnswer(
        leavers_cases=moved[0] - moved[1],
        expected_harm=round(harm.value(problem, after) - harm.value(problem, before), 6),
        cost=cost(problem, after, rest, 0) - cost(problem, before, rest, 0),
        worker_weeks_over=_over_after(found.side, known, after, weeks)
        - _over_after(found.side, known, before, weeks),
    )


def _weeks_over(known: Surveyed, weeks: int) -> int:
    return int((known.carried.dose > known.usual)[:, :weeks].sum())


def _over_after(side: Side, known: Surveyed, plan: Plan, weeks: int) -> int:
    """Return in how many worker-weeks those concerned are over the usual budget after a plan."""
    problem = side.public.problem
    there = known.part({worker.id for worker in problem.workers}, ())
    after = problem.carried_dose + changed_dose(problem, plan)
    return int(np.count_nonzero((after > there.usual)[:, :weeks]))
