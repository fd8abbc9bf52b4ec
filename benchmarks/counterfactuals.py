"""How often is there a counterfactual, is it minimal, and how many facts does it change?

`python -m benchmarks.counterfactuals [WORKERSxCASES] [--count 1000] [--minutes 9]`. Over invented
agencies of all kinds, one after the other: a plan, every case, and a few workers drawn from those not
proposed, until so many were found. Each one is checked by plain rules and costs (`plainly`).
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from statistics import median
from time import monotonic, process_time

import numpy as np

from benchmarks.machine import measured
from benchmarks.plainly import Plainly
from benchmarks.sizes import size_of
from planner.explain.about import About
from planner.explain.counterfactual import counterfactual
from planner.explain.what_if import WhatIf
from planner.generate import NAMES, generate
from planner.pipeline import Side, propose
from planner.rules import RULES

_WORK = 2.0  # units a plan
_ASKED = 3  # workers a case


def questions(workers: int, cases: int) -> Iterator[tuple[Side, WhatIf, About, Plainly, str]]:
    """Yield what is asked: a case of a plan and a worker who is not proposed for it, drawn by chance."""
    seed = 0
    while True:
        name = NAMES[seed % len(NAMES)]
        side = Side(generate(name, seed, workers=workers, new_cases=cases)).public
        plan = propose(side.agency, 60, work=_WORK).plan
        chance = np.random.default_rng(seed)
        seed += 1
        if plan is None:
            continue
        about = About(side.program, plan, side.prices)
        leads = {p.case: p.worker for p in plan.assignments}
        for case in side.problem.cases:
            what_if = WhatIf(side.problem, side.program, RULES, side.goals, plan, case.id)
            plainly = Plainly(side.agency, side.goals, plan, case.id)
            given = {leads.get(case.id), side.problem.holder_of(case.id)}
            others = [worker.id for worker in side.problem.workers if worker.id not in given]
            for worker in chance.permutation(others)[:_ASKED].tolist():
                yield side, what_if, about, plainly, worker


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("size", nargs="?", type=size_of, default=(20, 10), help="20x10 unless said")
    parser.add_argument("--count", type=int, default=1000, help="counterfactuals to find")
    parser.add_argument("--minutes", type=float, default=9.0, help="at most")
    asked = parser.parse_args()
    with measured():
        _report(*asked.size, count=asked.count, end=monotonic() + 60 * asked.minutes)


def _report(workers: int, cases: int, *, count: int, end: float) -> None:
    sizes: list[int] = []
    levers: Counter[str] = Counter()
    took: list[float] = []
    asked = already = wrong = 0
    for _, what_if, about, plainly, worker in questions(workers, cases):
        if len(sizes) >= count or monotonic() > end:
            break
        begin = process_time()
        claim = counterfactual(what_if, worker, about)
        took.append(1000 * (process_time() - begin))
        asked += 1
        if claim is None:
            continue
        if not plainly.true(claim):
            wrong += 1
            print(f"not so: {claim.model_dump_json()}")
        if claim.value:
            sizes.append(claim.value)
            levers.update(change.what or change.lever for change in claim.changes if _number(change))
            levers.update(change.lever for change in claim.changes if not _number(change))
        else:
            already += 1
    known = len(sizes) + already
    print(f"{asked} questions over agencies of {workers} workers and {cases} new cases")
    print(f"{len(sizes)} counterfactuals found ({len(sizes) / max(1, asked):.0%} of the questions)")
    print(f"{already} more workers would be suggested as it is")
    share = 1 - wrong / max(1, known)
    print(f"{known - wrong} of {known} true and minimal by the plain check ({share:.1%})")
    if sizes:
        counts = ", ".join(f"{size}: {times}" for size, times in sorted(Counter(sizes).items()))
        print(f"facts changed: median {median(sizes):g}; {counts}")
        print(f"which: {', '.join(f'{lever} {times}' for lever, times in levers.most_common())}")
    if took:
        print(f"milliseconds of processor a question: median {median(took):.0f}, p95 {_p95(took):.0f}")


def _number(change: object) -> bool:
    return getattr(change, "lever", None) == "number"


def _p95(values: list[float]) -> float:
    return float(np.percentile(values, 95))


if __name__ == "__main__":
    main()
