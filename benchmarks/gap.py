"""How near the best known the search comes on benchmark files: `python -m benchmarks.gap FOLDER`.

FOLDER holds `gap/`, `nurse/` or both, and `best_known.csv` (instance, sense, best_known,
proved_optimal). A line an instance: what was found, the best known, how far above it, the bound, how
the search ended, seconds that passed, and seconds of processor. `--seconds` is the limit of each, and
words after the folder choose instances that hold them in their names.
"""

import argparse
import csv
from pathlib import Path
from time import monotonic, process_time

from benchmarks.machine import measured
from planner.bench.gap import read_gap, solve_gap
from planner.bench.nurse import Objective, solve_by_nurse
from planner.bench.nurse_file import ZonesFile, read_nurse
from planner.bench.zones import solve_zones
from planner.solve.clock import Clock

GAP_SECONDS = 60.0
NURSE_SECONDS = 10.0
SENSES = {
    "min": None,
    "min_sum_squared_workload": None,
    "min_total_workload": Objective.TOTAL,
    "min_max_workload": Objective.MAX,
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("words", nargs="*", help="only instances with one of these in their names")
    parser.add_argument("--seconds", type=float)
    asked = parser.parse_args()
    known = asked.folder / "best_known.csv"
    if not known.is_file():
        parser.exit(2, f"There is no {known}: no instances, nothing measured.\n")
    with measured():
        _table(known, asked)


def _table(known: Path, asked: argparse.Namespace) -> None:
    print("| instance | found | best known | above, % | bound | ending | seconds | of processor |")
    print("|---|---|---|---|---|---|---|---|")
    with known.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            wanted = not asked.words or any(word in row["instance"] for word in asked.words)
            if wanted and row["sense"] in SENSES:
                print(_line(asked.folder, row, asked.seconds), flush=True)


def _line(folder: Path, row: dict[str, str], seconds: float | None) -> str:
    path, best = folder / row["instance"], int(row["best_known"])
    if not path.is_file():
        return f"| {path.stem} | no such file | {best} | | | | | |"
    begin, processor = monotonic(), process_time()
    found, bound, ending = _solved(path, row["sense"], seconds)
    passed, processor = monotonic() - begin, process_time() - processor
    above = "" if found is None else f"{100 * (found - best) / best:.3f}"
    return (
        f"| {path.stem} | {found or ''} | {best} | {above} | {bound or ''} | {ending}"
        f" | {passed:.1f} | {processor:.1f} |"
    )


def _solved(path: Path, sense: str, seconds: float | None) -> tuple[int | None, int | None, str]:
    """Return what was found, the bound where the answer has one, and the ending."""
    if sense == "min":
        answer = solve_gap(read_gap(path), Clock(seconds or GAP_SECONDS))
        return answer.cost, answer.bound, answer.ending
    read, clock = read_nurse(path), Clock(seconds or NURSE_SECONDS)
    if isinstance(read, ZonesFile):
        ward = solve_zones(read, clock)
        return ward.sum_squared, None, ward.ending
    objective = SENSES[sense] or Objective.TOTAL
    ward = solve_by_nurse(read, objective, clock)
    return (
        ward.total_workload if objective is Objective.TOTAL else ward.max_workload,
        None,
        ward.ending,
    )


if __name__ == "__main__":
    main()
