"""Programs of agencies by chance, and arcs chosen among those that are there."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.domain import Plan
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.program import Program, build
from planner.rule import Bools
from planner.rules import RULES
from tests.builders import a_random_agency
from tests.rules.samples import stirred


@dataclass(frozen=True)
class Choice:
    """A problem, its program, and a plan of arcs that exist, which may break rules."""

    problem: Problem
    program: Program
    chosen: Bools

    @property
    def plan(self) -> Plan:
        """The chosen arcs as a plan."""
        return self.program.plan(self.problem, self.chosen)


def choices(seeds: range, plans: int = 4) -> Iterator[Choice]:
    """Yield some choices for one agency a seed."""
    for seed in seeds:
        rng = np.random.default_rng(seed)
        agency = a_random_agency(
            seed,
            workers=int(rng.integers(2, 6)),
            cases=int(rng.integers(1, 9)),
            tight=bool(rng.random() < 0.3),
        )
        problem = measure(stirred(agency, rng))
        program = build(problem, RULES, GOALS)
        for _ in range(plans):
            yield Choice(problem, program, some_arcs(program, rng))


def some_arcs(program: Program, rng: np.random.Generator) -> Bools:
    """Return arcs by chance: at most one lead an item, and one support a case with a lead."""
    chosen = np.zeros(program.arcs, dtype=bool)
    often, alone = rng.random(), rng.random()
    for item, cases in enumerate(program.items):
        leads = np.flatnonzero(program.item == item)
        if not len(leads) or rng.random() > often:
            continue
        chosen[rng.choice(leads)] = True
        for case in cases:
            helpers = np.flatnonzero((program.item < 0) & (program.case == case))
            if len(helpers) and rng.random() > alone:
                chosen[rng.choice(helpers)] = True
    return chosen
