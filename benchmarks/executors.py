"""How much sooner the same replications are done in processes and on a cluster than one after the other.

Each line: the policy, where, seconds for all replications (from the question in memory to the last
result, with starting children or the first loading of a worker), how many times as fast as inline in
the same run, and the machine's load over the last minute. Numbers that differ from inline's end it.
"""

import pickle
import sys
from os import cpu_count, getloadavg
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.machine import measured
from planner.intake import read_agency
from planner.simulate.arms import Asked, asked
from planner.simulate.executors import Executor, Inline, Processes, results
from planner.simulate.question import Question
from tests.simulate.clusters import ACluster, a_cluster
from tests.simulate.short_year import exactly

FOLDER = Path(__file__).parents[1] / "scenarios" / "english-authority"
WEEKS = 52
RUNS = {"rotation": 24, "caseload": 6}  # so that each takes a while
WORKERS = 2


def main() -> None:
    """Print one line a policy and executor, and one of a cluster that loses a worker in mid-run."""
    agency = read_agency(FOLDER)
    print(f"{len(agency.workers)} workers, {WEEKS} weeks, {cpu_count()} processors")
    for policy, runs in RUNS.items():
        question = Question(question="An ordinary year", base=str(FOLDER), weeks=WEEKS)
        what = asked(question, agency, (policy,))
        size = len(pickle.dumps(what)) / 1024
        print(f"{policy}: {runs} replications; what is sent to each process has {size:,.0f} KB")
        seconds, here = _timed(what, runs, Inline())
        _say("inline", seconds, seconds)
        took, there = _timed(what, runs, Processes(WORKERS))
        _say(f"processes:{WORKERS}", took, seconds, there == here)
        for loses in (False, True):
            with TemporaryDirectory() as folder, a_cluster(Path(folder), "one", "other") as cluster:
                took, there = _timed(what, runs, cluster.executor, cluster if loses else None)
                _say(f"dask, {WORKERS} workers{', one killed' * loses}", took, seconds, there == here)


def _timed(
    what: Asked, runs: int, executor: Executor, loses: ACluster | None = None
) -> tuple[float, list[str]]:
    """Return the seconds and the replications; a cluster given `loses` a worker after half of them."""
    begin = perf_counter()
    found = []
    for replication in results(what, range(runs), executor):
        found.append(exactly(replication))
        if loses and len(found) == runs // 2:
            loses.kill("one")
    return perf_counter() - begin, found


def _say(where: str, took: float, inline: float, same: bool = True) -> None:
    if not same:
        sys.exit(f"{where} says other numbers than inline")
    load = getloadavg()[0]
    print(f"  {where:28} {took:7.1f} s  {inline / took:5.2f} x inline  load {load:4.1f}", flush=True)


if __name__ == "__main__":
    with measured():
        main()
