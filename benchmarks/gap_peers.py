"""The search beside CP-SAT, HiGHS and Timefold on generalised assignment files, with equal seconds.

`python -m benchmarks.gap_peers FOLDER [INSTANCE ...] [--seconds S]`. FOLDER holds `best_known.csv` and
its instances; those of types D and E are run unless names say which. Contenders run one after the
other, each in a process of its own. The search has the seconds for everything, a peer's seconds are its
engine's: writing its model out and starting Java come on top. Ctrl-C ends it with what is known.
"""

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine import measured
from benchmarks.peers.apart import STARTING, in_a_child
from benchmarks.peers.contest import Peer, contend, engines
from benchmarks.peers.timefold import version
from planner.bench.gap import GapAnswer, GapFile, program_of, read_gap, solve_gap
from planner.bench.straight import UNIT
from planner.solve.clock import Clock

SECONDS = 60.0
_STOPPED = 130  # as of a command ended by Ctrl-C
TYPES = ("d", "e")  # as the names of the instances begin


@dataclass
class Standing:
    """On how many instances some peer did better; `better` names them."""

    run: int = 0
    stopped: bool = False
    better: list[str] = field(default_factory=list)

    def judge(self, instance: str, ours: int | None, peers: dict[str, int | None]) -> None:
        """Note one instance: a peer is better with a lower cost, or with any where there is none."""
        self.run += 1
        ahead = [
            name for name, cost in peers.items() if cost is not None and (ours is None or cost < ours)
        ]
        if ahead:
            self.better.append(f"{instance} ({', '.join(ahead)})")

    def line(self) -> str:
        """Return the last line."""
        named = f": {'; '.join(self.better)}" if self.better else ""
        return f"A peer was better on {len(self.better)} of {self.run} instances{named}."


def instances(folder: Path, names: list[str]) -> Iterator[tuple[Path, int]]:
    """Yield file and best known cost of each instance asked for, or of all of types D and E."""
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            path = folder / row["instance"]
            wanted = path.name in names if names else path.name.startswith(TYPES)
            if wanted and row["sense"] == "min":
                yield path, int(row["best_known"])


def ours(gap: GapFile, seconds: float) -> GapAnswer:
    """Return the product's answer, building included in the seconds."""
    return solve_gap(gap, Clock(seconds))


def cell(cost: int | None, best: int, why: str = "") -> str:
    """Return a cost and how far it lies above the best known, or why there is none."""
    return why or "none" if cost is None else f"{cost} ({100 * (cost - best) / best:.3f})"


def run(folder: Path, names: list[str], seconds: float, peers: dict[str, Peer]) -> Standing:
    """Print a line an instance, and at last on how many a peer was better, even if stopped."""
    standing = Standing()
    print(f"\nFound, and above the best known in %; {seconds:g} s each")
    print(f"| instance | best known | caseload | {' | '.join(peers)} |")
    print("|---" * (3 + len(peers)) + "|")
    try:
        for path, best in instances(folder, names):
            if path.is_file():
                _line(path, best, seconds, peers, standing)
            else:
                print(f"| {path.name} | {best} | no such file |{' |' * len(peers)}", flush=True)
    except KeyboardInterrupt:
        print("\nStopped by hand: the instance begun last does not count.")
        standing.stopped = True
    print(standing.line(), flush=True)
    return standing


def _line(path: Path, best: int, seconds: float, peers: dict[str, Peer], standing: Standing) -> None:
    """Print the line of an instance, cell by cell as they come."""
    gap = read_gap(path)
    program = program_of(gap)
    print(f"| {path.name} | {best} ", end="", flush=True)
    done = in_a_child(ours, gap, seconds, within=seconds + STARTING)
    found = None if done.value is None else done.value.cost
    print(f"| {cell(found, best, done.why)} ", end="", flush=True)
    costs: dict[str, int | None] = {}
    for name, peer in peers.items():
        one = contend(peer, program, seconds)
        costs[name] = None if one.cost is None else one.cost // UNIT
        print(f"| {cell(costs[name], best, one.why)} ", end="", flush=True)
    print("|", flush=True)
    standing.judge(path.name, found, costs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("instances", nargs="*", help="names of instances; without, all of types D and E")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    asked = parser.parse_args()
    if not (asked.folder / "best_known.csv").is_file():
        parser.exit(2, f"There is no {asked.folder / 'best_known.csv'}: nothing measured.\n")
    known = {path.name for path, _ in instances(asked.folder, asked.instances)}
    unknown = [name for name in asked.instances if name not in known]
    if unknown:
        parser.exit(
            2, f"best_known.csv has no cheapest cost of {', '.join(unknown)}: nothing measured.\n"
        )
    with measured():
        peers, notices = engines()
        print("\n".join(notices or [f"Timefold {version()}, one thread"]))
        standing = run(asked.folder, asked.instances, asked.seconds, peers)
    if standing.stopped:
        parser.exit(_STOPPED)


if __name__ == "__main__":
    main()
