"""How moves get better, neighbourhood by neighbourhood, until none brings anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.check import breaches
from planner.domain import Plan, Policy
from planner.dose.margin import EVEN
from planner.problem import Problem, measure
from planner.rebalance.around import Around
from planner.rebalance.neighbourhoods import Neighbourhood
from planner.rebalance.numbers import number
from planner.rebalance.part import MUST, Asked, Part
from planner.rule import Breach
from planner.rules import RULES
from planner.solve.clock import Clock


@dataclass(frozen=True)
class _Look:
    """What was found when a neighbourhood was looked at last, and beside which moves.

    `held_back`: whether the number of moves may have kept it from more.
    """

    plan: Plan
    proven: bool
    held_back: bool
    concerned: frozenset[str]


class Descent:
    """The best moves so far, and which neighbourhoods have nothing to add to them."""

    def __init__(
        self, around: Around, places: Sequence[Neighbourhood], asked: Asked, plan: Plan
    ) -> None:
        self.around, self.places, self.asked, self.plan = around, list(places), asked, plan
        self._last: dict[Neighbourhood, _Look] = {}

    @property
    def settled(self) -> bool:
        """Whether every neighbourhood has been looked at beside the moves as they are now."""
        return all(self._seen(place) for place in self.places)

    @property
    def proven(self) -> int:
        """In how many neighbourhoods it is proven that no other moves are better."""
        return sum(self._seen(place) and self._last[place].proven for place in self.places)

    def run(self, clock: Clock) -> None:
        """Look at one neighbourhood after the other until all are settled or time is over."""
        while not self.settled:
            for place in self.places:
                if clock.left() <= 0:
                    return
                if not self._seen(place):
                    self._improve(place, clock.at_most(number("seconds")))

    def _seen(self, place: Neighbourhood) -> bool:
        """Whether a look at a neighbourhood could find nothing else than when it was looked at last.

        It could where moves have changed that concern it; and, where their number held it back or a
        rule hangs on all, where any have.
        """
        last = self._last.get(place)
        if last is None or last.plan == self.plan:
            return last is not None
        if last.held_back or self._whole is not None:
            return False
        return last.concerned.isdisjoint(self._concerned(last.plan, self.plan))

    def _concerned(self, before: Plan, after: Plan) -> set[str]:
        """Return whom the difference of two plans concerns."""
        changed = set(before.assignments) ^ set(after.assignments)
        cases = {proposed.case for proposed in changed}
        plan = Plan(assignments=tuple(sorted(changed, key=lambda p: (p.case, p.worker))))
        return self._with_supervisors(self.around.named(cases, plan))

    def _with_supervisors(self, workers: Iterable[str]) -> set[str]:
        """Return workers and, as such, whom those in their first year answer to."""
        agency, found = self.around.agency, set(workers)
        for worker in [agency.worker_of[worker] for worker in found]:
            supervisor = worker.supervisor or agency.team_of[worker.team].supervisor
            if worker.first_year and supervisor:
                found.add(f"supervised by {supervisor}")
        return found

    def _improve(self, place: Neighbourhood, clock: Clock) -> None:
        part = Part(self.around, place, self.plan, self.asked)
        found, proven = part.searched(clock)
        if found is not None:
            mended = self._mended(found)
            proven &= mended == found
            if self._better(part, mended):
                self.plan = mended
        cases = self.around.with_families(place.cases)
        concerned = self._with_supervisors(place.workers | self.around.named(cases, Plan()))
        used = len(self.plan.assignments) + self.around.largest_family
        self._last[place] = _Look(self.plan, proven, used > self.asked.moves, frozenset(concerned))

    def _better(self, part: Part, found: Plan) -> bool:
        before, after = part.cost(self.plan), part.cost(found)
        return after is not None and before is not None and after < before

    @staticmethod
    def hangs_on_all(policy: Policy) -> bool:
        """Whether a rule says of each worker what hangs on the whole agency's cases to decide on."""
        return policy.within_turn_taking or policy.budget_kept > EVEN

    @cached_property
    def _whole(self) -> Problem | None:
        agency = self.around.agency
        return measure(agency, self.around.known) if self.hangs_on_all(agency.policy) else None

    def _mended(self, plan: Plan) -> Plan:
        """Return a plan without the moves that break a rule as seen from the whole agency."""
        while self._whole is not None:
            broken = [b for b in breaches(self._whole, plan, RULES) if b.rule != MUST]
            if not broken:
                break
            plan = _without(plan, broken[0], self._whole)
        return plan


def _without(plan: Plan, breach: Breach, problem: Problem) -> Plan:
    """Return a plan without the last move that a breach is about, and without that case's family."""
    about = [p for p in plan.assignments if p.case == breach.case] or [
        p for p in plan.assignments if breach.worker and p.names(breach.worker)
    ]
    out = (about or list(plan.assignments))[-1].case
    families = (family for family in problem.families.values() if problem.case_at[out] in family)
    gone = {problem.cases[case].id for family in families for case in family} | {out}
    return Plan(assignments=tuple(p for p in plan.assignments if p.case not in gone))
