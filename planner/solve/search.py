"""The exact search: cover as much as can be covered, then prove the cheapest way to cover it.

1. Greedy gives a first plan. 2. The least weight that must be left is found and bounded, by
patterns (`coverage.py`), of a large program over its leads alone first (`leads.py`), and by arcs where
they do not settle it.
3. At that coverage the cheapest plan is found and bounded by patterns (`columns.py`). 4. Of a small
program, and where patterns give no bound in time, arcs are searched: the relaxation is tightened
to a bound z, and the program is solved over the arcs of small reduced cost e. A plan that uses any
other arc costs at least z + e, so once the best plan costs no more than that, it is proven.
"""

from dataclasses import replace

import numpy as np

from planner.problem.arrays import Bools
from planner.program import Program
from planner.program.certificate import Certificate, Prices, fingerprint
from planner.solve.best import PROVEN, Best, Told
from planner.solve.clock import Clock
from planner.solve.columns import cheapest
from planner.solve.coverage import least_left
from planner.solve.engines import Found, solve_whole
from planner.solve.generation import Known
from planner.solve.insertion import greedy, helped, repaired
from planner.solve.leads import leads_of
from planner.solve.outcome import Ending, Outcome
from planner.solve.prices import prices_of_arcs
from planner.solve.relaxation import SCALE, Relaxation
from planner.solve.sets import dense, few_sets
from planner.solve.tightening import tightened

_RELATIVE = 1e-7  # gap to which the engine solves
_ARCS_FIRST = 12  # arcs an item kept in the first attempt
_FEW_ARCS = 400  # with no more, arcs are searched before patterns
_MANY_ARCS = 3_000  # with more, arcs are searched only where patterns have no bound
_SHARE_OF_SECOND = 0.4  # of the time left, kept for the second way
_SHARE_OF_MANY = 0.1  # likewise, where the second is for want of a bound alone
_SHARE_OF_PATTERNS = 0.4  # of the time left, at most
_LARGE = 15_000  # arcs: with fewer, coverage is soon bounded over all of them
_SHARE_OF_LEADS = 0.3  # of the time left, at most
_SHARE_OF_COVERAGE = 0.75  # of the time left, at most: coverage outranks the rest
_ROUNDS = 60
_CONFIRM = 5.0  # seconds at least for the second engine


def search(
    program: Program,
    limit: Clock | float,
    start: Bools | None = None,
    told: Told | None = None,
    *,
    priced: bool = False,
) -> Outcome:
    """Return the best plan found within a limit, seconds or a clock, with its bound.

    `start`: a plan known already, to begin from where it is better than greedy's. `told` hears of each
    better plan, and of the bound proven so far. `priced`: prices are searched for a certificate also
    where an engine has proven the same without them.
    """
    clock = Clock.of(limit)
    best = Best(program, told=told, priced=priced)
    first = greedy(program)
    best.offer(first)
    greedy_cost = None if best.chosen is None else program.total(first)  # it may leave what must be
    if start is not None:
        best.offer(start)
    if not program.arcs:
        return _ended(best, greedy_cost)
    if dense(program):
        _by_portfolio(best, clock)
    if best.chosen is None or not dense(program):
        _by_leads(best, clock)
        if _cover(best, clock):
            return _confirmed_none(program, clock, greedy_cost)
        if best.chosen is not None and not best.settled:
            _cheapen(best, best.chosen, clock)
    return _ended(best, greedy_cost)


def _ended(best: Best, greedy_cost: int | None) -> Outcome:
    program, chosen = best.program, best.chosen
    if chosen is None and not program.arcs:
        return Outcome(Ending.NONE, None, None, None)
    if chosen is None:
        return Outcome(Ending.UNKNOWN, None, None, best.bound(), greedy_cost)
    cost, left, rest = program.total(chosen), program.left(chosen), program.rest(chosen)
    bound = min(best.bound(), cost) if program.arcs else cost
    ending = Ending.BEST if cost - bound <= max(1.0, PROVEN * rest) else Ending.GOOD
    certificate = Certificate(
        program=fingerprint(program),
        left=left,
        rest=rest,
        bound=bound,
        coverage=best.coverage,
        cheapest=best.cheapest,
    )
    return Outcome(ending, chosen, cost, bound, greedy_cost, certificate)


def _by_portfolio(best: Best, clock: Clock) -> None:
    from planner.solve.portfolio import run

    ran = run(best.program, best.chosen, _out_of_reach(best.program), clock, best.offer)
    best.least_left, best.least_rest = ran.least_left, ran.least_rest
    if ran.chosen is not None:
        best.offer(ran.chosen)


def _out_of_reach(program: Program) -> int:
    """Return the weight of the items that nobody can lead."""
    reachable = np.zeros(len(program.items), dtype=bool)
    reachable[program.item[program.item >= 0]] = True
    reachable[len(program.items) - program.bundles :] = True
    return int(program.left_weight[~reachable].sum())


def _confirmed_none(program: Program, clock: Clock, greedy_cost: int | None) -> Outcome:
    """Say that no plan exists only where a second engine finds the same."""
    from planner.solve.cpsat import solve_by_cpsat

    second = solve_by_cpsat(
        replace(program, curves=()), max(_CONFIRM, clock.left()), by_work=clock.by_work
    )
    ending = Ending.NONE if second.ending is Ending.NONE else Ending.UNKNOWN
    return Outcome(ending, None, None, None, greedy_cost)


def _by_leads(best: Best, clock: Clock) -> None:
    """Of a large program bound the weight left by the leads alone, and look for the cheapest plan that
    leaves no more.

    Where there is one, it is proven to leave least, and the bound on the rest is of that coverage.
    """
    program, chosen = best.program, best.chosen
    leads = leads_of(program) if program.arcs > _LARGE else None
    if leads is None or chosen is None:
        return
    proofs: list[Prices] = []
    limit = clock.part(_SHARE_OF_LEADS)
    alone, bound = least_left(leads.program, leads.of(chosen), limit, proofs.append)
    best.raise_least_left(bound)
    if proofs:
        best.prove_coverage(leads.in_whole(proofs[-1]))
    best.offer(helped(program, leads.arcs[alone]))
    chosen = chosen if best.chosen is None else best.chosen
    if program.left(chosen) <= best.least_left:
        return
    proofs.clear()
    found = cheapest(
        program,
        Known(chosen, leads.patterns(alone), best.least_left),
        clock.part(1 - _SHARE_OF_SECOND),
        proofs.append,
        best.offer,
    )
    if found is None:
        return
    best.offer(found[0])
    if best.chosen is not None and program.left(best.chosen) <= best.least_left:
        best.least_rest = max(best.least_rest, found[1])
        for prices in proofs:
            best.prove_cheapest(prices)


def _cover(best: Best, clock: Clock) -> bool:
    """Find and bound the least weight left; return whether no plan can exist."""
    program = best.program
    best.least_left = max(best.least_left, _out_of_reach(program))
    if best.chosen is not None and program.left(best.chosen) == best.least_left:
        return False
    if best.chosen is not None:
        by_patterns = clock.part(_SHARE_OF_PATTERNS)
        chosen, bound = least_left(program, best.chosen, by_patterns, best.prove_coverage)
        best.offer(chosen)
        best.raise_least_left(bound)
        if program.left(chosen) == best.least_left:
            return False
    relaxation = Relaxation(program)
    everything = np.arange(program.arcs)
    lines = tightened(relaxation, clock)
    if lines.impossible:
        return True
    total = program.weight
    best.raise_least_left(total + lines.bound)
    if best.chosen is not None and program.left(best.chosen) == best.least_left:
        return False
    whole = _whole(relaxation, everything, best, clock.part(_SHARE_OF_COVERAGE), gap=0.0)
    if whole.impossible:
        return True
    best.raise_least_left(total + whole.bound)
    return False


def _cheapen(best: Best, chosen: Bools, clock: Clock) -> None:
    """Find and bound the cheapest rest at the best coverage: by patterns, and in part by arcs.

    Of few arcs there can be very many sets, where there are not few; of more, arcs prove little.
    """
    ways = [_cheapen_by_patterns, _cheapen_by_arcs]
    if best.program.arcs <= _FEW_ARCS and not few_sets(best.program):
        ways.reverse()
    kept = _SHARE_OF_MANY if best.program.arcs > _MANY_ARCS else _SHARE_OF_SECOND
    for way, share in zip(ways, (1 - kept, 1.0), strict=True):
        way(best, chosen, clock.part(share))
        chosen = chosen if best.chosen is None else best.chosen
        if best.settled or (best.program.arcs > _MANY_ARCS and best.least_rest > 0):
            return


def _cheapen_by_patterns(best: Best, chosen: Bools, clock: Clock) -> None:
    by_patterns = cheapest(best.program, Known(chosen), clock, best.prove_cheapest, best.offer)
    if by_patterns is not None:
        chosen, bound = by_patterns
        best.least_rest = max(best.least_rest, bound)
        best.offer(chosen)


def _cheapen_by_arcs(best: Best, chosen: Bools, clock: Clock) -> None:
    program = best.program
    total = program.weight
    relaxation = Relaxation(program, least_covered=total - program.left(chosen))
    lines = tightened(relaxation, clock)
    if lines.reduced is None:
        return
    best.least_rest = max(best.least_rest, lines.bound * SCALE)
    if lines.dual is not None:
        best.prove_cheapest(prices_of_arcs(program, lines.dual, lines.bound))
    order = np.sort(lines.reduced)
    place = min(len(order), max(2000, _ARCS_FIRST * len(program.items))) - 1
    wide = float(order[place]) if len(order) else 0.0
    for _ in range(2):
        open_gap = program.rest(chosen) - best.least_rest
        if open_gap <= PROVEN * abs(lines.bound) * SCALE or clock.left() <= 0:
            return
        wide = min(wide, program.rest(chosen) / SCALE - lines.bound)
        keep = np.flatnonzero(lines.reduced <= wide + 1e-9)
        whole = _whole(relaxation, keep, best, clock, _RELATIVE)
        beyond = lines.bound + wide if len(keep) < program.arcs else np.inf
        proven = min(beyond, np.inf if whole.impossible else whole.bound)
        chosen = chosen if best.chosen is None else best.chosen
        best.least_rest = max(best.least_rest, min(proven * SCALE, program.rest(chosen)))
        wide = np.inf


def _whole(relaxation: Relaxation, keep: np.ndarray, best: Best, clock: Clock, gap: float) -> Found:
    """Return the whole solution over some arcs after every broken row has been added."""
    program = relaxation.program
    proven = -np.inf
    found = Found(None, None, proven)
    for _ in range(_ROUNDS):
        found = solve_whole(relaxation.matrix(keep), clock, gap)
        if found.amount is None or found.excess is None:
            return Found(None, None, max(proven, found.bound), impossible=found.impossible)
        proven = max(proven, found.bound)
        amount = np.zeros(program.arcs)
        amount[keep] = np.round(found.amount)
        best.offer(amount > 0)
        if relaxation.least_covered is None:
            best.offer(repaired(program, np.flatnonzero(amount > 0)))
            if best.chosen is not None and program.left(best.chosen) <= best.least_left:
                break
        if clock.left() <= 0 or not relaxation.tighten(amount, found.excess):
            break
    return Found(found.amount, found.excess, proven)
