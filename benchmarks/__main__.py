"""How fast and how good plans are: the short run, on synthetic agencies made on the spot.

Each line: size, ending, urgency-weighted coverage, what of the way from greedy to the bound is left,
seconds of wall time from the agency in memory to the plan, and the most memory the process has held.
Beside it, in the same run, the same program given whole to CP-SAT for the same seconds.
"""

import resource
import sys
from time import monotonic

from planner.generate import generate
from planner.pipeline import propose
from planner.program import Program
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.outcome import Outcome

SIZES = ((119, 57), (300, 150))
SEEDS = (1, 2)
SECONDS = 9.0


def gap(cost: int, bound: int, greedy: int) -> float:
    """Return (cost - bound) / (greedy - bound): 0 at the bound, 1 where greedy is."""
    return (cost - bound) / max(1, greedy - bound)


def main() -> None:
    """Print one line a size and seed."""
    print("workers x cases  seed  ending  coverage  left of greedy's gap  seconds  MB  CP-SAT")
    for workers, cases in SIZES:
        for seed in SEEDS:
            agency = generate("english-authority", seed, workers=workers, new_cases=cases)
            planned = propose(agency, SECONDS)
            outcome, program = planned.outcome, planned.side.program
            if outcome.chosen is None or outcome.cost is None or outcome.bound is None:
                sys.exit(f"no plan for {workers} x {cases}, seed {seed}")
            covered = program.covers[outcome.chosen].sum() / program.weight
            left = gap(outcome.cost, outcome.bound, outcome.greedy_cost or outcome.cost)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{workers:5} x {cases:<7} {seed:4}  {outcome.ending:6}  {covered:8.1%}"
                f"  {left:20.3%}  {planned.seconds:7.1f}  {most:4}  {_peer(program, outcome)}",
                flush=True,
            )


def _peer(program: Program, outcome: Outcome) -> str:
    """Return how CP-SAT's plan of the same program compares, in the same seconds."""
    begin = monotonic()
    peer = solve_by_cpsat(program, SECONDS)
    took = monotonic() - begin
    if peer.cost is None:
        return f"no plan in {took:.0f} s"
    return f"cost {peer.cost / max(1, outcome.cost or 1):.4f} of ours in {took:.0f} s"


if __name__ == "__main__":
    main()
