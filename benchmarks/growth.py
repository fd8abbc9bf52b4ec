"""How the time of a simulated year grows with workers and with replications, as a table and a chart.

Each line: workers, replications, weeks and policy, the seconds of one process from the agency in memory
to the last week, and the most memory so far. `--state` adds a year of 5,000 workers; a file named last
gets the chart.
"""

import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time

import numpy as np

from benchmarks.machine import measured
from planner.generate import generate
from planner.present.report.scale import scale
from planner.present.report.svg import across, drawing, look_of, path, upwards, words
from planner.simulate.engine import run
from planner.simulate.luck import draw
from planner.simulate.parameters import parameters
from planner.simulate.question import Question
from planner.simulate.templates import templates

SIZES = (25, 50, 100, 200, 400, 800)
STATE = 5_000
RUNS = (1, 2, 4, 8)
POLICIES = ("rotation", "caseload")
WEEKS = 13
YEAR = 52
WIDTH, HEIGHT, LEFT, BOTTOM = 640.0, 300.0, 60.0, 260.0


def main() -> None:
    """Print the table and write the chart where a file is named."""
    where = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    print("workers  runs  weeks  policy           seconds    MB")
    found = {policy: [(size, _told(size, 1, WEEKS, policy)) for size in SIZES] for policy in POLICIES}
    for policy in POLICIES:
        for runs in RUNS:
            _told(100, runs, WEEKS, policy)
    if "--state" in sys.argv:
        for policy in POLICIES:
            _told(STATE, 1, YEAR, policy)
    for policy, points in found.items():
        sizes, seconds = np.log(np.array(points, dtype=np.float64)).T
        print(
            f"{policy}: seconds grow with workers to the power of {np.polyfit(sizes, seconds, 1)[0]:.2f}"
        )
    if where:
        Path(where[0]).write_text(chart(found), encoding="utf-8")


def _told(size: int, runs: int, weeks: int, policy: str) -> float:
    agency = generate("english-authority", 1, workers=size)
    given, nothing = parameters(weeks=weeks), Question(question="An ordinary year", base=".")
    begin = process_time()
    tables = templates(agency)
    for number in range(runs):
        run(agency, given, policy, draw(agency, given, nothing, 1, number), tables=tables)
    took = process_time() - begin
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{size:7}  {runs:4}  {weeks:5}  {policy:15}  {took:7.2f}  {most:5}", flush=True)
    return took


def chart(found: dict[str, Sequence[tuple[int, float]]]) -> str:
    """Return seconds over workers as a line for each policy."""
    order = list(found)
    wide = scale((size for points in found.values() for size, _ in points), LEFT, WIDTH - 110, zero=True)
    high = scale((took for points in found.values() for _, took in points), BOTTOM, 30, zero=True)
    drawn = [across(wide, 30, BOTTOM), upwards(high, LEFT, WIDTH - 110)]
    for name, points in found.items():
        colour, dashes = look_of(name, order)
        places = [(wide(size), high(took)) for size, took in points]
        drawn.append(path(places, stroke=colour, stroke_width=2, stroke_dasharray=dashes))
        drawn.append(words(name, places[-1][0] + 8, places[-1][1] + 4, fill=colour))
    drawn.append(words(f"seconds of one process for {WEEKS} weeks, by workers", LEFT, 16))
    told = f"Seconds of one process for {WEEKS} simulated weeks, by how many workers the agency has."
    inside = drawing("growth", "How time grows with workers", told, (WIDTH, HEIGHT), *drawn)
    return inside.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


if __name__ == "__main__":
    with measured():
        main()
