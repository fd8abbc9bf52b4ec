"""Whether the same workers are suggested for a case, in the same order, when a setting changes.

Workers are put in order by what it costs to give them this one case, beside nothing else new, as
`caseload suggest` does. Only shares over all cases leave this file, never an order of people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy.stats import kendalltau

from planner.explain.standing import ways
from planner.problem import Problem
from planner.program import Program
from planner.solve.start import Start

FIRST = 3
Costs = Mapping[str, int]


@dataclass(frozen=True)
class Ranks:
    """How alike suggestions are; shares of 1, None where no case has anybody to suggest.

    `first`: of the cases, whose first suggestion is the same; `as_good`: whose first suggestion is still
    the first or costs about the same as it; `top`: of the first three, as many as
    there are; `tau`: Kendall's tau-b over the workers who can take a case in both, the mean over cases
    with at least two of them who do not all cost the same.
    """

    first: float | None
    as_good: float | None
    top: float | None
    tau: float | None


def suggested(problem: Problem, program: Program) -> dict[str, Costs]:
    """Return, for each new case, what each worker who could take it costs, cheapest first.

    Ties stand in the order of the program's arcs, as in a suggestion.
    """
    found: dict[str, Costs] = {}
    start = Start(program)
    for place, case in enumerate(problem.cases):
        if problem.is_new(place):
            able = ways(problem, start, case.id)
            found[case.id] = {worker: option.cost for worker, option in able.items()}
    return found


def alike(before: Mapping[str, Costs], after: Mapping[str, Costs], same: int) -> Ranks:
    """Return how alike two ways of suggesting are, over the cases that had anybody before.

    `same`: up to how many cost points more count as about the same.
    """
    cases = [case for case, able in before.items() if able]
    pairs = [(before[case], after.get(case, {})) for case in cases]
    taus = [tau for tau in (_tau(*pair) for pair in pairs) if tau is not None]
    return Ranks(
        first=_mean([float(list(old)[:1] == list(new)[:1]) for old, new in pairs]),
        as_good=_mean([float(_as_good(old, new, same)) for old, new in pairs]),
        top=_mean([_top(old, new) for old, new in pairs]),
        tau=_mean(taus),
    )


def _as_good(before: Costs, after: Costs, same: int) -> bool:
    first = next(iter(before))
    return first in after and after[first] - min(after.values()) <= same


def _top(before: Costs, after: Costs) -> float:
    old, new = list(before)[:FIRST], list(after)[:FIRST]
    return len(set(old) & set(new)) / len(old)


def _tau(before: Costs, after: Costs) -> float | None:
    both = [worker for worker in before if worker in after]
    old, new = [before[worker] for worker in both], [after[worker] for worker in both]
    if len(set(old)) < 2 or len(set(new)) < 2:  # noqa: PLR2004  (no order to compare)
        return None
    return float(kendalltau(old, new).statistic)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
