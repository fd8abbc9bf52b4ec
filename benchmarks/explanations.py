"""How true and how fast explanations are: claims of exact costs judged by the checker, and timed.

`python -m benchmarks.explanations [WORKERSxCASES] [--agencies N] [--cases N] [--judged N]`. For each
agency made the best plan; for some of its cases exact claims about ten, by chance, who could be asked.
Printed: seconds to prepare a plan, once; to answer ten why-nots of one case, as a manager (three steps)
and as an auditor (exact costs with proofs), median and 95 of 100; of `--judged` cases how many claims
the independent checker finds true, and of the same claims with one number wrong by 5 % how many it
refuses; and how often comparing what each worker would cost alone would have told a false sentence.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from benchmarks.machine import measured
from benchmarks.sizes import size_of
from planner.claims import Claim, Claims, Delta, LowerBound, Seen
from planner.domain import Plan
from planner.explain.asking import Asking
from planner.explain.told import told
from planner.explain.whynot import WhyNot
from planner.generate import generate
from planner.pipeline import Side, ground, propose, ways_now
from planner.verify import Verdict, verify

ASKED = 10
_SEARCH = 20.0
_JUDGE = 60.0
_WRONG = 0.05


@dataclass
class Tally:
    """What was counted and timed."""

    prepared: list[float] = field(default_factory=list)
    manager: list[float] = field(default_factory=list)
    auditor: list[float] = field(default_factory=list)
    costs: int = 0
    exact: int = 0
    true: int = 0
    judged: int = 0
    refused: int = 0
    wrong: int = 0
    compared: int = 0
    false_by_scores: int = 0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("size", nargs="?", type=size_of, default=(80, 40))
    parser.add_argument("--agencies", type=int, default=3)
    parser.add_argument("--cases", type=int, default=10, help="of each agency")
    parser.add_argument("--judged", type=int, default=2, help="of them, by the checker")
    asked = parser.parse_args()
    workers, cases = asked.size
    tally = Tally()
    with measured():
        for seed in range(1, asked.agencies + 1):
            side = Side(generate("english-authority", seed, workers=workers, new_cases=cases))
            _one(side, seed, asked.cases, asked.judged, tally)
        print(f"\n{asked.agencies} agencies of {workers} workers and {cases} new cases")
        print("\n".join(_told(tally)))


def _one(side: Side, seed: int, cases: int, judged: int, tally: Tally) -> None:
    plan = propose(side.agency, _SEARCH).plan
    if plan is None:
        return
    chance = random.Random(seed)  # noqa: S311  (which cases are asked about)
    named = [proposed.case for proposed in plan.assignments]
    begin = perf_counter()
    whole, public = ground(side, plan), ground(side.public, plan)
    prepared = [each.forced for each in (whole, public)]
    tally.prepared.append((perf_counter() - begin) / len(prepared))
    why_not, asking = WhyNot(whole), Asking(public)
    for place, case in enumerate(chance.sample(named, min(cases, len(named)))):
        able = list(_able(side, plan, case))
        able = chance.sample(able, min(ASKED, len(able)))
        begin = perf_counter()
        told(public, case, asking.others(case, able))
        tally.manager.append(perf_counter() - begin)
        begin = perf_counter()
        found = why_not.claims(case, able, _SEARCH)
        tally.auditor.append(perf_counter() - begin)
        claims = [claim.model_copy(update={"seen": Seen.AUDITOR}) for claim in found]
        _count(side, plan, case, claims, tally)
        if place < judged:
            _judge(side, plan, claims, tally, chance)


def _able(side: Side, plan: Plan, case: str) -> Iterator[str]:
    lead = next(p.worker for p in plan.assignments if p.case == case)
    for option in ways_now(side, case):
        worker = side.problem.workers[side.program.worker[option.lead]].id
        if worker != lead and not side.program.stays[option.lead]:
            yield worker


def _count(side: Side, plan: Plan, case: str, claims: Sequence[Claim], tally: Tally) -> None:
    """Count exact costs, and what comparing costs alone would have said of the same workers."""
    alone = {
        side.problem.workers[side.program.worker[option.lead]].id: option.cost
        for option in ways_now(side, case)
    }
    lead = next(p.worker for p in plan.assignments if p.case == case)
    for claim in claims:
        if isinstance(claim, Delta):
            tally.costs += 1
            tally.exact += claim.tolerance <= 1
            if lead in alone and claim.worker in alone and claim.tolerance <= 1:
                tally.compared += 1
                better = alone[claim.worker] < alone[lead]  # "would suit the case better"
                tally.false_by_scores += better != (claim.value < 0)


def _judge(side: Side, plan: Plan, claims: Sequence[Claim], tally: Tally, chance: random.Random) -> None:
    found = verify(side.agency, Claims(plan=plan, claims=tuple(claims)), None, _JUDGE)
    tally.judged += len(found)
    tally.true += sum(each.verdict is Verdict.TRUE for each in found)
    numbers = [claim for claim in claims if isinstance(claim, Delta | LowerBound)]
    wrong = tuple(_wrong(claim, chance) for claim in numbers)
    found = verify(side.agency, Claims(plan=plan, claims=wrong), None, _JUDGE)
    tally.wrong += len(found)
    tally.refused += sum(each.verdict is not Verdict.TRUE for each in found)


def _wrong(claim: Delta | LowerBound, chance: random.Random) -> Delta | LowerBound:
    """Return a claim with its value, or one part, wrong by 5 %, by 2 at least."""
    sign = chance.choice((-1, 1))
    if isinstance(claim, Delta) and claim.parts and chance.random() < 0.5:  # noqa: PLR2004
        place = chance.randrange(len(claim.parts))
        part = claim.parts[place]
        off = part.model_copy(update={"value": part.value + sign * _off(part.value)})
        parts = (*claim.parts[:place], off, *claim.parts[place + 1 :])
        return claim.model_copy(update={"parts": parts})
    return claim.model_copy(update={"value": claim.value + sign * _off(claim.value)})


def _off(value: int) -> int:
    return max(2, round(_WRONG * abs(value)))


def _told(tally: Tally) -> Iterator[str]:
    yield f"prepared once a plan: {np.median(tally.prepared):.2f} s"
    for who, seconds in (("manager", tally.manager), ("auditor", tally.auditor)):
        middle, most = np.quantile(seconds, [0.5, 0.95])
        yield f"ten why-nots, {who}: median {1000 * middle:.0f} ms, 95 of 100 in {1000 * most:.0f} ms"
    yield f"costs: {tally.costs}, known to the cost point: {tally.exact}"
    yield f"claims judged: {tally.judged}, true: {tally.true}"
    yield f"one number wrong by 5 %: {tally.wrong}, refused: {tally.refused}"
    share = tally.false_by_scores / max(1, tally.compared)
    yield f"sentences by scores alone: {tally.compared}, false: {tally.false_by_scores} ({share:.1%})"


if __name__ == "__main__":
    main()
