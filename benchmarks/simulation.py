"""How long a simulated year takes: seconds a replication and policy, side by side in one run."""

from pathlib import Path
from time import perf_counter

from planner.intake import read_agency
from planner.simulate.engine import run
from planner.simulate.luck import draw
from planner.simulate.parameters import parameters
from planner.simulate.policies import POLICIES
from planner.simulate.question import Question
from planner.simulate.templates import templates

FOLDER = Path(__file__).parents[1] / "scenarios" / "english-authority"
RUNS = 3
WEEKS = 52


def main() -> None:
    """Print one line a policy; the last column is relative to rotation in the same run."""
    agency = read_agency(FOLDER).public()
    given, tables = parameters(weeks=WEEKS), templates(agency)
    nothing = Question(question="An ordinary year", base=str(FOLDER))
    lucks = [draw(agency, given, nothing, 1, number) for number in range(RUNS)]
    print(f"{len(agency.workers)} workers, {WEEKS} weeks, {RUNS} replications, one process")
    first = 0.0
    for policy in POLICIES:
        begin = perf_counter()
        for luck in lucks:
            run(agency, given, policy, luck, tables=tables)
        took = (perf_counter() - begin) / RUNS
        first = first or took
        print(f"{policy:30} {took:6.2f} s a replication  {took / first:6.1f}", flush=True)


if __name__ == "__main__":
    main()
