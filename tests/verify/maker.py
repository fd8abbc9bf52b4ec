"""A small maker of claims: every plan of a tiny agency is written out, and the cheapest is looked up."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from planner.check import breaches
from planner.claims import (
    Can,
    Cannot,
    Chain,
    Claim,
    Claims,
    CostStepClaim,
    Delta,
    Move,
    Part,
    Seen,
    Unit,
)
from planner.claims.hashes import plan_hash
from planner.domain import Agency, Plan, Proposed
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.program import Program, build
from planner.program.certificate import fingerprint
from planner.rules import RULES
from planner.verify import Finding, verify
from tests.builders import a_random_agency


@dataclass(frozen=True)
class Office:
    """A tiny agency, with all its plans."""

    agency: Agency

    @cached_property
    def problem(self) -> Problem:
        return measure(self.agency)

    @cached_property
    def program(self) -> Program:
        return build(self.problem, RULES, GOALS)

    @cached_property
    def plans(self) -> list[tuple[int, Plan]]:
        """Every plan that keeps all rules with its cost, cheapest first."""
        program, found = self.program, []
        base = len(program.items) - program.bundles
        for arcs in product(*(self._options(item) for item in range(base))):
            chosen = np.zeros(program.arcs, dtype=bool)
            chosen[[arc for part in arcs for arc in part]] = True
            if not program.broken(chosen):
                plan = program.plan(self.problem, chosen)
                with_bundles = program.chosen(self.problem, plan)
                assert with_bundles is not None
                found.append((program.total(with_bundles), plan))
        return sorted(found, key=lambda each: each[0])

    def _options(self, item: int) -> list[tuple[int, ...]]:
        program = self.program
        found: list[tuple[int, ...]] = [()]
        for lead in np.flatnonzero(program.item == item).tolist():
            helping = []
            for case in program.items[item]:
                for role in sorted(set(program.role.tolist()) - {0}):
                    able = (program.item < 0) & (program.case == case) & (program.role == role)
                    helping.append([(), *((arc,) for arc in np.flatnonzero(able).tolist())])
            if program.stays[lead]:
                helping = []
            found += [(lead, *(arc for part in parts for arc in part)) for parts in product(*helping)]
        return found

    @cached_property
    def plan(self) -> Plan:
        """The best plan."""
        return self.plans[0][1]

    def covered(self, plan: Plan) -> set[str]:
        stay = {self.problem.cases[case].id for case in self.problem.staying(plan)}
        return stay | {each.case for each in plan.assignments}

    def family(self, case: str) -> set[str]:
        place = self.problem.case_at[case]
        return {self.problem.cases[c].id for c in next(i for i in self.program.items if place in i)}

    def with_worker(self, case: str, worker: str) -> tuple[int, Plan] | None:
        """Return the cheapest plan that gives a case to a worker and covers the same, and its cost."""
        wanted = self.covered(self.plan) | self.family(case)
        for cost, plan in self.plans:
            given = any((each.case, each.worker) == (case, worker) for each in plan.assignments)
            if given and self.covered(plan) == wanted:
                return cost, plan
        return None

    def about(self, seen: Seen = Seen.AUDITOR, **more: Any) -> dict[str, Any]:
        fields = {"instance": fingerprint(self.program), "plan": plan_hash(self.plan), "seen": seen}
        return fields | more

    def pairs(self) -> list[tuple[str, str]]:
        """Return each case with each worker it could be given to, but for whoever has it."""
        return [
            (case.id, worker.id)
            for case in self.problem.cases
            for worker in self.problem.workers
            if self.problem.holder_of(case.id) != worker.id
        ]

    def delta(self, case: str, worker: str) -> Delta | None:
        """Return what giving a case to a worker costs, None where no plan does."""
        found = self.with_worker(case, worker)
        if found is None:
            return None
        cost, plan = found
        parts = []
        for goal in GOALS:
            step = 1 if goal.left_weights(self.problem) is None else self.program.step
            more = goal.cost(self.problem, plan) - goal.cost(self.problem, self.plan)
            parts.append(Part(goal=goal.name, value=more * step))
        return Delta(
            **self.about(),
            value=cost - self.plans[0][0],
            unit=Unit.COST_POINTS,
            case=case,
            worker=worker,
            parts=tuple(parts),
            moves=moves_to(self.plan, plan),
        )

    def chain(self, case: str, worker: str) -> Chain | None:
        found = self.delta(case, worker)
        if found is None:
            return None
        others = sum(move.case != case for move in found.moves)
        about = self.about(value=others, unit=Unit.CASES)
        return Chain(**about, case=case, worker=worker, moves=found.moves)

    def cost_step(self, case: str, worker: str) -> CostStepClaim:
        found, policy = self.with_worker(case, worker), self.agency.policy
        step = 2
        if found is not None:
            more = self.program.rest(self.arcs(found[1])) - self.program.rest(self.arcs(self.plan))
            thousandths = more / 10_000
            step = (thousandths > policy.same_cost_below) + (thousandths > policy.much_cost_above)
        about = self.about(Seen.MANAGER, value=int(step), unit=Unit.STEP)
        return CostStepClaim(**about, case=case, worker=worker)

    def arcs(self, plan: Plan) -> Any:
        chosen = self.program.chosen(self.problem, plan)
        assert chosen is not None
        return chosen

    def standing(self, case: str, worker: str, *, beside: bool) -> Can | Cannot | None:
        """Return how a worker can take a case, or a rule that keeps them from it."""
        family = self.family(case)
        rest = {each for each in self.plan.assignments if each.case not in family} if beside else set()
        for _, plan in self.plans:
            mine = tuple(each for each in plan.assignments if each.case in family)
            others = {each for each in plan.assignments if each.case not in family}
            if others == rest and len(mine) == len(family) and mine[0].worker == worker:
                about = self.about(Seen.MANAGER, value=1, unit=Unit.WORKERS)
                return Can(**about, case=case, worker=worker, beside=beside, given=mine)
        mine = tuple(Proposed(case=each, worker=worker) for each in sorted(family))
        alone = self._kept_by(mine, family, worker)
        found = self._kept_by((*rest, *mine), family, worker) if beside else alone
        there = {(each.rule, each.what) for each in alone}
        if beside:
            found = [each for each in found if (each.rule, each.what) not in there]
        if not found:
            return None
        first = found[0]
        about = self.about(Seen.MANAGER, value=first.needed, unit=Unit.OF_RULE)
        return Cannot(
            **about,
            case=case,
            worker=worker,
            beside=beside,
            rule=first.rule,
            what=first.what,
            week=first.week,
            limit=first.limit,
        )

    def _kept_by(self, given: tuple[Proposed, ...], family: set[str], worker: str) -> list[Any]:
        found = breaches(self.problem, Plan(assignments=given), RULES)
        return [b for b in found if b.case in family or (b.case is None and b.worker == worker)]

    def check(self, *claims: Claim, agency: Agency | None = None) -> list[Finding]:
        """Return what the checker finds of claims about the best plan."""
        of_plan = Claims(plan=self.plan, claims=claims)
        return verify(agency or self.agency, of_plan, None, 30)


def moves_to(plan: Plan, other: Plan) -> tuple[Move, ...]:
    """Return the moves that lead from one plan to another."""
    before = {each.case: each for each in plan.assignments}
    after = {each.case: each for each in other.assignments}
    cases = sorted({*before, *after})
    return tuple(
        Move(case=case, before=before.get(case), after=after.get(case))
        for case in cases
        if before.get(case) != after.get(case)
    )


def offices(seeds: range, workers: int = 3, cases: int = 3) -> list[Office]:
    """Return tiny agencies by chance that have a plan, public side only."""
    found = []
    for seed in seeds:
        office = Office(a_random_agency(seed, workers=workers, cases=cases, tight=not seed % 5).public())
        if office.problem.cases and office.plans:
            found.append(office)
    return found


def off(claim: Any, by: int) -> Any:
    """Return a claim whose value is 5 % more (by 1) or less (by -1), by one at least."""
    return claim.model_copy(update={"value": claim.value + by * max(1, abs(claim.value) // 20)})


def verdicts(found: list[Finding]) -> set[str]:
    return {each.verdict.value for each in found}


def reasons(found: list[Finding]) -> list[str]:
    return [each.reason for each in found if each.reason]
