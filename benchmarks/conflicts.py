"""How long does it take to name a smallest set of rules that cannot hold together?

`python -m benchmarks.conflicts [--seeds 10]`. Offices of fifteen workers in which every new case has to
be assigned, under all rules; then under 40 named ones: the rule of hours, told worker by worker.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from time import monotonic

import numpy as np

from benchmarks.machine import measured
from planner.domain import Agency, Plan
from planner.explain.conflict import conflict
from planner.generate import generate
from planner.problem import Problem, measure
from planner.rule import Breach, Local, Rule
from planner.rules import RULES
from planner.rules.hours import Hours

_WORKERS, _CASES = 15, 6


class HoursOf(Rule):
    """The hours of one worker."""

    name = "hours of one"

    def __init__(self, place: int) -> None:
        self.name = f"hours of {place}"  # type: ignore[misc]  # one name each
        self._place = place

    def locals(self, problem: Problem) -> Iterator[Local]:
        for whole in Hours().locals(problem):
            mine = np.arange(len(problem.workers)) == self._place
            yield replace(whole, lead_row=np.where(mine, whole.lead_row, -1))

    def breaches(self, problem: Problem, plan: Plan) -> Iterable[Breach]:
        who = problem.workers[self._place].id
        return (breach for breach in Hours().breaches(problem, plan) if breach.worker == who)


def named(workers: int) -> tuple[Rule, ...]:
    """Return all rules, those of hours worker by worker."""
    others = tuple(rule for rule in RULES if rule.name != Hours.name)
    return (*others, *(HoursOf(place) for place in range(workers)))


def crowded(seed: int) -> Agency:
    """Return an office in which every new case has to be assigned."""
    agency = generate("english-authority", seed, workers=_WORKERS, new_cases=_CASES).public()
    new = {case.id for case in agency.new_cases}
    return agency.changed(
        cases=tuple(
            case.model_copy(update={"must_assign": True}) if case.id in new else case
            for case in agency.cases
        )
    )


def main() -> None:
    """Print a line for each office without a plan."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10)
    seeds = parser.parse_args().seeds
    with measured():
        for seed in range(seeds):
            problem = measure(crowded(seed))
            for rules in (RULES, named(_WORKERS)):
                begin = monotonic()
                found = conflict(problem, rules)
                seconds = monotonic() - begin
                if found is not None:
                    print(f"seed {seed}, {len(rules)} rules: {', '.join(found.rules)}; {seconds:.2f} s")


if __name__ == "__main__":
    main()
