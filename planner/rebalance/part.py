"""What is the best that one neighbourhood can do, beside all that is to move already?"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.domain import Plan
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.program import Program, build
from planner.rebalance.around import Around
from planner.rebalance.neighbourhoods import Neighbourhood
from planner.rules import RULES
from planner.solve.clock import Clock
from planner.solve.outcome import Ending
from planner.solve.search import search

MUST = "must-assign"


@dataclass(frozen=True)
class Asked:
    """How many moves at most, and from or to whom; nobody named means everybody."""

    moves: int
    workers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """A neighbourhood and the cases of a plan, measured as the part of the agency that they are.

    All moves of the plan are in it and may be given up for better ones, so that their number and every
    rule, those across workers too, are kept as in the whole.
    """

    around: Around
    place: Neighbourhood
    plan: Plan
    asked: Asked

    @cached_property
    def problem(self) -> Problem:
        """The part, measured."""
        moved = {proposed.case for proposed in self.plan.assignments}
        cases = self.around.with_families(self.place.cases | moved)
        workers = self.place.workers | self.around.named(cases, self.plan)
        return measure(self.around.agency, self.around.known.part(workers, cases))

    @cached_property
    def program(self) -> Program:
        """Its program, with no more moves than asked for and only those that concern who is named."""
        return limited(build(self.problem, RULES, GOALS), self.problem, self.asked)

    def searched(self, limit: Clock) -> tuple[Plan | None, bool]:
        """Return the best plan of the part, and whether it is proven to be that.

        Where a case that must be given to somebody cannot be, the best plan without that demand.
        """
        found = self._found(self.program, limit)
        if found[0] is not None:
            return found
        rules = [rule for rule in RULES if rule.name != MUST]
        return self._found(limited(build(self.problem, rules, GOALS), self.problem, self.asked), limit)

    def _found(self, program: Program, limit: Clock) -> tuple[Plan | None, bool]:
        outcome = search(program, limit, program.chosen(self.problem, self.plan))
        if outcome.chosen is None:
            return None, False
        return program.plan(self.problem, outcome.chosen), outcome.ending is Ending.BEST

    def cost(self, plan: Plan) -> tuple[int, int] | None:
        """Return how many cases that must be given a plan leaves here, and its cost, smaller first.

        None where the program does not know the plan.
        """
        chosen = self.program.chosen(self.problem, plan)
        if chosen is None:
            return None
        must = sum(case.must_assign for case in self.problem.left(plan))
        return must, self.program.total(chosen)


def limited(program: Program, problem: Problem, asked: Asked) -> Program:
    """Return a program in which so many cases move at most, and only from or to who is named."""
    sizes = np.array([len(cases) for cases in program.items], dtype=np.int64)
    moves = (program.item >= 0) & ~program.stays
    if asked.workers:
        named = np.array([worker.id in asked.workers for worker in problem.workers], dtype=bool)
        from_them = np.array([named[problem.holder[list(c)]].all() for c in program.items], dtype=bool)
        kept = ~moves | named[program.worker] | from_them[program.item]
        program, moves = program.only(kept), moves[kept]
    count = np.where(moves, sizes[program.item], 0)
    return replace(
        program,
        link_rules=(*program.link_rules, "moves-asked-for"),
        links=sparse.vstack([program.links, sparse.csr_array(count[None, :])]).tocsr(),
        lower=np.append(program.lower, 0),
        upper=np.append(program.upper, asked.moves),
    )
