"""What a plan of a contender comes to, counted by the product in whole numbers, whoever made it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.peers.apart import STARTING, Done, in_a_child
from benchmarks.peers.highs import by_highs
from benchmarks.peers.timefold import by_timefold, missing
from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.cpsat import solve_by_cpsat
from planner.solve.insertion import greedy

Peer = Callable[[Program, float], Bools | None]


@dataclass(frozen=True)
class Found:
    """The cost of a plan that keeps every rule, or None and why; `seconds` with building its model."""

    cost: int | None
    left: int | None
    rest: int | None
    seconds: float
    why: str = ""


def counted(program: Program, chosen: Bools | None, seconds: float, why: str = "") -> Found:
    """Return what chosen arcs cost; None where there are none, or where they break a rule."""
    if chosen is None:
        return Found(None, None, None, seconds, why or "no plan found")
    broken = program.broken(chosen)
    if broken:
        return Found(None, None, None, seconds, f"breaks {', '.join(sorted(broken))}")
    return Found(program.total(chosen), program.left(chosen), program.rest(chosen), seconds, why)


def by_cpsat(program: Program, seconds: float) -> Bools | None:
    """Return the arcs that CP-SAT chose with two workers; writing its model out comes on top."""
    return solve_by_cpsat(program, seconds).chosen


def by_best_fit(program: Program, seconds: float) -> Bools | None:
    """Return the greedy plan: heaviest items first, each to its cheapest option."""
    return greedy(program)


ENGINES: Mapping[str, Peer] = {"CP-SAT": by_cpsat, "HiGHS": by_highs, "Timefold": by_timefold}


def engines() -> tuple[dict[str, Peer], list[str]]:
    """Return the engines that can run here, and a notice of each that is left out."""
    absent = missing()
    if absent is None:
        return dict(ENGINES), []
    return {name: peer for name, peer in ENGINES.items() if name != "Timefold"}, [absent]


def contend(peer: Peer, program: Program, seconds: float) -> Found:
    """Return what a peer finds in so many seconds in a process of its own."""
    done: Done = in_a_child(peer, program, seconds, within=seconds + STARTING)
    return counted(program, done.value, done.seconds, done.why)
