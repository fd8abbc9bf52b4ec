"""How the time to measure, build and search grows with workers x cases.

`python -m benchmarks.growth_of_cost [WORKERSxCASES ...] [--seconds S] [--wall W] [--memory MIB]
[--chart FILE]`. Each size in a process of its own. A line each: eligible pairs (a worker and a case they
may lead or help with, all arcs of the program), seconds of processor of each step, seconds that passed,
how the search ended, the most memory. Where a size takes more wall or memory than it may, the larger
ones are not begun. Below, the power of pairs that each step grows with, fitted on a log-log scale; a
search that ended before a proof took what it was given, so it is left out there. `--chart`: an .svg,
a .png or a .vl.json.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, process_time

import numpy as np

from benchmarks.machine import measured
from benchmarks.peers.apart import in_a_child
from benchmarks.sizes import size_of
from planner.errors import PlannerError
from planner.generate import generate
from planner.goals import GOALS
from planner.present.charts.frame import COLOURS, Spec, axis, field, framed, text_mark
from planner.present.charts.writing import can_write, write_chart
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.solve.limits import refuse_too_large
from planner.solve.outcome import Ending
from planner.solve.search import search

SIZES = (
    *("50x20", "100x40", "200x80", "400x160", "1000x400"),
    *("2000x800", "4000x1600", "5000x2000", "10000x4000"),
)
STEPS = ("measure", "build", "search")
SECONDS, WALL, MEMORY = 60.0, 600.0, 12_288
_FEWEST = 2  # points for a line
_SIZE = (480, 360)
_APART = 10  # pixels more between names that may lie close


@dataclass(frozen=True)
class Step:
    """What one size took: seconds of processor by step, and how its search ended."""

    workers: int
    cases: int
    pairs: int
    took: dict[str, float]
    passed: float
    ending: Ending
    above: float | None  # of the bound, as a share

    def counts(self, step: str) -> bool:
        """Whether a step came to its own end."""
        return step != "search" or self.ending is Ending.BEST


def run(workers: int, cases: int, seconds: float) -> Step:
    """Return what one size takes: the agency is made before, and not counted."""
    agency = generate("english-authority", 1, workers=workers, new_cases=cases)
    refuse_too_large(agency)
    begin, marks = monotonic(), [process_time()]
    problem = measure(agency)
    marks.append(process_time())
    program = build(problem, RULES, GOALS)
    marks.append(process_time())
    outcome = search(program, seconds)
    marks.append(process_time())
    above = None
    if outcome.cost is not None and outcome.bound is not None:
        above = (outcome.cost - outcome.bound) / max(1, outcome.cost)
    took = dict(zip(STEPS, np.diff(marks).tolist(), strict=True))
    return Step(workers, cases, program.arcs, took, monotonic() - begin, outcome.ending, above)


def power(points: Sequence[Step], step: str) -> float | None:
    """Return the power of pairs that a step's seconds grow with, None with too few points."""
    known = [(one.pairs, one.took[step]) for one in points if one.counts(step) and one.took[step] > 0]
    if len({pairs for pairs, _ in known}) < _FEWEST:
        return None
    pairs, seconds = np.log(np.array(known, dtype=np.float64)).T
    return float(np.polyfit(pairs, seconds, 1)[0])


def chart(points: Sequence[Step]) -> Spec:
    """Return seconds over pairs, both axes by powers of ten, with the power of each step."""
    rows = [
        {"pairs": one.pairs, "seconds": round(one.took[step], 4), "step": step}
        for one in points
        for step in STEPS
        if one.counts(step) and one.took[step] > 0
    ]
    ends = [next((row for row in reversed(rows) if row["step"] == step), None) for step in STEPS]
    last = sorted((row for row in ends if row is not None), key=lambda row: -float(row["seconds"]))
    names = [{**row, "name": _named(points, str(row["step"]))} for row in last]
    by_ten = {"type": "log", "nice": False}
    x = field("pairs", axis=axis("eligible pairs of worker and case", format="~s"), scale=by_ten)
    y = field("seconds", axis=axis("seconds of processor", format="~g"), scale=by_ten)
    colours = field(
        "step", "nominal", scale={"domain": list(STEPS), "range": list(COLOURS[:3])}, legend=None
    )
    drawing: Spec = {
        "width": _SIZE[0],
        "height": _SIZE[1],
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "line", "point": True},
                "encoding": {"x": x, "y": y, "color": colours},
            },
            *(
                {
                    "data": {"values": [name]},
                    "mark": text_mark(align="left", dx=8, dy=_APART * (place - 1)),
                    "encoding": {"x": x, "y": y, "text": field("name", "nominal")},
                }
                for place, name in enumerate(names)
            ),
        ],
    }
    said = ["Each step's seconds grow with pairs to the power named beside it; 1 is in proportion."]
    told = "; ".join(str(name["name"]) for name in names)
    return framed("How time grows with workers x cases", said, told, "Synthetic agencies.", drawing)


def _named(points: Sequence[Step], step: str) -> str:
    grows = power(points, step)
    return step if grows is None else f"{step}, to the power {grows:.2f}"


def _line(one: Step, mib: int) -> str:
    took = "".join(f"{one.took[step]:10.2f}" for step in STEPS)
    above = "" if one.above is None else f"{one.above:9.4%}"
    size = f"{one.workers} x {one.cases}"
    return f"{size:>14}{one.pairs:10}{took}{one.passed:9.1f}  {one.ending:8}{above:>9}{mib:8}"


def table(sizes: Sequence[tuple[int, int]], seconds: float, wall: float, mib: int) -> list[Step]:
    """Print a line a size until one takes too much; return what was measured."""
    points: list[Step] = []
    heads = "".join(f"{step:>10}" for step in STEPS)
    print(f"{'workers x cases':>14}{'pairs':>9}{heads}{'passed':>9}  {'ending':8}{'above':>9}{'MiB':>8}")
    for place, (workers, cases) in enumerate(sizes):
        done = in_a_child(run, workers, cases, seconds, within=wall, mib=mib)
        if done.value is None:
            print(
                f"{workers} x {cases}: {done.why}; {len(sizes) - place - 1} larger ones are not begun."
            )
            break
        points.append(done.value)
        print(_line(done.value, done.mib), flush=True)
    return points


def main() -> None:
    """Print the table and the powers, and write the chart where a file is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=size_of, help=f"{' '.join(SIZES)} unless said")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of the search")
    parser.add_argument("--wall", type=float, default=WALL, help="seconds that a size may take in all")
    parser.add_argument("--memory", type=int, default=MEMORY, help="MiB that a size may ask for")
    parser.add_argument("--chart", type=Path)
    asked = parser.parse_args()
    if asked.chart is not None:
        try:
            can_write(asked.chart)
        except PlannerError as error:
            parser.exit(2, f"{error}\n")
    sizes = asked.sizes or [size_of(size) for size in SIZES]
    with measured():
        points = table(sorted(sizes, key=np.prod), asked.seconds, asked.wall, asked.memory)
        for step in STEPS:
            grows = power(points, step)
            said = "too few points" if grows is None else f"pairs to the power of {grows:.2f}"
            print(f"{step}: {said}")
    if asked.chart is not None:
        write_chart(chart(points), asked.chart)


if __name__ == "__main__":
    main()
