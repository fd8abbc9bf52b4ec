"""Pairs of agencies with the same public facts, each with private facts of its own, and one plan."""

from dataclasses import dataclass

import numpy as np

from planner.domain import FACTS, Agency, Plan, PrivateProfile, Proposed, Step
from planner.pipeline import Side, propose
from planner.rules import RULES
from planner.solve.baselines import rotation
from tests.builders import TODAY, a_random_agency

_SECONDS = 2.0  # the plans need not be good


@dataclass(frozen=True)
class Pair:
    """Two agencies a manager cannot tell apart, the plan both have, and the cases to ask about."""

    one: Agency
    other: Agency
    plan: Plan
    cases: list[str]


def some_profiles(agency: Agency, rng: np.random.Generator) -> tuple[PrivateProfile, ...]:
    """Return private facts by chance, of nobody up to everybody, in force and past."""
    often = rng.choice([0.0, 0.3, 1.0])
    return tuple(
        PrivateProfile(
            worker=worker.id,
            limits=tuple(fact for fact in FACTS if rng.random() < 0.3),
            step=list(Step)[int(rng.integers(3))],
            until=None if rng.random() < 0.8 else TODAY.replace(day=int(rng.integers(1, 30))),
        )
        for worker in agency.workers
        if rng.random() < often
    )


def a_pair(seed: int) -> Pair:
    """Return a pair by chance: the plan is a search's, turn-taking's, or anybody's that breaks rules."""
    rng = np.random.default_rng([seed, 7])
    public = a_random_agency(seed, workers=4, cases=4, tight=bool(seed % 2)).public()
    one, other = public, public
    while one.profiles == other.profiles:
        one, other = (public.changed(profiles=some_profiles(public, rng)) for _ in range(2))
    plan = _a_plan(one, rng)
    problem = Side(public).problem
    names = [case.id for case in problem.cases]
    asked = rng.choice(names, size=min(2, len(names)), replace=False).tolist() if names else []
    waiting = [case.id for case in problem.left(plan)][:1]
    return Pair(one, other, plan, sorted({*asked, *waiting}))


def _a_plan(agency: Agency, rng: np.random.Generator) -> Plan:
    kind = int(rng.integers(3))
    if kind == 0:
        return propose(agency, _SECONDS).plan or Plan()
    if kind == 1:
        return rotation(Side(agency.public()).problem, RULES)
    workers = [worker.id for worker in agency.workers]
    return Plan(
        assignments=tuple(
            Proposed(case=case.id, worker=workers[int(rng.integers(len(workers)))])
            for case in agency.new_cases
            if rng.random() < 0.5
        )
    )
