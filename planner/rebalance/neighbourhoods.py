"""Which cases and workers are looked at together, most pressing first."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from planner.rebalance.around import Around
from planner.rebalance.numbers import number


@dataclass(frozen=True)
class Neighbourhood:
    """Open cases that may move and the workers who may take them, by id."""

    cases: frozenset[str]
    workers: frozenset[str]


def neighbourhoods(around: Around, asked: frozenset[str] = frozenset()) -> list[Neighbourhood]:
    """Return the neighbourhoods of an agency, those of leavers first, then wishes, then overload.

    Small agencies are one. `asked`: only what may go from or to these workers, who are in each.
    """
    cases = [case for case in _by_pressure(around) if not asked or _concerns(around, case, asked)]
    if not cases:
        return []
    few = len(cases) <= number("cases") and len(around.known.workers) <= number("workers")
    if few:
        everybody = frozenset(worker.id for worker in around.known.workers)
        return [Neighbourhood(frozenset(around.with_families(cases)), everybody)]
    return [
        Neighbourhood(frozenset(part), frozenset(around.takers(part) | asked))
        for part in (around.with_families(group) for group in _by_office(around, cases))
    ]


def _by_pressure(around: Around) -> list[str]:
    """Return the cases that may move, most pressing first."""
    workers = around.agency.worker_of

    def pressure(case: str) -> tuple[bool, str, bool, int, str, str]:
        one = around.moving[case]
        worker = workers[one.assignment.worker]
        leaves = "" if one.may_stay else str(worker.last_day)
        wished = one.assignment.wish is not None
        return one.may_stay, leaves, not wished, -around.share[worker.id], worker.id, case

    return sorted(around.moving, key=pressure)


def _concerns(around: Around, case: str, asked: frozenset[str]) -> bool:
    """Whether a case is with one of these workers, or in an office that one reaches."""
    one = around.moving[case]
    if one.assignment.worker in asked:
        return True
    return any(one.case.office in around.agency.worker_of[worker].offices for worker in asked)


def _by_office(around: Around, cases: list[str]) -> Iterator[list[str]]:
    """Yield cases that share an office, in order, as many as a neighbourhood holds."""
    most, groups = number("cases"), defaultdict(list)
    for case in cases:
        groups[around.moving[case].case.office].append(case)
    for group in groups.values():
        for begin in range(0, len(group), most):
            yield group[begin : begin + most]
