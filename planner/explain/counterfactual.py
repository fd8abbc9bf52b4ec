"""What would have to be otherwise for a worker to be suggested for a case, and not with one step less?

All else stays as proposed. What keeps the worker out is removed first: records are added, numbers rise
by whole steps. Whoever still adds less to the cost would have to be away. Facts that the case is better
off with, and a larger post, are tried where they take the place of several who are away. Then whatever
can be left out or be a step less is, until nothing more can.
"""

from collections.abc import Callable, Iterator
from itertools import combinations

from planner.claims import Change, Counterfactual, Seen, Unit
from planner.domain import Worker
from planner.explain.about import About
from planner.explain.levers import NUMBERS, Number, away, helpful, most_steps, needed, risen
from planner.explain.what_if import Changes, WhatIf

_HELPFUL = 4  # facts the case is better off with that are tried together, at most


def counterfactual(
    what_if: WhatIf, worker: str, about: About, seen: Seen = Seen.MANAGER
) -> Counterfactual | None:
    """Return what would have to change for a worker to be suggested, as little as can be.

    No changes where the worker adds no more than anybody else as it is. None where no change of public
    facts was found that would do: what keeps the worker out may not be changed, or the case is open and
    better off where it stays.
    """
    changes = _found(what_if, worker)
    if changes is None:
        return None
    return Counterfactual(
        **about.hashes,
        seen=seen,
        value=len(changes),
        unit=Unit.CHANGES,
        case=what_if.case,
        worker=worker,
        changes=changes,
    )


def _found(what_if: WhatIf, worker: str) -> Changes | None:
    if what_if.suggested(worker, ()):
        return ()
    if what_if.problem.holder_of(what_if.case) == worker:
        return None
    who = what_if.problem.agency.worker_of[worker]
    fitting = _fitting(what_if, who)
    if fitting is None:
        return None
    best: Changes | None = None
    for tried in sorted(_tried(what_if, who, fitting), key=len):
        if best is not None and len(tried) >= len(best):
            break
        found = _with_away(what_if, worker, tried)
        if found is not None and (best is None or len(found) < len(best)):
            best = found
    return None if best is None else _least(what_if, who, best)


def _fitting(what_if: WhatIf, who: Worker) -> Changes | None:
    """Return the records added and the numbers risen with which a worker could take the case."""
    records = needed(what_if.cases, who)
    most = {number: most_steps(who, number) for number in NUMBERS}

    def fits(steps: dict[Number, int]) -> bool:
        return who.id in what_if.costs((*records, *_numbers(who, steps)))

    if fits({}):
        return records
    if not fits(most):
        return None
    for number in NUMBERS:
        most[number] = _least_step(_with(fits, most, number), most[number])
    return (*records, *_numbers(who, most))


def _with(
    holds: Callable[[dict[Number, int]], bool], steps: dict[Number, int], number: Number
) -> Callable[[int], bool]:
    """Return whether something holds with so many steps of one number, by how many."""
    return lambda count: holds({**steps, number: count})


def _numbers(who: Worker, steps: dict[Number, int]) -> Changes:
    return tuple(risen(who, number, count) for number, count in steps.items() if count)


def _least_step(holds: Callable[[int], bool], most: int) -> int:
    """Return the least number of steps with which something holds that holds with the most."""
    below, enough = -1, most
    while enough - below > 1:
        middle = (below + enough) // 2
        below, enough = (below, middle) if holds(middle) else (middle, enough)
    return enough


def _tried(what_if: WhatIf, who: Worker, fitting: Changes) -> Iterator[Changes]:
    """Yield the changes with which a worker fits, as they are and with what makes the case cost less."""
    there = {(change.lever, change.what) for change in fitting}
    more = [c for c in helpful(what_if.cases, who) if (c.lever, c.what) not in there][:_HELPFUL]
    post = next(number for number in NUMBERS if number.field == "fte")
    without = tuple(change for change in fitting if change.what != post.field)
    bases = [fitting]
    if most_steps(who, post):
        bases.append((*without, risen(who, post, most_steps(who, post))))
    for base in bases:
        for size in range(len(more) + 1):
            for some in combinations(more, size):
                yield (*base, *some)


def _with_away(what_if: WhatIf, worker: str, changes: Changes) -> Changes | None:
    """Return changes with everybody away who would add less, None where that does not do."""
    holder = what_if.problem.holder_of(what_if.case)
    while True:
        costs = what_if.costs(changes)
        if worker not in costs:
            return None
        cheaper = [other for other, cost in sorted(costs.items()) if cost < costs[worker]]
        if not cheaper:
            return changes
        if holder in cheaper:  # it would stay
            return None
        changes = (*changes, *map(away, cheaper))


def _least(what_if: WhatIf, who: Worker, changes: Changes) -> Changes:
    """Return changes of which none can be left out or be a step less."""
    for number in NUMBERS:
        others = tuple(change for change in changes if change.what != number.field)
        most = sum((c.after - c.before) // c.step for c in changes if c.what == number.field)

        def enough(steps: dict[Number, int], rest: Changes = others) -> bool:
            return what_if.suggested(who.id, (*_numbers(who, steps), *rest))

        least = _least_step(_with(enough, {}, number), most)
        changes = (*_numbers(who, {number: least}), *others)
    while True:
        less = (some for some in smaller(changes) if what_if.suggested(who.id, some))
        found = next(less, None)
        if found is None:
            return _in_order(changes)
        changes = found


def smaller(changes: Changes) -> Iterator[Changes]:
    """Yield the changes with one left out, and with one number a step less."""
    for place, change in enumerate(changes):
        others = (*changes[:place], *changes[place + 1 :])
        yield others
        if change.lever == "number" and abs(change.after - change.before) > change.step:
            down = change.step if change.after > change.before else -change.step
            yield (*others, change.model_copy(update={"after": change.after - down}))


def _in_order(changes: Changes) -> Changes:
    """Return the worker's own changes first, then who is away, each in order."""
    return tuple(sorted(changes, key=_order))


def _order(change: Change) -> tuple[bool, str, str, str]:
    return change.lever == "away", change.lever, change.what, change.worker
