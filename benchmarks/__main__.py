"""How fast and how good plans are, beside the plans of others, on agencies made on the spot.

`python -m benchmarks [WORKERSxCASES ...] [--seconds S] [--times T] [--seeds N]`. For each agency the
product's search for S seconds, its building included, then each peer in a process of its own: rotation
and fewest open cases held to the rules, best fit, and CP-SAT, HiGHS and Timefold given the same program
whole for T times the seconds. A line each: coverage weighted by urgency; the whole cost and the goals
beside coverage as times ours; what is left of the way from the bound to best fit; the seconds that
passed, with writing models out and starting Java. Every cost is counted by the product; a plan that
breaks a rule has none.
"""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from benchmarks.machine import measured
from benchmarks.peers.apart import STARTING, in_a_child
from benchmarks.peers.contest import Found, Peer, by_best_fit, contend, counted, engines
from benchmarks.peers.timefold import version
from benchmarks.peers.today import by_fewest_open, by_rotation
from benchmarks.sizes import size_of
from planner.check import breaches
from planner.generate import generate
from planner.pipeline import Side
from planner.program import Program
from planner.rules import RULES
from planner.solve.baselines import fewest_open_cases, rotation
from planner.solve.outcome import Outcome
from planner.solve.search import search

SIZES = ("119x57", "300x150")
SECONDS = 9.0
TODAY = {
    "rotation": (by_rotation, rotation),
    "fewest open cases": (by_fewest_open, fewest_open_cases),
}
HEADS = (
    "| plan | coverage | cost, times ours | other goals, times ours | of best fit's gap | seconds | |\n\
|---|---|---|---|---|---|---|"
)


def main() -> None:
    """Print a table a size and seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=size_of, help=f"{' '.join(SIZES)} unless said")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--times", type=float, default=1.0, help="seconds of a peer, as times of ours")
    parser.add_argument("--seeds", type=int, default=1)
    asked = parser.parse_args()
    sizes = asked.sizes or [size_of(size) for size in SIZES]
    with measured():
        peers, notices = engines()
        print("\n".join(notices or [f"Timefold {version()}, one thread"]))
        for workers, cases in sizes:
            for seed in range(1, asked.seeds + 1):
                print(f"\n{workers} workers, {cases} cases, seed {seed}", flush=True)
                side = Side(generate("english-authority", seed, workers=workers, new_cases=cases))
                _print_table(side, asked.seconds, asked.seconds * asked.times, peers)


@dataclass(frozen=True)
class Table:
    """What every line of one agency is held against: our plan, its bound, and best fit."""

    program: Program
    ours: Found
    bound: int | None
    fit: Found

    def line(self, name: str, one: Found, more: str = "") -> str:
        """Return a row: its cost and its other goals as times ours, or why it has no plan."""
        if one.cost is None or one.left is None or one.rest is None:
            return f"| {name} | none | | | | {one.seconds:.1f} | {one.why} |"
        covered = f"{1 - one.left / max(1, self.program.weight):.1%}"
        cost, rest = _ratio(one.cost, self.ours.cost), _ratio(one.rest, self.ours.rest)
        cells = (name, covered, cost, rest, self._gap(one.cost), f"{one.seconds:.1f}", more)
        return f"| {' | '.join(cells)} |"

    def _gap(self, cost: int) -> str:
        """Return (cost - bound) / (best fit - bound): 0 at the bound, 100 % where best fit is."""
        if self.bound is None or self.fit.cost is None:
            return ""
        return f"{(cost - self.bound) / max(1, self.fit.cost - self.bound):.3%}"


def _ratio(theirs: int, ours: int | None) -> str:
    return "" if ours is None else f"{theirs / max(1, ours):.4f}"


def _print_table(side: Side, seconds: float, of_a_peer: float, peers: Mapping[str, Peer]) -> None:
    begin = monotonic()
    program = side.program
    built = monotonic() - begin
    print(f"{program.arcs} arcs; measured and built in {built:.2f} s\n\n{HEADS}", flush=True)
    done = in_a_child(search, program, max(0.1, seconds - built), within=seconds + STARTING)
    outcome = done.value if isinstance(done.value, Outcome) else None
    ours = counted(program, outcome.chosen if outcome else None, built + done.seconds, done.why)
    fit = contend(by_best_fit, program, of_a_peer)
    table = Table(program, ours, outcome.bound if outcome else None, fit)
    print(table.line("caseload", ours, _ended(outcome) if outcome else ""), flush=True)
    for name, (held, free) in TODAY.items():
        begin = monotonic()
        one = counted(program, held(program, side.problem), monotonic() - begin)
        broken = len(breaches(side.problem, free(side.problem, RULES), RULES))
        more = f"held to the rules; as done today it breaks them {broken} times"
        print(table.line(name, one, more), flush=True)
    print(table.line("best fit", fit), flush=True)
    for name, peer in peers.items():
        print(table.line(name, contend(peer, program, of_a_peer)), flush=True)


def _ended(outcome: Outcome) -> str:
    """Return how a search ended, and how far its cost lies above its bound."""
    if outcome.cost is None or outcome.bound is None:
        return f"{outcome.ending}, no bound"
    above = 100 * (outcome.cost - outcome.bound) / max(1, outcome.cost)
    return f"{outcome.ending}, {above:.4f} % above its bound"


if __name__ == "__main__":
    main()
