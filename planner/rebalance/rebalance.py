"""Which few open cases should move, so that the caseload costs least by the agency's own goals?

One neighbourhood after the other is measured, built as the product's own program and searched, beside
all that is to move already. What is better is kept, and they are looked at again until none brings
anything or time is over. So every set of moves keeps every rule; that no other set in the whole agency
is better is known only where one neighbourhood holds all of it.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from time import monotonic

from planner.domain import Agency, Plan
from planner.errors import PlannerError, UnknownReference
from planner.pipeline import Side
from planner.problem import surveyed
from planner.rebalance.around import Around
from planner.rebalance.descent import Descent
from planner.rebalance.neighbourhoods import neighbourhoods
from planner.rebalance.numbers import number
from planner.rebalance.part import Asked
from planner.solve.clock import Clock, WorkClock
from planner.solve.limits import refuse_too_large


@dataclass(frozen=True)
class Rebalanced:
    """The moves found, and how sure they are.

    `proven`: in so many neighbourhoods no other moves are better, all else as proposed; `settled`: when
    each was looked at last, none brought anything; `whole`: one holds the whole agency. `more`: the
    moves with one more allowed, where that is better; `more_known`: whether it was looked for in full.
    """

    asked: Asked
    around: Around
    plan: Plan
    neighbourhoods: int
    proven: int
    settled: bool
    whole: bool
    more: Plan | None
    more_known: bool
    seconds: float | None  # None where work was the limit

    @property
    def best(self) -> bool:
        """Whether it is proven that no other moves, of so many at most, are better."""
        return self.whole and self.settled and self.proven == self.neighbourhoods

    @property
    def left(self) -> list[str]:
        """The leavers' cases for which no colleague is proposed."""
        named = {proposed.case for proposed in self.plan.assignments}
        moving = self.around.known.moving.items()
        return sorted(case for case, one in moving if not one.may_stay and case not in named)

    @property
    def used_up(self) -> bool:
        """Whether more of leavers' cases might move if only more moves were allowed.

        They come before all else: where anything else moves, it is not the number that holds them back.
        """
        moving = self.around.moving
        others = any(moving[proposed.case].may_stay for proposed in self.plan.assignments)
        spent = len(self.plan.assignments) + self.around.largest_family > self.asked.moves
        return spent and not others

    @property
    def blocked(self) -> list[str]:
        """The leavers' cases that were looked at, and that something else keeps where they are."""
        if self.used_up:
            return []
        moving, asked = self.around.moving, self.asked.workers
        looked_at = (case for case in self.left if case in moving)
        return [c for c in looked_at if not asked or moving[c].assignment.worker in asked]

    @property
    def broken(self) -> list[str]:
        """Those of them that must be given to somebody: with any, the moves break a rule."""
        return [case for case in self.left if self.around.agency.case_of[case].must_assign]

    @cached_property
    def side(self) -> Side:
        """The part of the agency that the moves concern, with all who reach the cases' offices."""
        around, plans = self.around, [self.plan, *([self.more] if self.more else [])]
        moved = {p.case for plan in plans for p in plan.assignments}
        cases = around.with_families(moved | set(self.blocked))
        workers = {w for case in cases for w in around.reaching[around.moving[case].case.office]}
        for plan in plans:
            workers |= around.named(cases, plan)
        return Side(around.agency, None, around.known.part(workers, cases))


def rebalance(agency: Agency, asked: Asked, seconds: float, work: float | None = None) -> Rebalanced:
    """Return which open cases should move, searched for some seconds, measuring included.

    With `work`, units of work that do not depend on time are the limit: the same agency and limit give
    the same moves.

    Raises
    ------
    UnknownReference
        A worker named is not in the agency.
    PlannerError
        A new case has to be given to somebody: moves alone are no plan that keeps the rules.
    """
    begin = monotonic()
    _refuse(agency, asked)
    around = Around(agency, surveyed(agency))
    places = neighbourhoods(around, asked.workers)
    clock = Clock(max(0.0, seconds - (monotonic() - begin))) if work is None else WorkClock(work)
    first = Descent(around, places, asked, Plan())
    first.run(clock.part(1 - number("one_more") / 1000))
    first.run(clock)  # with all that is left, where that was not enough
    more, more_known = _one_more(first, clock) if first.settled else (None, False)
    few = len(places) == 1 and len(places[0].workers) == len(agency.workers)
    return Rebalanced(
        asked=asked,
        around=around,
        plan=first.plan,
        neighbourhoods=len(places),
        proven=first.proven,
        settled=first.settled,
        whole=not places or few,
        more=more,
        more_known=more_known,
        seconds=monotonic() - begin if work is None else None,
    )


def _one_more(first: Descent, clock: Clock) -> tuple[Plan | None, bool]:
    """Return a better plan with one more move, if any, and whether it was looked for in full."""
    spent = len(first.plan.assignments)
    if spent + first.around.largest_family <= first.asked.moves:
        return None, first.settled  # more were allowed, and brought nothing
    asked = replace(first.asked, moves=first.asked.moves + 1)
    further = Descent(first.around, first.places, asked, first.plan)
    further.run(clock)
    if further.plan == first.plan:
        return None, further.settled
    if len(further.plan.assignments) <= first.asked.moves:  # better without it
        first.plan = further.plan
        return None, False
    return further.plan, True


def _refuse(agency: Agency, asked: Asked) -> None:
    for worker in sorted(asked.workers):
        if worker not in agency.worker_of:
            raise UnknownReference("worker", worker, "The question", agency.worker_of)
    must = [case.id for case in agency.new_cases if case.must_assign]
    if must:
        raise PlannerError(
            f"New case {must[0]} must be given to somebody, and rebalancing gives out no new case."
            " Plan first, and enter who took it."
        )
    if Descent.hangs_on_all(agency.policy):
        refuse_too_large(agency)
