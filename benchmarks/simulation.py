"""How long simulated years take: 100 workers, 52 weeks, 100 replications, in processes of this machine.

Each line: the policy, how many replications were run, seconds for 100 of them with starting the
processes, how many times as long as rotation in the same run, the seconds of one processor that a
hundred take, told from a few in the benchmark's own process, and its most memory. Policies that would
take long are run fewer times, and their seconds for 100 told from what is left once the start is taken
off. The machine's load stands first: with more to do than it has processors, seconds say less than
processor's. `python -m benchmarks.simulation [POLICY ...] [--few N]`: at most N replications of each.
"""

import argparse
import resource
from time import perf_counter, process_time

from benchmarks.machine import measured
from planner.generate import generate
from planner.simulate.arms import Asked, asked
from planner.simulate.executors import executor_of
from planner.simulate.question import Question
from planner.simulate.runs import simulate

WORKERS = 100
WEEKS = 52
WANTED = 100
_STARTED = 2  # replications that the start is told from
_ALONE = 3  # replications, one after the other in this process
RUNS = {
    "rotation": 100,
    "fewest-open-cases": 100,
    "spare-capacity": 100,
    "greedy": 20,
    "caseload-without-dose-budget": 20,
    "caseload-without-risk-weight": 20,
    "caseload": 100,
    "caseload-daily": 8,
    "caseload-lookahead": 20,
    "caseload-exact": 2,
}


def main() -> None:
    """Print one line a policy named, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("policies", nargs="*", help=f"{' '.join(RUNS)}; all unless said")
    parser.add_argument("--few", type=int, default=WANTED, help="replications of each, at most")
    asked = parser.parse_args()
    unknown = [policy for policy in asked.policies if policy not in RUNS]
    if unknown:
        parser.error(f"there is no policy {', '.join(unknown)}")
    with measured():
        _table(asked.policies or list(RUNS), max(_STARTED + 1, asked.few))


def _table(policies: list[str], few: int) -> None:
    agency = generate("english-authority", 1, workers=WORKERS)
    print(
        f"{WORKERS} workers, {len(agency.assignments)} open cases, {WEEKS} weeks; {WANTED} replications"
    )
    first = 0.0
    for policy in policies:
        question = Question(question="An ordinary year", base=".", weeks=WEEKS, seed=1)
        what = asked(question, agency, (policy,))
        runs = min(few, RUNS[policy])
        start = min(_seconds(what, _STARTED) for _ in range(2))  # the first loads from disk
        took = _seconds(what, runs)
        whole = _told_for_all(start, took, runs)
        worked = WANTED * _worked(what)
        first = first or whole
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{policy:30} {runs:4} run  {whole:8.1f} s for {WANTED}  {whole / first:7.1f}"
            f"  {worked:8.1f} s of processor  {most:4} MB",
            flush=True,
        )


def _told_for_all(start: float, took: float, runs: int) -> float:
    """Return the seconds of all replications, told from those of few where only few were run."""
    if runs == WANTED:
        return took
    if runs <= _STARTED:
        return start * WANTED / _STARTED
    return start + (took - start) * (WANTED - _STARTED) / (runs - _STARTED)


def _seconds(what: Asked, runs: int) -> float:
    begin = perf_counter()
    simulate(what, runs, executor_of("processes"))
    return perf_counter() - begin


def _worked(what: Asked) -> float:
    """Return the seconds of processor that a replication takes, the agency's cases known already."""
    what(0)
    begin = process_time()
    for number in range(_ALONE):
        what(number)
    return (process_time() - begin) / _ALONE


if __name__ == "__main__":
    main()
