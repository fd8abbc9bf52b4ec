"""Problems and plans by chance, nonsense among them, with limits set to just what a plan needs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from planner.domain import (
    COVERED_WEEKS,
    FACTS,
    Agency,
    Cover,
    Fact,
    Plan,
    Proposed,
    ReferralType,
    Role,
)
from planner.dose.margin import allowance, deviations, reserve
from planner.problem import Problem, measure
from tests.builders import a_random_agency, a_stage

PLANS_A_SEED = 6


@dataclass(frozen=True)
class Sample:
    """A problem and one plan for it."""

    problem: Problem
    plan: Plan


def samples(seed: int) -> Iterator[Sample]:
    """Yield plans for one agency by chance, each also with limits close to what it needs."""
    rng = np.random.default_rng(seed)
    sizes = {"workers": int(rng.integers(2, 6)), "cases": int(rng.integers(1, 8))}
    agency = a_random_agency(seed, tight=bool(rng.random() < 0.5), **sizes)
    turns = {"within_turn_taking": bool(seed % 2)}
    policy = agency.policy.model_copy(update=turns)
    problem = measure(stirred(agency.changed(policy=policy), rng))
    for _ in range(PLANS_A_SEED):
        plan = plan_by_chance(problem, rng, sense=bool(rng.random() < 0.5))
        yield Sample(problem, plan)
        yield Sample(snug(problem, plan, rng), plan)


def stirred(agency: Agency, rng: np.random.Generator) -> Agency:
    """Return the agency with group conflicts, unknown facts, free cases, and few or many weeks."""
    groups = sorted({case.group for case in agency.cases if case.group})
    workers = [
        worker.model_copy(update={"conflicts": (*worker.conflicts, *groups)})
        if rng.random() < 0.2
        else worker
        for worker in agency.workers
    ]
    cases = []
    for case in agency.cases:
        changes: dict[str, object] = {}
        if rng.random() < 0.2:
            fact = FACTS[int(rng.integers(len(FACTS)))]
            changes["rubric"] = case.rubric.model_copy(update={fact: Fact.UNKNOWN})
        if rng.random() < 0.5:
            changes["stages"] = case.stages[::-1]
        elif rng.random() < 0.3:
            changes["stages"] = (*case.stages, a_stage(1, 30, 500))  # most to do in the last week
        if rng.random() < 0.5:
            changes |= {"skills_required": (), "licence": None, "language": "english"}
            changes |= {"trainings_required": (), "client_requires": (), "client_refuses": ()}
        cases.append(case.model_copy(update=changes))
    known = tuple(fact for fact in FACTS if rng.random() < 0.5)
    harm_weeks = int(rng.choice([1, 13]))
    return agency.changed(
        policy=agency.policy.model_copy(update={"harm_weeks": harm_weeks}),
        workers=tuple(workers),
        cases=tuple(cases),
        referral_types=(ReferralType(id="court", unknown_means_yes=known),),
    )


def plan_by_chance(problem: Problem, rng: np.random.Generator, *, sense: bool = True) -> Plan:
    """Return a plan by chance; without sense, also with two leads, and support anywhere."""
    ids = [worker.id for worker in problem.workers]
    often = rng.random()
    favourite = ids[int(rng.integers(len(ids)))] if rng.random() < 0.3 else None
    proposed = []
    for place, case in enumerate(problem.cases):
        twice = not sense and rng.random() < 0.1
        for _ in range(2 if twice else 1):
            if rng.random() > often:
                continue
            lead = favourite or str(rng.choice(ids))
            helpers = [worker for worker in ids if worker != lead] if sense else ids
            asked = problem.may_have_support(place) if sense else True
            helped = asked and helpers and rng.random() < 0.5
            support = str(rng.choice(helpers)) if helped else None
            cover = tuple(_cover(problem, place, lead, rng, sense=sense))
            proposed.append(Proposed(case=case.id, worker=lead, support=support, cover=cover))
    return Plan(assignments=tuple(proposed))


def _cover(
    problem: Problem, case: int, lead: str, rng: np.random.Generator, *, sense: bool
) -> Iterator[Cover]:
    """Yield cover for most weeks of the lead's leave; without sense, for any week."""
    for week in range(COVERED_WEEKS):
        absent = problem.absent[problem.worker_at[lead], week]
        if sense:
            absent &= problem.cases[case].weeks > week
        if rng.random() < ((0.9 if absent else 0.0) if sense else (0.6 if absent else 0.1)):
            yield Cover(week=week + 1, worker=str(rng.choice([w.id for w in problem.workers])))


def snug(problem: Problem, plan: Plan, rng: np.random.Generator) -> Problem:
    """Return the problem with limits at what the plan needs of each worker, or one unit off."""
    budget, room = problem.budget.copy(), problem.room_minutes.copy()
    sure = deviations(problem.agency.policy.budget_kept)
    for worker, cases in problem.added(plan).items():
        dose = problem.carried_dose[worker].copy()
        minutes = problem.carried_minutes[worker].copy()
        for case, role in cases:
            dose += problem.brings(problem.dose, problem.helper_dose, case, role, worker)
            minutes += problem.brings(problem.minutes, problem.helper_minutes, case, role, worker)
            if role is Role.LEAD:
                life = problem.cases[case].weeks
                minutes[:life] += problem.extra_minutes[case, worker]
        if sure and worker % 2:
            dose += margin(problem, cases, worker, sure)
        budget[worker] = dose + rng.integers(-1, 2) * (rng.random(problem.weeks) < 0.2)
        room[worker] = minutes.max() + rng.integers(-1, 2)
    return replace(problem, budget=budget, room_minutes=room)


def margin(problem: Problem, cases: list[tuple[int, Role]], worker: int, sure: float) -> list[int]:
    """Return the margin of what a worker is given and carries, in each week."""
    spread = int(problem.spread[worker])
    found = [reserve(spread, carried, sure) for carried in problem.carried_variance[worker].tolist()]
    for case, role in cases:
        strays = problem.brings(problem.variance, problem.helper_variance, case, role, worker)
        for week, variance in enumerate(strays.tolist()):
            found[week] += allowance(variance, spread, sure)
    return found
