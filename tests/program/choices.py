"""Programs of agencies by chance, and arcs chosen among those that are there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import HELPERS, Plan
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.problem.arrays import Bools
from planner.program import Program, build
from planner.rule import Rule
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


def choices(seeds: range, plans: int = 4, rules: Sequence[Rule] = RULES) -> Iterator[Choice]:
    """Yield some choices for one agency a seed; with few rules there are more arcs to choose from."""
    for seed in seeds:
        rng = np.random.default_rng(seed)
        agency = a_random_agency(
            seed,
            workers=int(rng.integers(2, 6)),
            cases=int(rng.integers(1, 9)),
            tight=bool(rng.random() < 0.3),
        )
        agency = stirred(agency, rng)
        turns = {"no_worse_than_rotation": bool(seed % 2)}
        problem = measure(agency.changed(policy=agency.policy.model_copy(update=turns)))
        program = build(problem, rules, GOALS)
        for _ in range(plans):
            yield Choice(problem, program, some_arcs(program, rng))


def some_arcs(program: Program, rng: np.random.Generator) -> Bools:
    """Return arcs by chance: at most one lead a case, and one helper a role beside a lead.

    An open case that may stay goes to somebody or stays. Cases of a bundle with one worker are the
    bundle's arc, or one of them is left where there is none: alone they do not fit together.
    """
    chosen = np.zeros(program.arcs, dtype=bool)
    often, alone = rng.random(), rng.random()
    taken: set[int] = set()
    order = rng.permutation(len(program.items))
    bundles_first = rng.random() < 0.5
    for item in sorted(order.tolist(), key=lambda i: -len(program.items[i]) * bundles_first):
        cases = program.items[item]
        leads = np.flatnonzero(program.item == item)
        stay = leads[program.stays[leads]]
        if not len(leads) or taken.intersection(cases) or (rng.random() > often and not len(stay)):
            continue
        lead = int(stay[0] if len(stay) and rng.random() > often else rng.choice(leads))
        chosen[lead] = True
        taken.update(cases)
        for case in () if program.stays[lead] else cases:
            for role in HELPERS:
                helps = (program.item < 0) & (program.case == case) & (program.role == role)
                helpers = np.flatnonzero(helps)
                if len(helpers) and rng.random() > alone:
                    chosen[rng.choice(helpers)] = True
    return _bundled(program, chosen)


def _bundled(program: Program, chosen: Bools) -> Bools:
    """Return the arcs with the cases of each bundle that one worker leads as the bundle's arc."""
    first = len(program.items) - program.bundles
    for bundle, cases in enumerate(program.items[first:], start=first):
        single = np.isin(program.item, [program.items.index((case,)) for case in cases])
        leads = np.flatnonzero(chosen & single)
        workers = set(program.worker[leads].tolist())
        if len(leads) == len(cases) and len(workers) == 1:
            arc = program.lead_arc.get((bundle, workers.pop()))
            chosen[leads if arc is not None else leads[:1]] = False
            left = [program.case[leads[0]]] if arc is None else []
            chosen[(program.item < 0) & np.isin(program.case, left)] = False
            if arc is not None:
                chosen[arc] = True
    return chosen
