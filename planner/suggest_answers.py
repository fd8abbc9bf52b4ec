"""How long one suggestion takes in an invented agency, beside other ways of choosing, as data."""

import resource
from collections.abc import Callable
from itertools import cycle, islice
from time import monotonic

import numpy as np

from planner.bench.timing import timed
from planner.domain import Agency
from planner.generate import generate
from planner.pipeline import Side, suggest, ways_now
from planner.present.one_case import PeerAnswer, SuggestTimesAnswer
from planner.rules import RULES
from planner.solve.baselines import best_fit, may_lead, open_cases

AGENCY = "english-authority"
FIRST = 10
_Choice = Callable[[str], int | None]  # the place of the worker chosen for a case


def suggest_times(
    workers: int, cases: int, seed: int, asked: int, *, everywhere: bool = False
) -> SuggestTimesAnswer:
    """Return how long single suggestions take, each new case in turn, no answer kept for the next.

    They are asked as `caseload suggest` asks; measuring and building come before, and are told apart.
    `everywhere`: every worker may work in every office, so that as many as can be are weighed.
    """
    begin = monotonic()
    agency = generate(AGENCY, seed, workers=workers, new_cases=cases)
    side = Side(_everywhere(agency) if everywhere else agency)
    made = monotonic()
    start = side.start
    built = monotonic()
    problem, layout = side.problem, start.layout
    new = [case.id for place, case in enumerate(problem.cases) if problem.is_new(place)]
    names = list(islice(cycle(new), asked))
    ours, busy = timed(lambda case: suggest(side, case), names)
    ten, ten_busy = timed(lambda case: ways_now(side, case, FIRST), names)
    choices = {
        "fewest open cases": _fewest_open(side),
        "greedy best fit": lambda case: best_fit(
            side.program, layout.leads(layout.item_of[problem.case_at[case]])
        ),
    }
    costs = {case: _costs(side, case) for case in dict.fromkeys(names)}
    return SuggestTimesAnswer(
        agency=agency.name,
        workers=workers,
        cases=cases,
        seed=seed,
        everywhere=everywhere,
        arcs=side.program.arcs,
        wide=max(len(layout.leads(layout.item_of[problem.case_at[case]])) for case in costs),
        asked=asked,
        nobody=sum(not costs[case] for case in names),
        **ours.model_dump(),
        processor=busy,
        ten=ten,
        ten_processor=ten_busy,
        peers=[_peer(name, choice, names, costs, ours.p50_ms) for name, choice in choices.items()],
        made_seconds=round(made - begin, 2),
        build_seconds=round(built - made, 2),
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _everywhere(agency: Agency) -> Agency:
    """Return the agency in which every worker may work in every office."""
    offices = tuple(sorted({office for worker in agency.workers for office in worker.offices}))
    workers = tuple(worker.model_copy(update={"offices": offices}) for worker in agency.workers)
    return agency.changed(workers=workers)


def _fewest_open(side: Side) -> _Choice:
    """Return the choice of whoever may lead a case and has the fewest open cases for their post."""
    problem = side.problem
    possible = may_lead(problem, RULES)
    fte = np.array([worker.fte for worker in problem.workers])
    load = np.array(open_cases(problem)) / fte

    def choose(case: str) -> int | None:
        able = np.flatnonzero(possible[problem.case_at[case]])
        return int(able[np.argmin(load[able])]) if len(able) else None

    return choose


def _costs(side: Side, case: str) -> dict[int, int]:
    """Return what giving a case to each worker who could take it costs, cheapest first."""
    worker = side.program.worker
    return {int(worker[option.lead]): option.cost for option in ways_now(side, case)}


def _peer(
    name: str, choice: _Choice, names: list[str], costs: dict[str, dict[int, int]], half: float
) -> PeerAnswer:
    """Return how another way of choosing compares, over the cases that somebody can take."""
    took, _ = timed(choice, names)
    picked = {case: choice(case) for case, able in costs.items() if able}
    allowed = {case: pick for case, pick in picked.items() if pick in costs[case]}
    best = sum(min(costs[case].values()) for case in allowed)
    paid = sum(costs[case][pick] for case, pick in allowed.items() if pick is not None)
    same = sum(pick == next(iter(costs[case])) for case, pick in allowed.items())
    return PeerAnswer(
        name=name,
        times_ms=took,
        times=round(took.p50_ms / max(1e-9, half), 4),
        allowed=len(allowed) / len(picked) if picked else None,
        same=same / len(picked) if picked else None,
        cost=paid / best if best else None,
    )
