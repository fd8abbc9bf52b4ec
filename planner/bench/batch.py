"""One batch of an invented agency of any size: how long its plan takes and how near its bound it is.

The agency comes from the generator and the plan from the product's own walk, in a process that can be
killed. The seconds are those from the agency in memory to the plan: measuring, building and searching.
"""

import resource
from dataclasses import dataclass
from time import monotonic

from pydantic import BaseModel, ConfigDict

from planner.domain import Agency
from planner.generate import generate
from planner.pipeline import Planned, propose
from planner.solve.apart import apart
from planner.solve.outcome import Ending

_HUNDRED = 100


@dataclass(frozen=True)
class Asked:
    """Which batch: the kind of agency, its size, and its budgets as a percentage of the usual ones."""

    agency: str
    workers: int
    cases: int
    seed: int
    budgets: int = _HUNDRED


class BatchAnswer(BaseModel):
    """What one batch came to.

    `rest_gap`: cost above the bound over the bound, of all goals but coverage, None where the coverage
    is not proven; `left_gap`: (cost - bound) / (greedy cost - bound) of the whole cost. `seconds` are
    those of measuring, building and searching; making the agency is told apart. `megabytes`: the most
    that this process held; of the search's own process nothing is known.
    """

    model_config = ConfigDict(frozen=True)

    agency: str
    workers: int
    cases: int
    seed: int
    budgets: int
    pairs: int
    ending: Ending
    cost: int | None
    bound: int | None
    greedy_cost: int | None
    coverage: float | None
    coverage_proven: bool
    rest_gap: float | None
    left_gap: float | None
    seconds: float
    made_seconds: float
    built_seconds: float
    megabytes: int


def batch(asked: Asked, seconds: float) -> tuple[BatchAnswer, Agency, Planned]:
    """Return what a batch came to, with its agency and plan.

    Raises
    ------
    UnknownAgency
        There is no such kind of agency.
    """
    begin = monotonic()
    agency = generate(asked.agency, asked.seed, workers=asked.workers, new_cases=asked.cases)
    if asked.budgets != _HUNDRED:
        budget = agency.policy.unit_budget * asked.budgets // _HUNDRED
        agency = agency.changed(policy=agency.policy.model_copy(update={"unit_budget": budget}))
    made = monotonic() - begin
    with apart(threads=False) as child:
        planned = propose(agency, seconds, child=child)
    return _answer(asked, made, planned), agency, planned


def _answer(asked: Asked, made: float, planned: Planned) -> BatchAnswer:
    program, outcome = planned.side.program, planned.outcome
    covered, proven, rest_gap, left_gap = None, False, None, None
    if outcome.chosen is not None and outcome.cost is not None and outcome.bound is not None:
        left, rest = program.left(outcome.chosen), program.rest(outcome.chosen)
        covered = 1 - left / max(1, program.weight)
        above = outcome.cost - outcome.bound
        proven = outcome.bound >= program.step * left
        rest_gap = above / max(1, rest - above) if proven else None
        greedy = outcome.cost if outcome.greedy_cost is None else outcome.greedy_cost
        left_gap = above / max(1, greedy - outcome.bound)
    return BatchAnswer(
        agency=asked.agency,
        workers=asked.workers,
        cases=asked.cases,
        seed=asked.seed,
        budgets=asked.budgets,
        pairs=program.arcs,
        ending=outcome.ending,
        cost=outcome.cost,
        bound=outcome.bound,
        greedy_cost=outcome.greedy_cost,
        coverage=covered,
        coverage_proven=proven,
        rest_gap=rest_gap,
        left_gap=left_gap,
        seconds=round(planned.seconds or 0.0, 2),
        made_seconds=round(made, 2),
        built_seconds=round(planned.built_seconds, 2),
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )
