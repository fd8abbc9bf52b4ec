"""What a proposal asks of people beside taking the case: facts, no sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.domain import FACTS, Fact, Plan, Proposed, Safety
from planner.domain.calendar import after_working_days
from planner.measures import worker_loads
from planner.problem import Problem


@dataclass(frozen=True)
class Condition:
    """Something to do with a proposal: its kind, whom it concerns, by when, and how many or which."""

    kind: str
    worker: str
    by: date | None = None
    what: tuple[str, ...] = ()


def conditions(problem: Problem, plan: Plan) -> dict[str, tuple[Condition, ...]]:
    """Return what each proposal of a plan asks for; `problem` is the public one."""
    after = {load.worker: load for load in worker_loads(problem, plan)}
    action = problem.agency.policy.action_level_share / 1000
    reaching = {w for w, load in after.items() if load.before < action <= load.after}
    return {
        proposed.case: tuple(_of(problem, proposed, proposed.worker in reaching))
        for proposed in plan.assignments
    }


def _of(problem: Problem, proposed: Proposed, reaches_action_level: bool) -> Iterator[Condition]:
    agency, place = problem.agency, problem.case_at[proposed.case]
    case, worker = problem.cases[place], proposed.worker
    if not problem.is_new(place):
        before = problem.workers[problem.holder[place]].id
        yield Condition("handover", worker, what=(before,))
    if problem.on_duty[place, problem.worker_at[worker]]:
        yield Condition("review", worker, by=after_working_days(agency.date, 1))
    if problem.is_new(place) and not case.first_met and case.safety_assessment is Safety.MISSING:
        yield Condition("pairs", worker)
    for cover in proposed.cover:
        yield Condition("cover", cover.worker, what=(str(cover.week),))
    unknown = tuple(fact for fact in FACTS if getattr(case.rubric, fact) is Fact.UNKNOWN)
    if unknown:
        yield Condition("rate-again", worker, what=unknown)
    if reaches_action_level:
        day = after_working_days(agency.date, agency.policy.action_days)
        yield Condition("action-level", worker, by=day)
