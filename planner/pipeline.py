"""The whole walk on one page: an agency to a plan to its reasons."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from time import monotonic

import numpy as np

from planner.domain import Agency, Plan, Proposed
from planner.errors import KeptCase, UnknownReference
from planner.explain.about import About
from planner.explain.asking import Asking
from planner.explain.conflict import Conflict, conflict
from planner.explain.ground import Ground
from planner.explain.reasons import Left, Why, left, whys
from planner.explain.standing import Standing
from planner.goals import GOALS
from planner.prices import Lookahead, Prices
from planner.problem import Problem, Surveyed, measure
from planner.program import Program, build
from planner.rule import Goal
from planner.rules import RULES
from planner.solve.apart import Apart
from planner.solve.clock import Clock, WorkClock
from planner.solve.insertion import Option
from planner.solve.limits import refuse_too_large
from planner.solve.outcome import Outcome
from planner.solve.search import search
from planner.solve.start import Start


@dataclass(frozen=True)
class Side:
    """One side of an agency, measured: the whole one, or the public one a manager may know.

    `known`: of which part of the agency, where it is not all of it.
    """

    agency: Agency
    prices: Prices | None = None
    known: Surveyed | None = None

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of its program: all, and what room is worth where prices are given."""
        return GOALS if self.prices is None else (*GOALS, Lookahead(self.prices))

    @cached_property
    def problem(self) -> Problem:
        """The agency with every number measured; refused where one plan does not take on so much."""
        if self.known is None:
            refuse_too_large(self.agency)
        return measure(self.agency, self.known)

    @cached_property
    def program(self) -> Program:
        """Its program, under all rules and goals."""
        return build(self.problem, RULES, self.goals)

    @cached_property
    def start(self) -> Start:
        """The state before anything new is given out: each question about one case begins there."""
        return Start(self.program)

    @cached_property
    def public(self) -> "Side":
        """The side a manager may know."""
        if not self.agency.profiles:
            return self
        return Side(self.agency.public(), self.prices, self.known)

    def own(self, worker: str) -> "Side":
        """Return the side one worker may know: the public one, and what they told themselves."""
        return Side(self.agency.known_to(worker), self.prices, self.known)

    @cached_property
    def impossible(self) -> Conflict | None:
        """A smallest set of public rules that cannot hold together, or None."""
        return conflict(self.public.problem, RULES)

    def know_case(self, case: str) -> None:
        """Raise UnknownReference where the agency has no such case, KeptCase where it stays as it is."""
        if case in self.problem.case_at:
            return
        for held in self.agency.assignments:
            if held.case == case:
                raise KeptCase(case, held.worker)
        raise UnknownReference("case", case, "The question", self.agency.case_of)

    def know_worker(self, worker: str) -> None:
        """Raise UnknownReference where the agency has no such worker."""
        if worker not in self.problem.worker_at:
            raise UnknownReference("worker", worker, "The question", self.agency.worker_of)


@dataclass(frozen=True)
class Planned:
    """A plan or the proof that none exists, and how long it took."""

    side: Side
    outcome: Outcome
    plan: Plan | None
    seconds: float | None  # None where work was the limit: the same plan is the same answer
    built_seconds: float = 0.0  # of them, until the program was built


def propose(  # noqa: PLR0913  (what is asked, and what may be known beside the agency)
    agency: Agency,
    seconds: float,
    work: float | None = None,
    child: Apart | None = None,
    *,
    priced: bool = False,
    prices: Prices | None = None,
    known: Surveyed | None = None,
) -> Planned:
    """Return who takes what, searched for at most some seconds, building included.

    With `work`, units of work that do not depend on time are the limit of the search: the same agency
    and limit give the same plan, byte for byte. With a `child` the search runs in it and is killed when
    the seconds are over; without, it looks at its limit itself. `priced`: the outcome's certificate is
    to hold prices that prove as much as they can. `prices`: lookahead prices, one more goal where given.
    `known`: as of a side.
    """
    begin = monotonic()
    side = Side(agency, prices, known)
    program = side.program
    built = monotonic() - begin
    left = max(1.0, seconds - built)
    if child is not None:
        outcome = child.search(program, left, work, priced=priced)
    else:
        outcome = search(program, Clock(left) if work is None else WorkClock(work), priced=priced)
    plan = None if outcome.chosen is None else program.plan(side.problem, outcome.chosen)
    return Planned(side, outcome, plan, monotonic() - begin if work is None else None, built)


def suggest(side: Side, case: str) -> Plan:
    """Return who should take one case now, beside nothing else new; empty where nobody can.

    Cases that must go to the same worker come along.
    """
    options = ways_now(side, case, most=1)
    return _of_arcs(side, options[0].arcs) if options else Plan()


def first_within(side: Side, options: Iterable[Option], within: Collection[str]) -> Plan:
    """Return the first of some ways to take a case in which only some workers take part, as a plan."""
    for option in options:
        plan = _of_arcs(side, option.arcs)
        if all(worker in within for each in plan.assignments for _, worker in each.roles()):
            return plan
    return Plan()


def ways_now(side: Side, case: str, most: int | None = None) -> list[Option]:
    """Return the ways to take one case now, beside nothing else new, with what each adds to the cost.

    Cheapest first, only the first `most` where given; for an open case staying with its lead is one.
    What no case changes is made once for a side, so that a further question costs only its own ways.
    """
    side.know_case(case)
    start = side.start
    item = start.layout.item_of[side.problem.case_at[case]]
    return start.asked(item).options(item, most)


def _of_arcs(side: Side, arcs: list[int]) -> Plan:
    """Return some arcs as a plan, without a look at all the others."""
    every = side.program
    few = replace(
        every,
        item=every.item[arcs],
        case=every.case[arcs],
        role=every.role[arcs],
        worker=every.worker[arcs],
        stays=every.stays[arcs],
    )
    return few.plan(side.problem, np.ones(len(arcs), dtype=bool))


def why_workers(side: Side, plan: Plan, cases: Iterable[str] | None = None) -> list[Why]:
    """Return why cases, or all, are proposed to their workers, from public facts."""
    named = [p.case for p in plan.assignments] if cases is None else cases
    return whys(side.public.problem, side.public.program, plan, named)


def why_left(side: Side, plan: Plan, case: str, *, change: bool = True) -> Left:
    """Return why a case is left, from public facts, and the smallest change that would admit it."""
    return left(side.public.problem, side.public.program, RULES, plan, case, change=change)


def others(side: Side, plan: Plan, case: str, workers: Iterable[str] | None = None) -> list[Standing]:
    """Return where every worker but the proposed one stands with a case, from public facts."""
    return Asking(ground(side.public, plan)).others(case, workers)


def ground(side: Side, plan: Plan) -> Ground:
    """Return what claims about a plan stand on, on one side of its agency."""
    about = About(side.program, plan, side.prices)
    return Ground(side.problem, side.program, RULES, side.goals, plan, about)


def stay_with(side: Side, plan: Plan) -> dict[str, str]:
    """Return the movable open cases that a plan leaves with their lead, and the lead of each."""
    problem = side.public.problem
    staying = [problem.cases[case].id for case in problem.staying(plan)]
    return {case: problem.holder_of(case) or "" for case in staying}


def proposed(plan: Plan, case: str) -> Proposed | None:
    """Return what a plan proposes for a case."""
    return next((p for p in plan.assignments if p.case == case), None)
