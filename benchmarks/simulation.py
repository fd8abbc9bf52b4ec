"""How long simulated years take: 100 workers, 52 weeks, 100 replications, in processes of this machine.

Each line: the policy, how many replications were run, seconds for 100 of them with starting the
processes, how many times as long as rotation in the same run, and the most memory of the main process.
Policies that would take long are run fewer times, and their seconds for 100 told from what is left
once the start is taken off.
"""

import resource
import sys
from time import perf_counter

from planner.generate import generate
from planner.simulate.executors import executor_of
from planner.simulate.question import Question
from planner.simulate.runs import Asked, asked, simulate

WORKERS = 100
WEEKS = 52
WANTED = 100
RUNS = {
    "rotation": 100,
    "fewest-open-cases": 100,
    "spare-capacity": 100,
    "greedy": 20,
    "caseload-without-dose-budget": 20,
    "caseload-without-risk-weight": 20,
    "caseload": 100,
    "caseload-daily": 8,
    "caseload-exact": 2,
}


def main() -> None:
    """Print one line a policy named, or all of them."""
    policies = sys.argv[1:] or list(RUNS)
    agency = generate("english-authority", 1, workers=WORKERS)
    print(
        f"{WORKERS} workers, {len(agency.assignments)} open cases, {WEEKS} weeks; {WANTED} replications"
    )
    first = 0.0
    for policy in policies:
        question = Question(question="An ordinary year", base=".", weeks=WEEKS, seed=1)
        what = asked(question, agency, (policy,))
        start = _seconds(what, 2)
        took = _seconds(what, RUNS[policy])
        whole = took if RUNS[policy] == WANTED else start + (took - start) * WANTED / RUNS[policy]
        first = first or whole
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{policy:30} {RUNS[policy]:4} run  {whole:8.1f} s for {WANTED}  {whole / first:7.1f}"
            f"  {most:4} MB",
            flush=True,
        )


def _seconds(what: Asked, runs: int) -> float:
    begin = perf_counter()
    simulate(what, runs, executor_of("processes"))
    return perf_counter() - begin


if __name__ == "__main__":
    main()
